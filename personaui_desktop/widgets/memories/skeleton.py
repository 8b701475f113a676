"""What stands for the cards while they are being read: their shapes, and only where reading takes long."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.theme import RADIUS_CARD, STEP, theme
from personaui_desktop.widgets.memories.card import GAP, LINE_PITCH, lay_out

QUIET_MS = 200
LINE_COUNTS = (3, 2, 2)


class Skeleton(QWidget):
    """Nothing for 200 ms, then quiet shapes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Memories", "Loading memories"))
        self._is_due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._appear)

    def showEvent(self, event: QShowEvent) -> None:
        """Wait anew: QWidget.showEvent."""
        self._is_due = False
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Not needed after all: QWidget.hideEvent."""
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shapes of some cards: QWidget.paintEvent."""
        if not self._is_due:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for count in LINE_COUNTS:
            self._paint_card(painter, count)

    def _paint_card(self, painter: QPainter, line_count: int) -> None:
        layout = lay_out(self.width(), line_count)
        tokens = theme().tokens
        painter.setBrush(tokens.page)
        painter.drawRoundedRect(layout.card, RADIUS_CARD, RADIUS_CARD)
        painter.setBrush(tokens.line)
        for number in range(line_count):
            share = 0.6 if number == line_count - 1 else 1.0
            top = layout.text.top() + number * LINE_PITCH + STEP
            painter.drawRoundedRect(QRectF(layout.text.left(), top, layout.text.width() * share, 10), 4, 4)
        painter.translate(0, layout.card.height() + GAP)

    def _appear(self) -> None:
        self._is_due = True
        self.update()
