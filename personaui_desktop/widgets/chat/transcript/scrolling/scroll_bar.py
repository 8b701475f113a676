"""A thin flat scroll bar that costs next to nothing to paint."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.painting import fill
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.common.tokens import blend

WIDTH = 12
HANDLE_WIDTH = 6.0
SHORTEST = 36
"""Of the handle with its margins, pixels; as in the style sheet."""


class FlatScrollBar(QScrollBar):
    """A vertical scroll bar that paints a rounded handle and nothing else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._is_pointed = False
        self.setAccessibleName(translate("Chat", "Conversation position"))

    def sizeHint(self) -> QSize:
        """Override of QWidget.sizeHint."""
        return QSize(WIDTH, 64)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Override of QWidget.enterEvent."""
        self._is_pointed = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Override of QWidget.leaveEvent."""
        self._is_pointed = False
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override of QWidget.paintEvent."""
        tokens = theme().tokens
        painter = QPainter(self)
        fill(painter, event.rect(), tokens.page)
        if self.maximum() <= self.minimum():
            return
        strong = self._is_pointed or self.isSliderDown()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(tokens.page, tokens.text, 0.42 if strong else 0.2))
        painter.drawRoundedRect(self.handle(), HANDLE_WIDTH / 2, HANDLE_WIDTH / 2)

    def handle(self) -> QRectF:
        """Where the handle is painted: in the middle of where the style has it, which takes the mouse there.

        Reckoned as the style does. To ask it would have PySide make all that stands for styles in Python.
        """
        span, page = self.maximum() - self.minimum(), self.pageStep()
        length = min(self.height(), max(SHORTEST, self.height() * page // (span + page)))
        top = (self.height() - length) * (self.sliderPosition() - self.minimum()) / span
        return QRectF((self.width() - HANDLE_WIDTH) / 2, top + 2, HANDLE_WIDTH, length - 4)
