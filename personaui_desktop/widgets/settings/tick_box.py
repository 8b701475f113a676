"""A yes or no in a form, drawn in the theme's own colours."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from personaui_desktop.widgets.common.icons import paint_icon
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.settings.choice_line import line_size, mark_colour, paint_line

CORNER = 4


class TickBox(QCheckBox):
    """A box that is filled and has a tick where the answer is yes."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Box and text: QWidget.sizeHint."""
        return line_size(self)

    def minimumSizeHint(self) -> QSize:
        """The same: QWidget.minimumSizeHint."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """The whole line can be clicked: QAbstractButton.hitButton."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick and text: QWidget.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        mark = paint_line(painter, self)
        painter.setPen(QPen(mark_colour(self), 1.5))
        painter.setBrush(mark_colour(self) if self.isChecked() else tokens.page)
        painter.drawRoundedRect(mark.adjusted(1, 1, -1, -1), CORNER, CORNER)
        if self.isChecked():
            paint_icon(painter, mark, "check", tokens.on_accent if self.isEnabled() else tokens.pane)
