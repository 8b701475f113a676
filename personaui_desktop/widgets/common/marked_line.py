"""One line of text in which some stretches look different."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from personaui_desktop.widgets.chat.transcript.layout.utf16 import utf16_length


def marked_line(
    text: str,
    spans: Sequence[tuple[int, int]],
    look: QTextCharFormat,
    size: QFont,
    width: int,
    widest: QFont | None = None,
) -> QTextLayout:
    """As much of a text as there is room for, to be drawn.

    Args:
        text: of one line.
        spans: where each stretch begins and ends, in characters.
        look: of the stretches.
        size: of the line.
        width: of the room, pixels.
        widest: in which the text is measured, where the stretches are wider than the rest.
    """
    line = QFontMetrics(widest or size).elidedText(text, Qt.TextElideMode.ElideRight, width)
    layout = QTextLayout(line, size)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_stretch(line, first, last, look) for first, last in spans if first < len(line)])
    layout.beginLayout()
    layout.createLine().setLineWidth(width)
    layout.endLayout()
    return layout


def _stretch(line: str, first: int, last: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    marked = QTextLayout.FormatRange()
    # Qt counts in half characters where one is not in the basic plane.
    marked.start = utf16_length(line[:first])
    marked.length = utf16_length(line[first:last])
    marked.format = look
    return marked
