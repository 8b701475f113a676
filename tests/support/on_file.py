"""Calls that are handed a persona's file, made by a test as the program makes them."""

from collections.abc import Callable
from typing import Any, TypeVar

from personaui_desktop.database.file import reading, writing
from personaui_desktop.records import DEFAULT_PERSONA

T = TypeVar("T")


def read(call: Callable[..., T], *values: Any, on: str = DEFAULT_PERSONA, **named: Any) -> T:
    """What a call answers that only reads a file."""
    with reading(on) as file:
        return call(file, *values, **named)


def write(call: Callable[..., T], *values: Any, on: str = DEFAULT_PERSONA, **named: Any) -> T:
    """What a call answers that changes a file."""
    with writing(on, create=on == DEFAULT_PERSONA) as file:
        return call(file, *values, **named)
