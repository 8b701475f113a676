"""Draws a persona in the rail: avatar, mark of the chosen one, badge where its file cannot be opened."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from personaui_desktop.item_models.personas import PersonaRole
from personaui_desktop.item_models.rows import Index
from personaui_desktop.widgets.common.avatar import paint_avatar
from personaui_desktop.widgets.common.avatar_sizes import IN_RAIL
from personaui_desktop.widgets.common.icons import paint_icon
from personaui_desktop.widgets.common.theme import STEP, STRONG, font, theme
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.common.wording import breakable

RAIL_WIDTH = 68
PITCH = 52
MARK_WIDTH, MARK_HEIGHT = 4, 24
BADGE = 18
NUMBER_SIZE, NUMBER_HEIGHT = 10.5, 17
MOST_COUNTED = 99


class RailDelegate(QStyledItemDelegate):
    """Paints the rail's rows. ``chosen`` is the persona that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One size for all: QStyledItemDelegate.sizeHint."""
        return QSize(RAIL_WIDTH, PITCH)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Say whose picture it is, whatever marks the name holds: QStyledItemDelegate.helpEvent."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        words = breakable(str(index.data(Qt.ItemDataRole.ToolTipRole)))
        QToolTip.showText(event.globalPos(), tooltip(words), view.viewport(), option.rect)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row: QStyledItemDelegate.paint."""
        tokens = theme().tokens
        persona_id = index.data(PersonaRole.ID)
        circle = avatar_rect(QRectF(option.rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if persona_id == self.chosen:
            painter.setBrush(tokens.accent)
            painter.drawRoundedRect(_mark_rect(QRectF(option.rect)), 2, 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(tokens.faint)
            painter.drawRoundedRect(_mark_rect(QRectF(option.rect)).adjusted(0, 8, 0, -8), 2, 2)
        name = index.data(Qt.ItemDataRole.DisplayRole)
        paint_avatar(painter, circle, persona_id, name, index.data(PersonaRole.IMAGE))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(tokens.text, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(-3, -3, 3, 3))
        if index.data(PersonaRole.PROBLEM):
            _paint_badge(painter, circle)
        if unread := index.data(PersonaRole.UNREAD):
            _paint_number(painter, circle, unread)
        painter.restore()


def avatar_rect(row: QRectF) -> QRectF:
    """Where the avatar lies in a row."""
    circle = QRectF(0, 0, IN_RAIL, IN_RAIL)
    circle.moveCenter(row.center())
    return circle


def _mark_rect(row: QRectF) -> QRectF:
    # Its left half lies beyond the edge, so that only the right side is round.
    return QRectF(row.left() - MARK_WIDTH, row.center().y() - MARK_HEIGHT / 2, 2 * MARK_WIDTH, MARK_HEIGHT)


def _paint_badge(painter: QPainter, circle: QRectF) -> None:
    tokens = theme().tokens
    badge = QRectF(circle.right() - BADGE + 4, circle.bottom() - BADGE + 4, BADGE, BADGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.window)
    painter.drawEllipse(badge)
    paint_icon(painter, badge.adjusted(1.5, 1, -1.5, -2), "warning", tokens.warn)


def _paint_number(painter: QPainter, circle: QRectF, number: int) -> None:
    """Say at the upper right how many conversations have an unread reply."""
    tokens = theme().tokens
    text = str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+"
    size = font(NUMBER_SIZE, STRONG)
    width = max(NUMBER_HEIGHT, QFontMetricsF(size).horizontalAdvance(text) + STEP * 2)
    badge = QRectF(circle.right() + 5 - width, circle.top() - 4, width, NUMBER_HEIGHT)
    painter.setPen(QPen(tokens.window, 2))
    painter.setBrush(tokens.accent)
    painter.drawRoundedRect(badge, NUMBER_HEIGHT / 2, NUMBER_HEIGHT / 2)
    painter.setPen(tokens.on_accent)
    painter.setFont(size)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
