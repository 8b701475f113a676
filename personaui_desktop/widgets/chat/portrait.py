"""A persona's avatar as a widget of its own."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.common.avatar import paint_avatar


class Portrait(QWidget):
    """A round picture of a fixed size; it says nothing that does not stand beside it in words."""

    def __init__(self, diameter: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(diameter, diameter)
        self._who = ("", "")
        self._image: QImage | None = None

    def show_persona(self, persona_id: str, name: str, image: QImage | None) -> None:
        """Show whose picture it is."""
        self._who, self._image = (persona_id, name), image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the avatar: QWidget.paintEvent."""
        if self._who[0]:
            paint_avatar(QPainter(self), QRectF(self.rect()), *self._who, self._image)
