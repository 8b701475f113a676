"""Personas: who they are, and how they are listed."""

from typing import NamedTuple

from personaui_desktop.phrases import Phrase

DEFAULT_PERSONA = "default"


class Profile(NamedTuple):
    """Who a persona is. ``avatar`` is a PNG of at most 256 by 256 pixels."""

    name: str
    description: str = ""
    greeting: str = ""
    avatar: bytes | None = None


class PersonaListing(NamedTuple):
    """A persona as the rail shows it; ``problem`` is a known failure of its file, with its remedy."""

    persona_id: str
    profile: Profile
    problem: Phrase | str | None = None
