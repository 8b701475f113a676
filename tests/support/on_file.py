"""Calls that are handed a persona's file, made by a test as the program makes them."""

from collections.abc import Callable
from typing import Any, TypeVar

from personaui_desktop.background.operation import Operation
from personaui_desktop.database.file import opened, writing
from personaui_desktop.database.personas import check_profile, write_profile
from personaui_desktop.operations import characters
from personaui_desktop.records.personas import DEFAULT_PERSONA, Character, Profile

T = TypeVar("T")


def read(call: Callable[..., T], *values: Any, on: str = DEFAULT_PERSONA, **named: Any) -> T:
    """What a call answers that only reads a file."""
    with opened(on) as file:
        return call(file, *values, **named)


def write(call: Callable[..., T], *values: Any, on: str = DEFAULT_PERSONA, **named: Any) -> T:
    """What a call answers that changes a file."""
    with writing(on, create=on == DEFAULT_PERSONA) as file:
        return call(file, *values, **named)


def create_persona(profile: Profile) -> Operation[str]:
    """Makes a persona of which nothing else is known."""
    return characters.create(Character(profile))


def edit_persona(persona_id: str, profile: Profile) -> Operation[None]:
    """Changes who a persona is."""
    return characters.edit(persona_id, Character(profile))


def store_profile(profile: Profile, persona_id: str = DEFAULT_PERSONA) -> None:
    """Have a persona be who it is; a missing file is made."""
    check_profile(profile)
    with writing(persona_id, create=True) as file:
        write_profile(file, profile)
