"""Draws a branch in the map: its title, and dim below it what else is to be known."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from personaui_desktop.item_models.rows import Index
from personaui_desktop.widgets.common.theme import BASE_SIZE, RELATED, SECOND_SIZE, STRONG, font, theme

PADDING = 7


class BranchDelegate(QStyledItemDelegate):
    """Paints each line of a branch's words as far as there is room for it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines: QStyledItemDelegate.sizeHint."""
        height = sum(QFontMetrics(each).height() for _line, each in _lines(index))
        return QSize(1, height + 2 * PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a branch: QStyledItemDelegate.paint."""
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        tokens = theme().tokens
        room = option.rect.adjusted(RELATED, PADDING, -RELATED, -PADDING)
        painter.save()
        painter.setPen(tokens.text)
        for line, each in _lines(index):
            painter.setFont(each)
            metrics = painter.fontMetrics()
            # In the middle, as a line with a long title ends with what became of it.
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
            room.setTop(room.top() + metrics.height())
            painter.setPen(tokens.dim)
        painter.restore()


def _lines(index: Index) -> list[tuple[str, QFont]]:
    title, *rest = str(index.data()).split("\n")
    return [(title, font(BASE_SIZE, STRONG)), *((line, font(SECOND_SIZE)) for line in rest)]
