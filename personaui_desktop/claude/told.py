"""What a server says beside the reply, fit to be stored and shown: whole characters, no key, bounded."""

from typing import Any

from personaui_desktop.redaction import without_keys
from personaui_desktop.text import clean_text

NAME_CHARACTERS = 200
MOST_TOKENS = 10**12
"""More than any request has; what is told beyond it is no count."""


def field(record: Any, name: str) -> Any:
    """A part of a server event, whatever shape the server gave it; ``None`` where it is missing."""
    return record.get(name) if isinstance(record, dict) else getattr(record, name, None)


def text(record: Any, name: str) -> str:
    """A text as it came, which may hold half characters; empty where it is none."""
    value = field(record, name)
    return value if isinstance(value, str) else ""


def label(record: Any, name: str) -> str:
    """A short text such as a name, fit to be stored and shown."""
    return shown(text(record, name), NAME_CHARACTERS)


def count(record: Any, name: str, otherwise: int | None) -> int | None:
    """A number of tokens; ``otherwise`` where none is told, ``None`` where it cannot be one."""
    value = field(record, name)
    if value is None:
        return otherwise
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_TOKENS
    return value if is_count else None


def shown(words: str, most: int) -> str:
    """Words on one line, shortened, without any key."""
    # The key goes first: of one that was cut in two a part would stay.
    line = " ".join(without_keys(clean_text(words)).split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"
