"""Where the marks beside a message lie: left out of what is sent, bookmarked, noted on."""

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QRectF

from personaui_desktop.records.messages import Marks

SIZE = 14.0
NARROW_SIZE = 10.0
APART = 4.0
LEFT = 28.0
NARROW_LEFT = 15.5


class MarkIcon(Enum):
    """A mark. The value is its icon's name."""

    HIDDEN = "hidden"
    BOOKMARK = "bookmark"
    NOTE = "note"


class MarkRect(NamedTuple):
    """A mark beside a message."""

    mark: MarkIcon
    rect: QRectF


def place_marks(marks: Marks, left: float, top: float, *, is_compact: bool) -> tuple[MarkRect, ...]:
    """The marks one below the other, beside the column that begins at ``left``."""
    if not any(marks):
        return ()
    size = NARROW_SIZE if is_compact else SIZE
    x = left - (NARROW_LEFT if is_compact else LEFT)
    return tuple(
        MarkRect(mark, QRectF(x, top + number * (size + APART), size, size))
        for number, mark in enumerate(marks_of(marks))
    )


def marks_of(marks: Marks) -> tuple[MarkIcon, ...]:
    """The marks that a message has."""
    has = {
        MarkIcon.HIDDEN: marks.is_hidden,
        MarkIcon.BOOKMARK: marks.is_bookmarked,
        MarkIcon.NOTE: bool(marks.note),
    }
    return tuple(mark for mark in MarkIcon if has[mark])
