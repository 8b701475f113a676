"""The names of the dialog's pages, to choose one."""

from PySide6.QtCore import QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from personaui_desktop.item_models.rows import Index
from personaui_desktop.translation import translate
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


class PageList(QListView):
    """A short list of names.

    Signals:
        page_chosen: the number of a page.
    """

    page_chosen = Signal(int)

    def __init__(self, names: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(QStringListModel(names, self))
        self.setItemDelegate(_NameDelegate(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Settings", "Settings pages"))
        self.selectionModel().currentChanged.connect(lambda index, _: self.page_chosen.emit(index.row()))
        theme().changed.connect(self.viewport().update)

    def choose(self, page: int) -> None:
        """Open a page."""
        self.setCurrentIndex(self.model().index(page, 0))


class _NameDelegate(QStyledItemDelegate):
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
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()
