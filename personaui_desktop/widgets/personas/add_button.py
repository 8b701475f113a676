"""The dashed circle at the end of the rail that makes a new persona."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.avatar_sizes import IN_RAIL
from personaui_desktop.widgets.common.icons import paint_icon
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.personas.rail_delegate import PITCH, RAIL_WIDTH, avatar_rect


class AddButton(QAbstractButton):
    """A round button with a plus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Personas", "New persona"))
        self.setToolTip(translate("Personas", "New persona"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As large as a row of the rail: QWidget.sizeHint."""
        return QSize(RAIL_WIDTH, PITCH)

    def event(self, event: QEvent) -> bool:
        """Enter presses it too, not only Space: QObject.event."""
        if event.type() == QEvent.Type.KeyPress and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # type: ignore[attr-defined]
            self.click()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and the plus: QWidget.paintEvent."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = avatar_rect(QRectF(self.rect())).adjusted(0.5, 0.5, -0.5, -0.5)
        is_marked = self.underMouse() or self.hasFocus()
        pen = QPen(tokens.dim if is_marked else tokens.faint, 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(tokens.pressed(tokens.window) if self.isDown() else tokens.window)
        if self.underMouse() and not self.isDown():
            painter.setBrush(tokens.hovered(tokens.window))
        painter.drawEllipse(circle)
        if self.hasFocus():
            ring = QPen(tokens.text, 1.5)
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(-3, -3, 3, 3))
        plus = QRectF(0, 0, IN_RAIL * 0.45, IN_RAIL * 0.45)
        plus.moveCenter(circle.center())
        paint_icon(painter, plus, "plus", tokens.text if is_marked else tokens.dim)
