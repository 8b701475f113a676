"""Personas: who they are, and how they are listed."""

from collections.abc import Mapping
from typing import NamedTuple

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.people import DEFAULT_USER_NAME

DEFAULT_PERSONA = "default"
PARTS = ("kind", "traits", "knowledge", "expression", "situations", "background")
"""The fields of a profile that are parts, in the order in which they are told."""


class Profile(NamedTuple):
    """Who a persona is: how it is shown, and what the model is told of it.

    Attributes:
        avatar: a PNG of at most 256 by 256 pixels.
        nickname: how it is called in conversations, where that is not its name.
        examples: how it speaks, as exchanges that never took place.
        instruction: what the model is told in place of the program's own words; ``{{original}}`` is those.
        last_instruction: what it is told after all that was said.
        kind: and what follows are parts that can be picked or written, a line each.
    """

    name: str
    description: str = ""
    greeting: str = ""
    avatar: bytes | None = None
    nickname: str = ""
    personality: str = ""
    scenario: str = ""
    examples: str = ""
    instruction: str = ""
    last_instruction: str = ""
    kind: str = ""
    traits: str = ""
    knowledge: str = ""
    expression: str = ""
    situations: str = ""
    background: str = ""

    @property
    def called(self) -> str:
        """What ``{{char}}`` stands for."""
        return self.nickname or self.name

    def with_texts(self, texts: Mapping[str, str]) -> "Profile":
        """The same with other texts, by the names of their fields."""
        return Profile(**{**self._asdict(), **texts})


class Character(NamedTuple):
    """All that makes a persona: who it is, and what is never sent.

    Attributes:
        greetings: those beside the first one.
        creator_notes: for the person.
        tags: words to find it by.
    """

    profile: Profile
    greetings: tuple[str, ...] = ()
    creator_notes: str = ""
    tags: tuple[str, ...] = ()


class PersonaListing(NamedTuple):
    """A persona as the rail shows it; ``problem`` is a known failure of its file, with its remedy.

    ``user`` is what it calls the person in a new conversation.
    """

    persona_id: str
    profile: Profile
    problem: Phrase | str | None = None
    user: str = DEFAULT_USER_NAME


class TrashedPersona(NamedTuple):
    """A deleted persona that can come back: its file in the trash, what it is called, and since when."""

    file_name: str
    name: str
    deleted_at: str
