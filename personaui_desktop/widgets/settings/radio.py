"""A choice among few, drawn in the theme's own colours."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.settings.choice_line import line_size, mark_colour, paint_line


class Radio(QRadioButton):
    """One of a group; the chosen one has a dot."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Ring and text: QWidget.sizeHint."""
        return line_size(self)

    def minimumSizeHint(self) -> QSize:
        """The same: QWidget.minimumSizeHint."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """The whole line can be clicked: QAbstractButton.hitButton."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring, dot and text: QWidget.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = paint_line(painter, self)
        painter.setPen(QPen(mark_colour(self), 1.5))
        painter.setBrush(theme().tokens.page)
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mark_colour(self))
            inset = mark.width() / 4
            painter.drawEllipse(mark.adjusted(inset, inset, -inset, -inset))
