"""The line that parts an overlay from what lies beneath it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.common.painting import fill
from personaui_desktop.widgets.common.theme import theme

EDGE_WIDTH = 2


class OverlayEdge(QWidget):
    """A line, stronger than between docked panes. The mouse does not notice it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, x: int, height: int) -> None:
        """Stand there, from top to bottom, above everything."""
        self.setGeometry(x, 0, EDGE_WIDTH, height)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it: QWidget.paintEvent."""
        fill(QPainter(self), self.rect(), theme().tokens.edge)
