"""A choice among few, drawn in the theme's own colours."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from personaui_desktop.widgets.common.theme import RADIUS_CONTROL, RELATED, theme

RING = 16
INSET = 4
HEIGHT = 28


class Radio(QRadioButton):
    """One of a group; the chosen one has a dot."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Ring and text: QWidget.sizeHint."""
        text = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(
            2 * INSET + RING + RELATED + text.width() + RELATED, max(HEIGHT, text.height() + 2 * INSET)
        )

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
        tokens = theme().tokens
        self._paint_ground(painter)
        centre = QPointF(INSET + RING / 2, self.height() / 2)
        painter.setPen(QPen(tokens.accent if self.isChecked() else tokens.faint, 1.5))
        painter.setBrush(tokens.page)
        painter.drawEllipse(centre, RING / 2 - 1, RING / 2 - 1)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(centre, RING / 4, RING / 4)
        painter.setPen(tokens.text)
        painter.drawText(
            QRect(INSET + RING + RELATED, 0, self.width(), self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic,
            self.text(),
        )

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = theme().tokens
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 1))
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            return
        ground = tokens.pressed(tokens.pane) if self.isDown() else tokens.hovered(tokens.pane)
        painter.setBrush(ground if self.underMouse() else Qt.BrushStyle.NoBrush)
        width = min(self.sizeHint().width(), self.width()) - 1
        painter.drawRoundedRect(QRectF(0.5, 0.5, width, self.height() - 1), RADIUS_CONTROL, RADIUS_CONTROL)
