"""What is written behind a slash: a command and what it is given, or a message that begins with one."""

import re
from typing import NamedTuple

_BEGUN = re.compile(r"/([^\W\d_]*)")
_COMMAND = re.compile(r"/([^\W\d_]+)(?:[ \t]+([^\n]*))?\s*")


class SlashWritten(NamedTuple):
    """The word behind a slash, in small letters, and what follows it."""

    word: str
    rest: str = ""


def read_slash(text: str) -> SlashWritten | None:
    """The command that a text is; ``None`` where it is a message.

    A command is one line and begins with a word of letters alone: a path, a date and a comment of a program
    are messages.
    """
    found = _COMMAND.fullmatch(text)
    return None if found is None else SlashWritten(found[1].lower(), (found[2] or "").strip())


def begun_word(text: str) -> str | None:
    """What is written so far of a command's word; ``None`` where none is begun."""
    found = _BEGUN.fullmatch(text)
    return None if found is None else found[1].lower()


def as_message(text: str) -> str:
    """The message that a text is: of slashes that keep it from being a command, one is not sent."""
    return text[1:] if text.startswith("//") and _is_command_but_for_slashes(text) else text


def as_written(message: str) -> str:
    """How a message is written so that it is sent as it is."""
    return f"/{message}" if message.startswith("/") and _is_command_but_for_slashes(message) else message


def _is_command_but_for_slashes(text: str) -> bool:
    return read_slash("/" + text.lstrip("/")) is not None
