"""Draws a card in the list of those that may be taken in: a tick, a name, and what there is to say."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from personaui_desktop.item_models.rows import Index
from personaui_desktop.widgets.common.icons import paint_icon
from personaui_desktop.widgets.common.theme import (
    BASE_SIZE,
    RADIUS_CONTROL,
    RELATED,
    SECOND_SIZE,
    STRONG,
    font,
    theme,
)

HEIGHT = 50
TICK = 18.0
CORNER = 4
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The second line of a row."""
_CHECK = Qt.ItemDataRole.CheckStateRole


class BringDelegate(QStyledItemDelegate):
    """Paints the rows of `BringList`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One size for all: QStyledItemDelegate.sizeHint."""
        return QSize(1, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row: QStyledItemDelegate.paint."""
        tokens = theme().tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(tokens.accent, 1) if has_focus else Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selected if is_chosen else tokens.hovered(tokens.pane))
            painter.drawRoundedRect(row, RADIUS_CONTROL, RADIUS_CONTROL)
        self._paint_tick(painter, option, index)
        words = row.adjusted(2 * RELATED + TICK, RELATED / 2, -RELATED, -RELATED / 2)
        lines = (
            (str(index.data()), font(BASE_SIZE, STRONG), tokens.text, Qt.AlignmentFlag.AlignTop),
            (str(index.data(LINE_ROLE)), font(SECOND_SIZE), tokens.dim, Qt.AlignmentFlag.AlignBottom),
        )
        for line, line_font, colour, at in lines:
            painter.setFont(line_font)
            painter.setPen(colour)
            shown = QFontMetricsF(line_font).elidedText(line, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, at | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tick where the tick is drawn, and by the space bar: QStyledItemDelegate.editorEvent."""
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if not _means_tick(event, QRectF(option.rect)):
            return False
        is_ticked = Qt.CheckState(index.data(_CHECK)) is Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        return model.setData(index, state, _CHECK)

    def _paint_tick(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = index.data(_CHECK)
        if state is None:
            return
        tokens = theme().tokens
        is_ticked = Qt.CheckState(state) is Qt.CheckState.Checked
        box = tick_rect(QRectF(option.rect))
        painter.setPen(QPen(tokens.accent if is_ticked else tokens.edge, 1.5))
        painter.setBrush(tokens.accent if is_ticked else tokens.page)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), CORNER, CORNER)
        if is_ticked:
            paint_icon(painter, box, "check", tokens.on_accent)


def tick_rect(row: QRectF) -> QRectF:
    """Where a row has its tick."""
    return QRectF(row.left() + RELATED, row.center().y() - TICK / 2, TICK, TICK)


def _means_tick(event: QEvent, row: QRectF) -> bool:
    if isinstance(event, QMouseEvent):
        is_release = event.type() == QEvent.Type.MouseButtonRelease
        return is_release and tick_rect(row).contains(event.position())
    is_press = event.type() == QEvent.Type.KeyPress
    return is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
