"""The list of sessions: keys, the place of its context menu, and rows of two heights."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from personaui_desktop.item_models.sessions import SessionRole
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.day_watch import DayWatch
from personaui_desktop.widgets.sessions.filter import SessionFilter
from personaui_desktop.widgets.sessions.row_delegate import SessionDelegate

Index = QModelIndex | QPersistentModelIndex


class SessionList(QListView):
    """Shows the sessions that pass the filter.

    Signals:
        chosen: the id of the session that the person went to.
        settled: the person clicked a session, and is done with the list.
        all_asked: the person pressed Escape where the filter hides some.
        window_asked: the id of the session that the person clicked with the middle button.
        menu_asked: where the context menu is wanted, on the screen.
    """

    chosen = Signal(object)
    settled = Signal()
    all_asked = Signal()
    window_asked = Signal(object)
    menu_asked = Signal(QPoint)

    def __init__(
        self, model: SessionFilter, delegate: SessionDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.commands = Commands()
        """What keys start; whose list it is declares them."""
        self._is_quiet = False
        self._pressed = QPersistentModelIndex()
        self._filter = model
        self.setAccessibleName(translate("Conversations", "Conversations"))
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda _index: self.settled.emit())
        # A row's height depends on the row above it, so every change may change it.
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.dataChanged):
            signal.connect(self.scheduleDelayedItemsLayout)
        self.days = DayWatch(self)
        self.days.day_changed.connect(self.scheduleDelayedItemsLayout)

    def show_session(self, session_id: int | None) -> None:
        """Select a session's row, without telling that it was chosen."""
        index = self.index_of(session_id)
        with self.quiet():
            if index.isValid():
                self.setCurrentIndex(index)
                self.scrollTo(index)
            else:
                self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Within, nothing counts as chosen: when rows go, Qt makes a neighbour the current one."""
        before, self._is_quiet = self._is_quiet, True
        try:
            yield
        finally:
            self._is_quiet = before

    def index_of(self, session_id: int | None) -> QModelIndex:
        """Where a session is, if it passes the filter."""
        found = self.model().match(
            self.model().index(0, 0), SessionRole.ID, session_id, 1, Qt.MatchFlag.MatchExactly
        )
        return found[0] if found and session_id is not None else QModelIndex()

    def step(self, rows: int) -> None:
        """Go some rows down, or up where negative."""
        last = self.model().rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.model().index(min(last, max(0, self.currentIndex().row() + rows)), 0))

    def go_to_first(self) -> None:
        """Go to the row at the top."""
        self.setCurrentIndex(self.model().index(0, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell where the person went: QAbstractItemView.currentChanged."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_quiet:
            self.chosen.emit(current.data(SessionRole.ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current session; Escape shows all that the filter hides: QWidget.keyPressEvent."""
        has_row = self.currentIndex().isValid() and self.state() is not self.State.EditingState
        command = self.commands.pressed(event, Scope.SESSION)
        if command is not None and has_row:
            self.commands.start(command.name)
        elif event.key() == Qt.Key.Key_Escape and self._filter.is_used:
            self.all_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button goes to no row: QAbstractItemView.mousePressEvent."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Released over its row, the middle button asks for a window: QAbstractItemView.mouseReleaseEvent."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._pressed == index:
            self.window_asked.emit(index.data(SessionRole.ID))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the current row, by mouse or by key: QWidget.contextMenuEvent."""
        index = self.currentIndex()
        if not index.isValid():
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(index).center() if by_key else event.pos()
        self.menu_asked.emit(self.viewport().mapToGlobal(at))
