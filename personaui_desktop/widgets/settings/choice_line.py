"""A mark with its words beside it in one line that can be pressed: radio buttons and tick boxes share it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from personaui_desktop.widgets.common.style_sheet import disabled
from personaui_desktop.widgets.common.theme import RADIUS_CONTROL, RELATED, theme

MARK = 16
INSET = 4
HEIGHT = 28


def line_size(button: QAbstractButton) -> QSize:
    """Room for the mark and the words."""
    text = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text())
    return QSize(2 * INSET + MARK + RELATED + text.width() + RELATED, max(HEIGHT, text.height() + 2 * INSET))


def paint_line(painter: QPainter, button: QAbstractButton) -> QRectF:
    """Draw the ground and the words; answer where the mark belongs."""
    tokens = theme().tokens
    _paint_ground(painter, button)
    painter.setPen(tokens.text if button.isEnabled() else disabled(tokens))
    painter.drawText(
        QRect(INSET + MARK + RELATED, 0, button.width(), button.height()),
        Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic,
        button.text(),
    )
    return QRectF(INSET, (button.height() - MARK) / 2, MARK, MARK)


def mark_colour(button: QAbstractButton) -> QColor:
    """The colour of the mark's outline."""
    tokens = theme().tokens
    if not button.isEnabled():
        return disabled(tokens)
    return tokens.accent if button.isChecked() else tokens.faint


def _paint_ground(painter: QPainter, button: QAbstractButton) -> None:
    tokens = theme().tokens
    is_under_mouse = button.underMouse() and button.isEnabled()
    if button.hasFocus():
        painter.setPen(QPen(tokens.accent, 1))
    elif is_under_mouse:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        return
    ground = tokens.pressed(tokens.pane) if button.isDown() else tokens.hovered(tokens.pane)
    painter.setBrush(ground if is_under_mouse else Qt.BrushStyle.NoBrush)
    width = min(line_size(button).width(), button.width()) - 1
    painter.drawRoundedRect(QRectF(0.5, 0.5, width, button.height() - 1), RADIUS_CONTROL, RADIUS_CONTROL)
