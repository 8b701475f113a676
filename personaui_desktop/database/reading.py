"""One column's value as its record promises it, whatever a file holds in its place.

SQLite keeps any kind of value in any column. Other programs, damaged disks and people with a tool do put
blobs, numbers and nothing where text or times belong: what can be understood is, and the rest becomes
something harmless, so that one odd value costs neither its row nor the list that the row stands in.
"""

import re
from datetime import datetime
from enum import Enum
from functools import partial
from typing import TypeVar

E = TypeVar("E", bound=Enum)
D = TypeVar("D")

LONG_AGO = "1970-01-01 00:00:00"
"""Stands for a time that is none, so that its row sorts behind the others."""

as_text = partial(str, encoding="utf-8", errors="replace")
"""Text from its bytes; what is no UTF-8 is replaced. A connection reads text by it."""

_NUMBERS = (int, float)
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def text(value: object) -> str:
    """Text: a blob's bytes are taken for UTF-8, nothing is empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return as_text(value)
    return "" if value is None else str(value)


def text_or_none(value: object) -> str | None:
    """Text, or ``None`` where there is none."""
    return None if value is None else text(value)


def blob(value: object) -> bytes:
    """Bytes: text is taken for its UTF-8."""
    return value if isinstance(value, bytes) else text(value).encode()


def blob_or_none(value: object) -> bytes | None:
    """Bytes, or ``None`` where there are none."""
    return None if value is None else blob(value)


def whole(value: object) -> int:
    """A whole number; what is none counts as 0."""
    return value if isinstance(value, int) else 0


def whole_or_none(value: object) -> int | None:
    """A whole number, or ``None`` where there is none: also an id, which no other kind of value can be."""
    return value if isinstance(value, int) else None


def flag(value: object) -> bool:
    """Yes or no, as SQLite's own conditions take the value: of text the number that it begins with counts."""
    if isinstance(value, _NUMBERS):
        return value != 0
    number = _NUMBER.match(text(value))
    return number is not None and float(number[0]) != 0


def moment(value: object) -> str:
    """A time as UTC text that can be parsed; what is none counts as `LONG_AGO`."""
    said = text(value)
    try:
        datetime.fromisoformat(said)
    except ValueError:
        return LONG_AGO
    return said


def moment_or_none(value: object) -> str | None:
    """A time, or ``None`` where there is none."""
    return None if value is None else moment(value)


def one_of(kinds: type[E], value: object, otherwise: D) -> E | D:
    """The member of an enumeration that has this value; what is none counts as ``otherwise``."""
    try:
        return kinds(text(value))
    except ValueError:
        return otherwise
