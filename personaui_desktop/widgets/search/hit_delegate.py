"""Draws what a search found: a heading a conversation, two lines a hit, the words marked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from personaui_desktop.item_models.rows import Index
from personaui_desktop.item_models.search_hits import HitRole, SearchRow
from personaui_desktop.records.search import SearchHit
from personaui_desktop.widgets.common.marked_line import marked_line
from personaui_desktop.widgets.common.theme import (
    BASE_SIZE,
    RADIUS_CONTROL,
    SECOND_SIZE,
    SMALL_SIZE,
    STRONG,
    font,
    theme,
)
from personaui_desktop.widgets.common.tokens import blend
from personaui_desktop.widgets.search.words import heading_words, second_line

HEADING_HEIGHT, HIT_HEIGHT = 36, 52
MARGIN, PADDING = 4, 10
LINE_HEIGHT = 22
MARK_SHARE = 0.35


class HitDelegate(QStyledItemDelegate):
    """Paints rows of a `SearchHitsModel`.

    Args:
        name_of: what a persona is called, by its id.
        parent: its owner.
    """

    def __init__(self, name_of: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._first, self._second = font(BASE_SIZE), font(SECOND_SIZE)
        self._heading = font(SMALL_SIZE, STRONG)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height of two: QStyledItemDelegate.sizeHint."""
        row: SearchRow = index.data(HitRole.ROW)
        return QSize(0, HEADING_HEIGHT if row.is_heading else HIT_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row: QStyledItemDelegate.paint."""
        row: SearchRow = index.data(HitRole.ROW)
        painter.save()
        # Marks piled upon one letter would reach into other rows.
        painter.setClipRect(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            words = heading_words(row.hit, self._name_of(row.hit.persona_id))
            place = option.rect.adjusted(PADDING + MARGIN, 10, -PADDING, 0)
            _write(painter, place, words, self._heading, theme().tokens.dim)
        else:
            self._paint_hit(painter, option, row.hit)
        painter.restore()

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: SearchHit) -> None:
        tokens, row = theme().tokens, option.rect.adjusted(MARGIN, 1, -MARGIN, -1)
        _paint_ground(painter, row, option)
        line = QRect(row.left() + PADDING, row.top() + 4, row.width() - 2 * PADDING, LINE_HEIGHT)
        _write_marked(painter, line, hit, self._first)
        _write(
            painter,
            line.translated(0, LINE_HEIGHT),
            second_line(hit, self._name_of(hit.persona_id)),
            self._second,
            tokens.dim,
        )


def _paint_ground(painter: QPainter, row: QRect, option: QStyleOptionViewItem) -> None:
    tokens, state = theme().tokens, option.state
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    ground = tokens.selected if is_selected else tokens.page
    if is_selected or is_hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.hovered(ground) if is_hovered else ground)
        painter.drawRoundedRect(row, RADIUS_CONTROL, RADIUS_CONTROL)
    if state & QStyle.StateFlag.State_HasFocus or (is_selected and theme().has_high_contrast):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.accent, 1))
        painter.drawRoundedRect(row.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)


def _write(painter: QPainter, place: QRect, text: str, size: QFont, colour: QColor) -> None:
    painter.setFont(size)
    painter.setPen(colour)
    # Each line is read in its own direction, so that it is cut off at its own end.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    across = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | across | Qt.TextFlag.TextSingleLine), line)


def _write_marked(painter: QPainter, place: QRect, hit: SearchHit, size: QFont) -> None:
    """Write as much of the excerpt as there is room for, and mark what was sought in it."""
    tokens = theme().tokens
    mark = QTextCharFormat()
    mark.setBackground(blend(tokens.page, tokens.memory, MARK_SHARE))
    mark.setForeground(tokens.text)
    line = marked_line(hit.excerpt, hit.spans, mark, size, place.width())
    painter.setPen(tokens.text)
    height = QFontMetrics(size).height()
    line.draw(painter, QPointF(place.left(), place.top() + (place.height() - height) / 2))
