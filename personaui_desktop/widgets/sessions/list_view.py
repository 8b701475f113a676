"""The list of sessions: keys, selection, folds, its context menu's place, rows that keep where they are."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from personaui_desktop.item_models.rows import Index
from personaui_desktop.item_models.sessions import SessionRole
from personaui_desktop.records.sessions import SessionGroup
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.day_watch import DayWatch
from personaui_desktop.widgets.common.measured_list import MeasuredListView
from personaui_desktop.widgets.common.theme import ROW_HEIGHT, SMALL_SIZE, font
from personaui_desktop.widgets.sessions.filter import SessionFilter
from personaui_desktop.widgets.sessions.row_delegate import SessionDelegate, emptying_rect, is_fold, key_of
from personaui_desktop.widgets.sessions.row_motion import RowMotion

_SEVERAL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
"""What is held where rows are selected besides others, and none is gone to."""
_FOLDING_KEYS = {
    Qt.Key.Key_Return: None,
    Qt.Key.Key_Enter: None,
    Qt.Key.Key_Left: False,
    Qt.Key.Key_Right: True,
}
"""Whether a key unfolds, or folds; ``None``: whichever it is not."""


class SessionList(MeasuredListView):
    """Shows the sessions that pass the filter.

    Signals:
        chosen: the id of the session that the person went to.
        settled: the person clicked a session, and is done with the list.
        all_asked: the person pressed Escape where the filter hides some.
        window_asked: the id of the session that the person clicked with the middle button.
        menu_asked: where the context menu is wanted, on the screen.
        fold_asked: a `records.SessionGroup`, and whether its sessions are to be shown.
        emptying_asked: the person clicked the words that empty the trash.
        end_near: the last rows are in view, or soon will be.
    """

    chosen = Signal(object)
    settled = Signal()
    all_asked = Signal()
    window_asked = Signal(object)
    menu_asked = Signal(QPoint)
    fold_asked = Signal(object, bool)
    emptying_asked = Signal()
    end_near = Signal()

    def __init__(
        self, model: SessionFilter, delegate: SessionDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(ROW_HEIGHT, parent)
        self.commands = Commands()
        """What keys start; whose list it is declares them."""
        self._is_quiet = False
        self._clicked = Qt.KeyboardModifier.NoModifier, QPoint()
        """What was held when a row was clicked last, and where that was."""
        self._pressed = QPersistentModelIndex()
        self._filter, self._delegate = model, delegate
        self.setAccessibleName(translate("Conversations", "Conversations"))
        self.setModel(model)
        self.follow_rows()
        self.setItemDelegate(delegate)
        delegate.motion = self._motion = RowMotion(self.viewport())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._follow_click)
        for changed in (self.verticalScrollBar().valueChanged, self.verticalScrollBar().rangeChanged):
            changed.connect(self._look_for_end)
        # A row's height depends on the row above it, so every change may change it.
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.dataChanged):
            signal.connect(self.scheduleDelayedItemsLayout)
        self.days = DayWatch(self)
        self.days.day_changed.connect(self.scheduleDelayedItemsLayout)

    def show_session(self, session_id: int | None) -> None:
        """Select a session's row and bring it in view, without telling that it was chosen."""
        self._delegate.shown = session_id
        self._select(session_id)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keep_shown(self, session_id: int | None) -> None:
        """Select it without scrolling, unless several are selected or the person is at a fold."""
        if len(self.selectedIndexes()) < 2 and not is_fold(self.currentIndex()):
            self._select(session_id)

    @property
    def selected(self) -> list[int]:
        """The ids of the sessions that are selected, from the top."""
        rows = sorted(self.selectedIndexes(), key=QModelIndex.row)
        return [index.data(SessionRole.ID) for index in rows]

    @property
    def current_fold(self) -> SessionGroup | None:
        """What is kept under the fold on which the keyboard stands, if it is one."""
        index = self.currentIndex()
        return SessionGroup(index.data(SessionRole.GROUP)) if is_fold(index) else None

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Within, rows change: what is in view stays where it is, and what moves there glides."""
        before, bar = self._tops(), self.verticalScrollBar()
        is_scrolled = bar.value() > 0
        self.setAutoScroll(False)
        with self.quiet():
            yield
        self.executeDelayedItemsLayout()
        after = self._tops_of(before)
        moves = {key: top - before[key] for key, top in after.items()}
        # Who is at the top sees what is new.
        bar.setValue(bar.value() + self._moved(moves) if is_scrolled else 0)
        self.setAutoScroll(True)
        shown = self._tops()
        self._motion.begin({key: before[key] - top for key, top in shown.items() if key in before})

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Within, nothing counts as chosen: when rows go, Qt makes a neighbour the current one."""
        before, self._is_quiet = self._is_quiet, True
        try:
            yield
        finally:
            self._is_quiet = before

    def index_of(self, key: object) -> QModelIndex:
        """Where a session is, by its id, or a fold by its group's value, if it passes the filter."""
        return self._filter.index_of(key)

    def step(self, rows: int) -> None:
        """Go some rows down, or up where negative."""
        index = self.model().index(max(0, self.currentIndex().row() + rows), 0)
        while is_fold(index):
            index = index.siblingAtRow(index.row() + (1 if rows > 0 else -1))
        if index.isValid():
            self._go_to(index)

    def go_to_first(self) -> None:
        """Go to the session at the top."""
        self.setCurrentIndex(QModelIndex())
        self.step(1)

    def go_to_fold(self, group: SessionGroup) -> None:
        """Go to a fold, if it is there."""
        index = self.index_of(group.value)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def reveal(self, group: SessionGroup) -> None:
        """Bring in view what is kept under a fold, as far as the fold itself stays there."""
        fold = self.index_of(group.value)
        if fold.isValid():
            last = fold.row()
            while self._group_at(last + 1) == group.value:
                last += 1
            self.scrollTo(self.model().index(last, 0))
            self.scrollTo(fold)

    def selectionCommand(  # noqa: N802 - Qt's name
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Who goes to a fold leaves the shown session selected: QAbstractItemView.selectionCommand."""
        if is_fold(index):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell where the person went: QAbstractItemView.currentChanged."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_quiet and not is_fold(current):
            self.chosen.emit(current.data(SessionRole.ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current session; Escape shows all that the filter hides: QWidget.keyPressEvent."""
        has_row = self.currentIndex().isValid() and self.state() is not self.State.EditingState
        command = self.commands.pressed(event, Scope.SESSION)
        is_at_fold = self.current_fold is not None
        if has_row and is_at_fold and event.key() in _FOLDING_KEYS:
            self._fold(self.currentIndex(), _FOLDING_KEYS[Qt.Key(event.key())])
        elif command is not None and has_row:
            # A fold is no conversation, and the one that is shown is not meant there.
            if not is_at_fold:
                self.commands.start(command.name)
        elif event.modifiers() & _SEVERAL:
            with self.quiet():
                super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and self._filter.is_used:
            self.all_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button goes to no row: QAbstractItemView.mousePressEvent."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
            return
        index = self.indexAt(event.position().toPoint())
        is_menu = event.button() == Qt.MouseButton.RightButton and self.selectionModel().isSelected(index)
        with self.quiet() if is_menu or event.modifiers() & _SEVERAL else nullcontext():
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A row that is dragged selects no others: QAbstractItemView.mouseMoveEvent."""
        if event.buttons() == Qt.MouseButton.NoButton:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Released over its row, the middle button asks for a window: QAbstractItemView.mouseReleaseEvent."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.MiddleButton:
            self._clicked = event.modifiers(), event.position().toPoint()
            super().mouseReleaseEvent(event)
        elif index.isValid() and self._pressed == index and not is_fold(index):
            self.window_asked.emit(index.data(SessionRole.ID))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the current row, by mouse or by key: QWidget.contextMenuEvent."""
        index = self.currentIndex()
        if not index.isValid():
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(index).center() if by_key else event.pos()
        self.menu_asked.emit(self.viewport().mapToGlobal(at))

    def _select(self, session_id: int | None) -> None:
        index = self.index_of(session_id)
        with self.quiet():
            if index.isValid():
                self._go_to(index)
            else:
                self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)

    def _go_to(self, index: QModelIndex) -> None:
        """Go to a row and select it alone; by itself Qt selects further rows while Ctrl is held."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)

    def _look_for_end(self, *_where: int) -> None:
        bar = self.verticalScrollBar()
        if bar.value() > bar.maximum() - self.viewport().height():
            self.end_near.emit()

    def _follow_click(self, index: Index) -> None:
        modifiers, at = self._clicked
        if is_fold(index):
            way = emptying_rect(self.visualRect(index), QFontMetricsF(font(SMALL_SIZE)))
            is_trash = index.data(SessionRole.GROUP) == SessionGroup.TRASHED.value
            if is_trash and index.data(SessionRole.IS_OPEN) and way.contains(at):
                self.emptying_asked.emit()
            else:
                self._fold(index)
        elif not modifiers & _SEVERAL:
            self.settled.emit()

    def _fold(self, index: Index, is_open: bool | None = None) -> None:
        wanted = not index.data(SessionRole.IS_OPEN) if is_open is None else is_open
        if wanted != index.data(SessionRole.IS_OPEN):
            self.fold_asked.emit(SessionGroup(index.data(SessionRole.GROUP)), wanted)

    def _group_at(self, row: int) -> object:
        return self.model().index(row, 0).data(SessionRole.GROUP)

    def _moved(self, moves: dict[object, int]) -> int:
        """How far what was in view has moved: the fold at which the keyboard is, else most of the rows."""
        current = self.currentIndex()
        if is_fold(current) and key_of(current) in moves:
            return moves[key_of(current)]
        # The others have been moved themselves.
        return sorted(moves.values())[len(moves) // 2] if moves else 0

    def _tops(self) -> dict[object, int]:
        """Where the rows in view begin, by their keys."""
        found: dict[object, int] = {}
        index = self.indexAt(QPoint(self.viewport().width() // 2, 0))
        while index.isValid():
            rect = self.visualRect(index)
            if rect.top() > self.viewport().height():
                break
            found[key_of(index)] = rect.top()
            index = index.siblingAtRow(index.row() + 1)
        return found

    def _tops_of(self, keys: Iterable[object]) -> dict[object, int]:
        """Where those rows begin now that are still there."""
        found = {key: self.index_of(key) for key in keys}
        return {key: self.visualRect(index).top() for key, index in found.items() if index.isValid()}
