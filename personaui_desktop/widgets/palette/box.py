"""The palette in the window: a field, and below it what is offered for what is typed there."""

from PySide6.QtCore import QEvent, QMargins, QModelIndex, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from personaui_desktop.item_models.palette import PaletteModel, PaletteRole, PaletteRow
from personaui_desktop.name_finding import LONGEST
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.painting import fill
from personaui_desktop.widgets.common.theme import BASE_SIZE, GROUP, RADIUS_CARD, RELATED, STEP, font, theme
from personaui_desktop.widgets.palette.offer import PaletteOffer
from personaui_desktop.widgets.palette.row_delegate import ROW_HEIGHT, PaletteDelegate
from personaui_desktop.widgets.palette.session_titles import SessionTitles
from personaui_desktop.widgets.palette.words import spoken

MOST_WIDTH = 640
MOST_SHARE = 0.72
"""Of the window's height, at most."""
TOP_SHARE = 0.1
FIELD_HEIGHT = 44
SHADOW, SHADOW_ALPHA = 14, 5
MARGINS = QMargins(SHADOW + STEP, (SHADOW + STEP) // 2, SHADOW + STEP, SHADOW * 3 // 2 + STEP)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_STAYING = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class PaletteBox(QWidget):
    """Lies over its parent while something is looked for.

    Args:
        titles: what conversations are called.
        commands: what Enter and Escape do.
        parent: over which it lies.

    Signals:
        chosen: the key of what is to be reached.
        abandoned: the keyboard has gone elsewhere.
    """

    chosen = Signal(str)
    abandoned = Signal()

    def __init__(self, titles: SessionTitles, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._over, self._titles, self._commands = parent, titles, commands
        self._offer: PaletteOffer | None = None
        self._is_moved = False
        self._enter_waits = False
        # Rows that scroll or appear beneath a resting pointer are not pointed at.
        self._pointer_rests_at = QCursor.pos()
        self._make_parts()
        self.field.textChanged.connect(self._follow_typing)
        self.list.clicked.connect(self._choose_at)
        self.list.entered.connect(self._point_at)
        titles.read.connect(self._follow_titles)
        theme().changed.connect(self.update)
        parent.installEventFilter(self)
        self.hide()

    def open(self, offer: PaletteOffer) -> None:
        """Appear, empty, ready to be typed in."""
        self._offer = offer
        self._is_moved = self._enter_waits = False
        self._pointer_rests_at = QCursor.pos()
        self.field.clear()
        self._fill()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def current(self) -> PaletteRow | None:
        """What Enter reaches."""
        row: PaletteRow | None = self.list.currentIndex().data(PaletteRole.ROW)
        return row

    def step(self, by: int) -> None:
        """Go so many rows down, or up; from the last to the first only by one."""
        count = sum(row.is_enabled for row in self.model.rows)
        if not count:
            return
        # Those that cannot be reached are the last.
        at = max(self.list.currentIndex().row(), 0) + by
        row = at % count if abs(by) == 1 else min(max(at, 0), count - 1)
        self._is_moved = True
        self._pointer_rests_at = QCursor.pos()
        self._go_to(row)

    def choose(self) -> None:
        """Reach what is current, as soon as all is known that may be meant."""
        row = self.current
        # The conversation that is meant may not be known yet.
        self._enter_waits = self._titles.is_reading and not self._is_moved
        if row is not None and not self._enter_waits:
            self.chosen.emit(row.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys for the list while the field has the keyboard, and the window's size: QObject.eventFilter."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        if watched is self.field and isinstance(event, QFocusEvent) and event.lostFocus():
            if event.reason() not in _STAYING:
                self.abandoned.emit()
        elif watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """There is one place for the keyboard: QWidget.focusNextPrevChild."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its shadow: QWidget.paintEvent."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(SHADOW, SHADOW / 2, -SHADOW, -SHADOW * 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, SHADOW_ALPHA))
        for by in range(0, SHADOW, 2):
            around = card.adjusted(-by, -by / 2, by, by)
            painter.drawRoundedRect(around, RADIUS_CARD + by, RADIUS_CARD + by)
        painter.setPen(QPen(tokens.edge, 1))
        painter.setBrush(tokens.page)
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        line = MARGINS.top() + FIELD_HEIGHT + STEP - 1
        fill(painter, QRectF(card.left() + 1, line, card.width() - 2, 1), tokens.line)

    def _make_parts(self) -> None:
        self.setAccessibleName(translate("Palette", "Command palette"))
        self.field = QLineEdit()
        self.field.setObjectName("palette")
        self.field.setStyleSheet(
            "#palette { border: none; background: transparent; padding: 0 8px;"
            f" min-height: {FIELD_HEIGHT}px; }}"
        )
        self.field.setFont(font(BASE_SIZE + 1))
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(translate("Palette", "Go to a conversation, or do something…"))
        self.field.setAccessibleName(translate("Palette", "Command palette"))
        self.field.installEventFilter(self)
        self.model = PaletteModel(self)
        self.model.words = spoken
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(translate("Palette", "Offered"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(ROW_HEIGHT)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(
            SHADOW + STEP, SHADOW // 2 + STEP // 2, SHADOW + STEP, SHADOW * 3 // 2 + STEP
        )
        layout.setSpacing(RELATED)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)

    def _take_key(self, event: QKeyEvent) -> bool:
        by, command = _STEPS.get(Qt.Key(event.key())), self._commands.pressed(event, Scope.PALETTE)
        if command is not None:
            command.run()
        elif by is not None:
            self.step(by)
        else:
            return False
        return True

    def _choose_at(self, index: QModelIndex) -> None:
        row: PaletteRow = index.data(PaletteRole.ROW)
        if row.is_enabled:
            self.chosen.emit(row.key)

    def _point_at(self, index: QModelIndex) -> None:
        if index.data(PaletteRole.ROW).is_enabled and QCursor.pos() != self._pointer_rests_at:
            self._is_moved = True
            self.list.setCurrentIndex(index)

    def _follow_typing(self) -> None:
        self._is_moved = self._enter_waits = False
        if self.isVisible():
            self._fill()

    def _follow_titles(self) -> None:
        if not self.isVisible():
            return
        self._fill()
        if self._enter_waits and not self._titles.is_reading:
            self.choose()

    def _fill(self) -> None:
        if self._offer is None:
            return
        before = self.current
        self.model.set_rows(self._offer.rows(self.field.text()))
        stays = self.model.row_of(before.key) if self._is_moved and before is not None else None
        self._place()
        self.list.scrollToTop()
        self._go_to(0 if stays is None else stays)

    def _go_to(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))
        current = self.current
        if current is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, spoken(current)))

    def _place(self) -> None:
        """Lie in the middle near the top, as tall as what is offered, and there is room for."""
        parent = self._over
        width = min(MOST_WIDTH, parent.width() - 2 * GROUP)
        top = int(parent.height() * TOP_SHARE)
        around = MARGINS.top() + MARGINS.bottom() + FIELD_HEIGHT + RELATED
        wanted = around + self.model.rowCount() * ROW_HEIGHT
        height = min(wanted, int(parent.height() * MOST_SHARE))
        left = (parent.width() - width) // 2
        self.setGeometry(QRect(left - SHADOW, top, width + 2 * SHADOW, height))
