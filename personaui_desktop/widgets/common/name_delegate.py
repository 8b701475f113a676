"""Draws the rows of a short list of names."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from personaui_desktop.item_models.rows import Index
from personaui_desktop.widgets.common.theme import (
    BASE_SIZE,
    CONTROL_HEIGHT,
    RADIUS_CONTROL,
    REGULAR,
    RELATED,
    STRONG,
    font,
    theme,
)

GAP = 2


class NameDelegate(QStyledItemDelegate):
    """Paints one line a row, which ends in an ellipsis where there is no room for all of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A control's height: QStyledItemDelegate.sizeHint."""
        return QSize(1, CONTROL_HEIGHT + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a name: QStyledItemDelegate.paint."""
        tokens = theme().tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5 - GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        painter.setPen(QPen(tokens.accent, 1) if focused else Qt.PenStyle.NoPen)
        ground = tokens.selected if chosen else tokens.hovered(tokens.pane)
        painter.setBrush(ground if chosen or hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setPen(tokens.text)
        painter.setFont(font(BASE_SIZE, STRONG if chosen else REGULAR))
        inner = rect.adjusted(RELATED, 0, -RELATED, 0)
        shown = QFontMetricsF(painter.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
