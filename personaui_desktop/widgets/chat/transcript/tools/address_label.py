"""Shows where the link under the pointer leads."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from personaui_desktop.widgets.common.theme import RELATED, SECOND_SIZE, font, theme

CORNER = 6


class AddressLabel(QLabel):
    """A small label at the foot of a view, as browsers have it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(SECOND_SIZE))
        self.setContentsMargins(RELATED, 4, RELATED, 4)
        self._room = QRect()
        self.hide()

    def show_address(self, address: str) -> None:
        """Show an address, or nothing."""
        if not address:
            self.hide()
            return
        widest = max(80, self._room.width() * 3 // 4)
        text = "".join(char if char.isprintable() else "\ufffd" for char in address)
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, widest))
        self.adjustSize()
        self.move(self._room.left() + RELATED, self._room.bottom() - self.height() - RELATED)
        self.show()
        self.raise_()

    def place_in(self, room: QRect) -> None:
        """Say where there is room."""
        self._room = room
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override of QWidget.paintEvent: a card beneath the text."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.pane)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.end()
        super().paintEvent(event)
