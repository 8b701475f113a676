"""Draws a session's row, with its day's heading above the first of each day, and edits its title in place."""

from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from personaui_desktop.item_models.rows import Index
from personaui_desktop.item_models.sessions import SessionRole
from personaui_desktop.records.sessions import SessionGroup
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.icons import paint_icon
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
from personaui_desktop.widgets.sessions.filter import draft_line
from personaui_desktop.widgets.sessions.groups import heading_of, time_text
from personaui_desktop.widgets.sessions.plain_preview import plain_preview
from personaui_desktop.widgets.sessions.row_motion import RowMotion

HEADING_HEIGHT = 34
GAP = 2
MARGIN = 8
PADDING = 10
TITLE_TOP, TITLE_HEIGHT = 8, 20
PREVIEW_TOP, PREVIEW_HEIGHT = 28, 18
MAX_TITLE = 120
FOLD_HEIGHT = 38
UNREAD_DOT = 8
HEAVY = 800
"""The weight of a title where a reply was not seen yet."""


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
    """Whether a heading stands above this row. A fold is itself the heading of what it keeps."""
    if is_fold(index):
        return False
    return index.row() == 0 or _heading(index.sibling(index.row() - 1, 0)) != _heading(index)


def is_fold(index: Index) -> bool:
    """Whether the row is one under which sessions are kept."""
    return index.data(SessionRole.COUNT) is not None


def emptying_rect(rect: QRect, font_metrics: QFontMetricsF) -> QRect:
    """Where in the row of the trash it says that it can be emptied."""
    width = int(font_metrics.horizontalAdvance(translate("Conversations", "Empty trash…"))) + 1
    return QRect(rect.right() + 1 - MARGIN - PADDING - width, rect.top(), width, rect.height())


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
        self.shown: int | None = None
        """The session that is shown: what is written in it can be seen there."""
        self.motion: RowMotion | None = None
        """How far rows are from their places."""
        self._title, self._second = font(BASE_SIZE, STRONG), font(SECOND_SIZE)
        self._unread = font(BASE_SIZE, HEAVY)
        self._small, self._heading = font(SMALL_SIZE), font(SMALL_SIZE, STRONG)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height of two: QStyledItemDelegate.sizeHint."""
        if is_fold(index):
            return QSize(0, FOLD_HEIGHT)
        return QSize(0, ROW_HEIGHT + (HEADING_HEIGHT if begins_group(index) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row: QStyledItemDelegate.paint."""
        painter.save()
        if self.motion is not None:
            option.rect.translate(0, self.motion.offset(key_of(index)))
        # Marks piled upon one letter would reach into other rows.
        painter.setClipRect(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_fold(index):
            self._paint_fold(painter, option, index)
        else:
            self._paint_session(painter, option, index)
        painter.restore()

    def _paint_session(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme().tokens
        when = time_text(index.data(SessionRole.UPDATED))
        place = row_layout(option.rect, begins_group(index), _width(self._small, when))
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_unread = bool(index.data(SessionRole.IS_UNREAD))
        if place.heading.height():
            self._write(painter, place.heading, _heading(index), self._heading, tokens.dim, at_bottom=True)
        _paint_ground(painter, place.row, option, tokens)
        title, preview = place.title, place.preview
        if is_unread:
            preview = _mark_unread(painter, preview, tokens)
        weight = self._unread if is_unread else self._title
        self._write(painter, title, index.data(Qt.ItemDataRole.DisplayRole), weight, tokens.text)
        self._write(painter, place.time, when, self._small, tokens.dim if is_selected else tokens.faint)
        second = tokens.text if is_unread else tokens.dim
        self._write(painter, preview, self._second_line(index), self._second, second)

    def _paint_fold(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, row = theme().tokens, option.rect.adjusted(MARGIN, 2, -MARGIN, -2)
        is_open, group = bool(index.data(SessionRole.IS_OPEN)), index.data(SessionRole.GROUP)
        _paint_ground(painter, row, option, tokens)
        side = 16
        arrow = QRectF(row.left() + RELATED / 2, row.center().y() + 1 - side / 2, side, side)
        paint_icon(painter, arrow, "chevron-down" if is_open else "chevron-right", tokens.dim)
        text = row.adjusted(side + RELATED, 0, -PADDING, 0)
        if is_open and group == SessionGroup.TRASHED.value:
            way = emptying_rect(option.rect, QFontMetricsF(self._small))
            self._write(painter, way, translate("Conversations", "Empty trash…"), self._small, tokens.action)
            text.setRight(way.left() - RELATED)
        name = f"{heading_of(group, '')}  {index.data(SessionRole.COUNT):,}"
        self._write(painter, text, name, self._heading, tokens.dim)

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
        draft = "" if index.data(SessionRole.ID) == self.shown else draft_line(index.data(SessionRole.DRAFT))
        return draft or plain_preview(index.data(SessionRole.PREVIEW))

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
        # Each line is read in its own direction, so that it is cut off at its own end.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        if at_bottom:
            rect = rect.adjusted(0, 0, 0, -RELATED)
        vertical = Qt.AlignmentFlag.AlignBottom if at_bottom else Qt.AlignmentFlag.AlignVCenter
        across = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(rect, int(vertical | across | Qt.TextFlag.TextSingleLine), line)


def key_of(index: Index) -> object:
    """What makes a row the same row wherever it stands."""
    session_id = index.data(SessionRole.ID)
    return index.data(SessionRole.GROUP) if session_id is None else session_id


def _heading(index: Index) -> str:
    return heading_of(index.data(SessionRole.GROUP), index.data(SessionRole.UPDATED) or "")


def _mark_unread(painter: QPainter, line: QRect, tokens: Tokens) -> QRect:
    """Put a dot before a line; answer the rest of it."""
    dot = QRectF(0, 0, UNREAD_DOT, UNREAD_DOT)
    dot.moveCenter(QRectF(line.left(), line.top(), UNREAD_DOT, line.height()).center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.accent)
    painter.drawEllipse(dot)
    return line.adjusted(UNREAD_DOT + RELATED, 0, 0, 0)


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
