"""Draws what the palette offers: a line each, with what was typed in bold, where it belongs, and its keys."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPen,
    QTextCharFormat,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from personaui_desktop.item_models.palette import PaletteKind, PaletteRole, PaletteRow
from personaui_desktop.item_models.rows import Index
from personaui_desktop.text import beginning
from personaui_desktop.widgets.common.icons import paint_icon
from personaui_desktop.widgets.common.marked_line import marked_line
from personaui_desktop.widgets.common.style_sheet import disabled
from personaui_desktop.widgets.common.theme import (
    BASE_SIZE,
    GROUP,
    RADIUS_CONTROL,
    RELATED,
    SECOND_SIZE,
    STRONG,
    font,
    theme,
)

ROW_HEIGHT = 36
MARGIN = 4
ICON = 16
DETAIL_SHARE = 0.45
"""Of a row, at most, for where the thing belongs."""
LONGEST_NAME = 200
_ICONS = {
    PaletteKind.PERSONA: "person",
    PaletteKind.SESSION: "chat",
    PaletteKind.SETTING: "gear",
    PaletteKind.SEARCH: "search",
}


class PaletteDelegate(QStyledItemDelegate):
    """Paints rows of a `PaletteModel`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all: QStyledItemDelegate.sizeHint."""
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row: QStyledItemDelegate.paint."""
        row: PaletteRow = index.data(PaletteRole.ROW)
        place = option.rect.adjusted(MARGIN, 1, -MARGIN, -1)
        painter.save()
        # Marks piled upon one letter would reach into other rows.
        painter.setClipRect(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, place, option)
        tokens = theme().tokens
        name, rest = (tokens.text, tokens.dim) if row.is_enabled else (disabled(tokens),) * 2
        inner = place.adjusted(RELATED, 0, -RELATED, 0)
        icon = "check" if row.is_ticked else _ICONS.get(row.kind, "")
        if icon:
            top = inner.center().y() - ICON // 2
            paint_icon(painter, QRectF(inner.left(), top, ICON, ICON), icon, rest)
        inner.setLeft(inner.left() + ICON + RELATED)
        inner.setRight(_write_right(painter, inner, row, rest) - GROUP)
        _write_name(painter, inner, row, name)
        painter.restore()


def _paint_ground(painter: QPainter, place: QRect, option: QStyleOptionViewItem) -> None:
    tokens = theme().tokens
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(QPen(tokens.accent, 1) if theme().has_high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.selected)
        painter.drawRoundedRect(
            place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL
        )


def _write_right(painter: QPainter, place: QRect, row: PaletteRow, colour: QColor) -> int:
    """Write keys and detail at the right; answers where they begin."""
    painter.setFont(font(SECOND_SIZE))
    painter.setPen(colour)
    metrics = painter.fontMetrics()
    end = place.right()
    for text, most in ((row.keys, place.width() // 2), (row.detail, int(place.width() * DETAIL_SHARE))):
        if not text:
            continue
        line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
        width = metrics.horizontalAdvance(line)
        box = QRect(end - width, place.top(), width + 1, place.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), line)
        end -= width + GROUP
    return end + GROUP


def _write_name(painter: QPainter, place: QRect, row: PaletteRow, colour: QColor) -> None:
    """Write as much of the name as there is room for, what was typed of it in bold."""
    whole = beginning(" ".join(row.name.split()) if not row.spans else row.name, LONGEST_NAME)
    bold = QTextCharFormat()
    bold.setFontWeight(STRONG)
    widest = font(BASE_SIZE, STRONG) if row.spans else None
    line = marked_line(whole, row.spans, bold, font(BASE_SIZE), max(place.width(), 0), widest)
    painter.setPen(colour)
    height = line.boundingRect().height()
    line.draw(painter, QPointF(place.left(), place.top() + (place.height() - height) / 2))
