"""The list above the composer of what can be written behind a slash."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from personaui_desktop.item_models.palette import PaletteModel, PaletteRole, PaletteRow
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.theme import RADIUS_CARD, STEP, theme
from personaui_desktop.widgets.palette.row_delegate import ROW_HEIGHT, PaletteDelegate
from personaui_desktop.widgets.palette.words import spoken

MOST_WIDTH, MOST_ROWS = 520, 8


class SlashList(QWidget):
    """Lies over the conversation, above where one writes; the keyboard stays there.

    Args:
        above: the box in which one writes.
        field: what has the keyboard, for screen readers.

    Signals:
        chosen: the name of a command.
    """

    chosen = Signal(str)

    def __init__(self, above: QWidget, field: QWidget) -> None:
        super().__init__(above.window())
        self._above, self._field = above, field
        self.setAccessibleName(translate("Slash", "Commands"))
        self.model = PaletteModel(self)
        self.model.words = spoken
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(translate("Slash", "Commands"))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMinimumHeight(ROW_HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose_at)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(STEP, STEP, STEP, STEP)
        layout.addWidget(self.list)
        above.installEventFilter(self)
        theme().changed.connect(self.update)
        self.hide()

    def offer(self, rows: list[PaletteRow]) -> None:
        """Show these, or nothing where there are none."""
        self.model.set_rows(rows)
        if not rows:
            self.hide()
            return
        self.show()
        self._place()
        self.raise_()
        self._go_to(0)

    @property
    def current(self) -> PaletteRow | None:
        """The row that is gone to, unless that cannot run."""
        row: PaletteRow | None = self.list.currentIndex().data(PaletteRole.ROW)
        return row if row is not None and row.is_enabled else None

    def step(self, by: int) -> None:
        """Go to the row below, or above; behind the last is the first."""
        count = sum(row.is_enabled for row in self.model.rows)
        if count:
            self._go_to((self.list.currentIndex().row() + by) % count)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay above where one writes: QObject.eventFilter."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self.isVisible():
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card: QWidget.paintEvent."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.edge, 1))
        painter.setBrush(tokens.page)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)

    def _go_to(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))
        current = self.current
        if current is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, spoken(current)))

    def _choose_at(self, index: QModelIndex) -> None:
        row: PaletteRow = index.data(PaletteRole.ROW)
        if row.is_enabled:
            self.chosen.emit(row.key)

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        at = self._above.mapTo(over, QPoint(0, 0))
        height = min(self.model.rowCount(), MOST_ROWS) * ROW_HEIGHT + 2 * STEP
        height = min(height, max(at.y() - STEP, ROW_HEIGHT + 2 * STEP))
        width = min(MOST_WIDTH, self._above.width())
        self.setGeometry(at.x(), at.y() - height - STEP, width, height)
