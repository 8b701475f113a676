"""A switch: a check box drawn as a pill with a knob."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from personaui_desktop.widgets.common.theme import Tokens, theme
from personaui_desktop.widgets.common.tokens import blend

WIDTH, HEIGHT = 26, 15
RING = 3
"""Room around the pill for the ring that shows the keyboard focus."""


class Switch(QCheckBox):
    """On or off. Space switches it; screen readers take it for a check box."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The pill and its ring: QWidget.sizeHint."""
        return QSize(WIDTH + 2 * RING, HEIGHT + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """The same: QWidget.minimumSizeHint."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """The whole widget can be clicked: QAbstractButton.hitButton."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill: QWidget.paintEvent."""
        painter = QPainter(self)
        left = (
            self.width() - WIDTH - RING if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else RING
        )
        rect = QRectF(left, (self.height() - HEIGHT) / 2, WIDTH, HEIGHT)
        paint_switch(painter, rect, self.isChecked(), enabled=self.isEnabled(), hovered=self.underMouse())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().tokens.text, 1))
            around = rect.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)


def paint_switch(
    painter: QPainter, rect: QRectF, on: bool, *, enabled: bool = True, hovered: bool = False
) -> None:
    """Draw a switch into the rectangle, for delegates too. On and off differ by the knob's side as well."""
    tokens = theme().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ground(tokens, on, enabled, hovered))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    knob = rect.height() - 4
    x = rect.right() - 2 - knob / 2 if on else rect.left() + 2 + knob / 2
    painter.setBrush(tokens.on_accent if on else tokens.page)
    painter.drawEllipse(QPointF(x, rect.center().y()), knob / 2, knob / 2)
    painter.restore()


def _ground(tokens: Tokens, on: bool, enabled: bool, hovered: bool) -> QColor:
    if not enabled:
        return blend(tokens.page, tokens.accent if on else tokens.faint, 0.4)
    ground = tokens.accent if on else blend(tokens.page, tokens.faint, 0.85)
    return tokens.pressed(ground) if hovered else ground
