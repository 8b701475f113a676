"""A dot on a button: something waits behind it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.common.theme import theme

SIZE, RIM = 8, 2


class Dot(QWidget):
    """Lies at the upper right of a widget of fixed size and lets clicks through. Others say what it means."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        side = SIZE + 2 * RIM
        self.setGeometry(parent.width() - side, 0, side, side)
        theme().changed.connect(self.update)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it with a rim, so that it stands apart from the icon: QWidget.paintEvent."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.page, RIM))
        painter.setBrush(tokens.accent)
        painter.drawEllipse(QRectF(self.rect()).adjusted(RIM / 2, RIM / 2, -RIM / 2, -RIM / 2))
