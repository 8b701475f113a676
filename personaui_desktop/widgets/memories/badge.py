"""A few words on a tinted ground that say what is special about a card."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from personaui_desktop.widgets.common.theme import SMALL_SIZE, STRONG, font, theme
from personaui_desktop.widgets.common.tokens import blend
from personaui_desktop.widgets.memories.card import BADGE_HEIGHT

PADDING = 7.0
RADIUS = 5.0
TINT = 0.09


def badge_width(words: str) -> float:
    """How wide a badge with these words is."""
    return QFontMetricsF(font(SMALL_SIZE, STRONG)).horizontalAdvance(words) + 2 * PADDING


def paint_badge(painter: QPainter, top_left: QPointF, words: str, colour: QColor) -> QRectF:
    """Draw a badge; answer where it is."""
    rect = QRectF(top_left.x(), top_left.y(), badge_width(words), BADGE_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(blend(theme().tokens.page, colour, TINT))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setPen(colour)
    painter.setFont(font(SMALL_SIZE, STRONG))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    return rect


class Badge(QWidget):
    """A badge in the accent colour."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As large as its words: QWidget.sizeHint."""
        return QSize(round(badge_width(self._words)) + 1, int(BADGE_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it: QWidget.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, QPointF(0, 0), self._words, theme().tokens.accent)
