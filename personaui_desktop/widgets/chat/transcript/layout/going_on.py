"""Whether a text may go on in the last line of the one before it, as if both were one."""

from typing import NamedTuple

from PySide6.QtGui import QTextLayout

from personaui_desktop.widgets.chat.transcript.layout.utf16 import utf16_slice

_NO_BREAK = "\u00a0\u2007\u202f"
"""Spaces at which no line ends."""


class TextEnd(NamedTuple):
    """Where a text ends, for the one that goes on in the same line.

    ``advance`` is what its last line and the gap behind it take of the width, ``ascent`` how far that line's
    baseline is below its top.
    """

    advance: float
    height: float
    ascent: float
    divides_word: bool


def may_go_on(layout: QTextLayout, room: float, divides_word: bool) -> bool:
    """Whether the first line of a text that was laid out in the room left over may stay there.

    Args:
        layout: the text, whose first line has as much as Qt puts into that room.
        room: what is left of the other text's last line.
        divides_word: whether a word may go on in the text, so that it ends nowhere near.
    """
    end = layout.lineAt(0).textLength()
    return _fits(layout, room) and (divides_word or _may_break_at(layout.text(), end))


def _fits(layout: QTextLayout, room: float) -> bool:
    # Only a single character is put where there is no room for it. Of more, Qt knows whether they fit: it
    # leaves some of what letters reach beyond their width out of account.
    first = layout.lineAt(0)
    if first.naturalTextWidth() <= room:
        return True
    second = layout.nextCursorPosition(0)
    return utf16_slice(layout.text(), second, first.textLength()).strip() != ""


def _may_break_at(text: str, position: int) -> bool:
    # A line ends at a space whatever comes next, an exclamation mark too; the finder says no there.
    before = utf16_slice(text, position - 1, position)
    if before.isspace() and before not in _NO_BREAK:
        return True
    # Only where a paragraph goes on in another block.
    from PySide6.QtCore import QTextBoundaryFinder

    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    finder.setPosition(position)
    return finder.isAtBoundary()
