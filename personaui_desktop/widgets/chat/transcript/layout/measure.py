"""How much room small text needs."""

from math import ceil

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF

from personaui_desktop.widgets.chat.transcript.layout.look import Look


def text_width(text: str, look: Look) -> float:
    """The width of small text in one line."""
    return float(ceil(QFontMetricsF(look.small).horizontalAdvance(text)))


def lines_of(text: str, look: Look, width: float) -> int:
    """How many lines small text needs in a width."""
    metrics = QFontMetricsF(look.small)
    room = QRect(0, 0, max(1, int(width)), 10_000)
    covered = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text)
    return max(1, round(covered.height() / metrics.lineSpacing()))
