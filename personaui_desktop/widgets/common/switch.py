"""A switch, drawn as a pill with a knob."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from personaui_desktop.widgets.common.theme import Tokens, theme
from personaui_desktop.widgets.common.tokens import blend


def paint_switch(painter: QPainter, rect: QRectF, on: bool) -> None:
    """Draw a switch into the rectangle. On and off differ by the knob's side as well."""
    tokens = theme().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pill_colour(tokens, on=on))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    knob = rect.height() - 4
    x = rect.right() - 2 - knob / 2 if on else rect.left() + 2 + knob / 2
    painter.setBrush(tokens.on_accent if on else tokens.page)
    painter.drawEllipse(QPointF(x, rect.center().y()), knob / 2, knob / 2)
    painter.restore()


def pill_colour(tokens: Tokens, *, on: bool) -> QColor:
    """The colour of the pill."""
    return tokens.accent if on else blend(tokens.page, tokens.faint, 0.85)
