"""Draws a session's row, with its day's heading above the first of each day, and edits its title in place."""

from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from personaui_desktop.item_models.sessions import SessionRole
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.theme import (
    BASE_SIZE,
    CONTROL_HEIGHT,
    RADIUS_CONTROL,
    RELATED,
    ROW_HEIGHT,
    SECOND_SIZE,
    SMALL_SIZE,
    STRONG,
    Tokens,
    font,
    theme,
)
from personaui_desktop.widgets.common.wording import isolated
from personaui_desktop.widgets.sessions.groups import group_of, time_text
from personaui_desktop.widgets.sessions.plain_preview import plain_preview

Index = QModelIndex | QPersistentModelIndex

HEADING_HEIGHT = 34
GAP = 2
MARGIN = 8
PADDING = 10
TITLE_TOP, TITLE_HEIGHT = 8, 20
PREVIEW_TOP, PREVIEW_HEIGHT = 28, 18
MAX_TITLE = 120


class RowLayout(NamedTuple):
    """Where the parts of a row lie. ``heading`` is empty where the row begins no group."""

    heading: QRect
    row: QRect
    title: QRect
    time: QRect
    preview: QRect


def row_layout(rect: QRect, has_heading: bool, time_width: int) -> RowLayout:
    """Lay a row out within the rectangle that the view gives it."""
    top = rect.top() + (HEADING_HEIGHT if has_heading else 0)
    heading = QRect(rect.left() + 16, rect.top(), rect.width() - 32, HEADING_HEIGHT if has_heading else 0)
    row = QRect(rect.left() + MARGIN, top, rect.width() - 2 * MARGIN, ROW_HEIGHT - GAP)
    left, width = row.left() + PADDING, row.width() - 2 * PADDING
    title = QRect(left, top + TITLE_TOP, width - time_width - RELATED, TITLE_HEIGHT)
    time = QRect(row.right() + 1 - PADDING - time_width, top + TITLE_TOP - 1, time_width, TITLE_HEIGHT - 2)
    return RowLayout(heading, row, title, time, QRect(left, top + PREVIEW_TOP, width, PREVIEW_HEIGHT))


def begins_group(index: Index) -> bool:
    """Whether a heading stands above this row."""
    if index.row() == 0:
        return True
    before = index.sibling(index.row() - 1, 0)
    return group_of(before.data(SessionRole.UPDATED)) != group_of(index.data(SessionRole.UPDATED))


class SessionDelegate(QStyledItemDelegate):
    """Paints and edits the rows.

    Signals:
        renamed: a session's id, and the title that the person typed.
    """

    renamed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.writer = ""
        """Who is writing where a reply is under way: the persona's name."""
        self._title, self._second = font(BASE_SIZE, STRONG), font(SECOND_SIZE)
        self._small, self._heading = font(SMALL_SIZE), font(SMALL_SIZE, STRONG)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height of two: QStyledItemDelegate.sizeHint."""
        return QSize(0, ROW_HEIGHT + (HEADING_HEIGHT if begins_group(index) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row: QStyledItemDelegate.paint."""
        tokens, updated = theme().tokens, index.data(SessionRole.UPDATED)
        when = time_text(updated)
        place = row_layout(option.rect, begins_group(index), _width(self._small, when))
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        # Marks piled upon one letter would reach into other rows.
        painter.setClipRect(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place.heading.height():
            self._write(painter, place.heading, group_of(updated), self._heading, tokens.dim, at_bottom=True)
        _paint_ground(painter, place.row, option, tokens)
        self._write(painter, place.title, index.data(Qt.ItemDataRole.DisplayRole), self._title, tokens.text)
        self._write(painter, place.time, when, self._small, tokens.dim if is_selected else tokens.faint)
        self._write(painter, place.preview, self._second_line(index), self._second, tokens.dim)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field for the title: QStyledItemDelegate.createEditor."""
        field = QLineEdit(parent)
        field.setMaxLength(MAX_TITLE)
        field.setAccessibleName(translate("Conversations", "Title of the conversation"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The title as it is, all of it selected: QStyledItemDelegate.setEditorData."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Tell the new title; the row changes once it is stored: QStyledItemDelegate.setModelData."""
        if isinstance(editor, QLineEdit):
            title = " ".join(editor.text().split())
            before = " ".join(str(index.data(Qt.ItemDataRole.EditRole)).split())
            if title and title != before:
                self.renamed.emit(index.data(SessionRole.ID), title)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """The field covers the row's own ground: QStyledItemDelegate.updateEditorGeometry."""
        row = row_layout(option.rect, begins_group(index), 0).row
        field = QRect(row.left() + 1, 0, row.width() - 2, CONTROL_HEIGHT)
        field.moveCenter(row.center())
        editor.setGeometry(field)

    def _second_line(self, index: Index) -> str:
        if index.data(SessionRole.IS_REPLYING):
            return (
                translate("Conversations", "{writer} is writing…").format(writer=isolated(self.writer))
                if self.writer
                else translate("Conversations", "A reply is coming…")
            )
        return plain_preview(index.data(SessionRole.PREVIEW))

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        size: QFont,
        colour: QColor,
        *,
        at_bottom: bool = False,
    ) -> None:
        painter.setFont(size)
        painter.setPen(colour)
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        if at_bottom:
            rect = rect.adjusted(0, 0, 0, -RELATED)
        vertical = Qt.AlignmentFlag.AlignBottom if at_bottom else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(vertical | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), line)


def _paint_ground(painter: QPainter, row: QRect, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    state = option.state
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    ground = tokens.selected if is_selected else tokens.pane
    if state & QStyle.StateFlag.State_MouseOver:
        ground = tokens.hovered(ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    if is_selected or state & QStyle.StateFlag.State_MouseOver:
        painter.drawRoundedRect(row, RADIUS_CONTROL, RADIUS_CONTROL)
    if state & QStyle.StateFlag.State_HasFocus or (is_selected and theme().has_high_contrast):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.accent, 1))
        painter.drawRoundedRect(row.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)


def _width(size: QFont, text: str) -> int:
    return int(QFontMetricsF(size).horizontalAdvance(text)) + 1
