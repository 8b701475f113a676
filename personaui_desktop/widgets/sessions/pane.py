"""The sessions pane: the chosen persona's sessions by day, and what can be done with them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Operation
from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.sessions import SessionListModel
from personaui_desktop.operations import sessions
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.sessions import Session
from personaui_desktop.translation import told, translate
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.menus import SESSION_MENU, context_menu
from personaui_desktop.widgets.common.empty_state import EmptyState
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.wording import isolated, quoted
from personaui_desktop.widgets.desk import Desk
from personaui_desktop.widgets.sessions.filter import SessionFilter
from personaui_desktop.widgets.sessions.header import SessionsHeader
from personaui_desktop.widgets.sessions.list_view import SessionList
from personaui_desktop.widgets.sessions.new_session import NewSession
from personaui_desktop.widgets.sessions.row_delegate import SessionDelegate

SMALLEST_WIDTH = 200
_TOPICS = {Topic.SESSIONS, Topic.MESSAGES}


class SessionsPane(QWidget):
    """Lists the sessions of the persona that `Place` shows.

    Args:
        desk: what there is once.
        place: followed, and told which session the person chose.
        notices: where failures without a place of their own are told.
        remembered: the session of a persona that was open last, if known.

    Signals:
        settled: a conversation is chosen; the person goes on to write in it.
        wanted: the pane is to be seen.
        window_asked: a persona's id and a session's, which is to be shown in a window of its own.
    """

    settled = Signal()
    wanted = Signal()
    window_asked = Signal(str, object)

    def __init__(
        self, desk: Desk, place: Place, notices: Notices, remembered: Callable[[str], int | None]
    ) -> None:
        super().__init__()
        self._model, self._place, self._run = SessionListModel(self), place, desk.run
        self._notices, self._remembered, self._personas = notices, remembered, desk.personas
        self._must_choose = False
        self._is_listed = False
        self._beginning = NewSession(place, self._run, notices, self)
        self._beginning.shown.connect(self.settled)
        self._sessions = Kept(
            place,
            desk.run,
            lambda: sessions.listing(place.persona_id),
            self._show_rows,
            self,
            fail=self._show_problem,
        )
        self._waiting: set[int] = set()
        """Sessions that have changed and are to be read again."""
        self._some = Kept(place, desk.run, self._ask_for_some, self._merge, self, fail=self._show_problem)
        self._make_parts()
        self._lay_out()
        self.commands = Commands()
        self.list.commands = self.commands
        desk.changed.connect(self._take_in)
        place.persona_changed.connect(self._show_persona)
        place.session_changed.connect(self.list.show_session)
        for signal in (desk.personas.rowsInserted, desk.personas.dataChanged, desk.personas.modelReset):
            signal.connect(self._show_name)
        if place.persona_id:
            self._show_persona(place.persona_id)

    def new_session(self) -> None:
        """Begin a conversation and show it; one in which nobody has written yet is taken again."""
        self.header.filter.clear()
        self._beginning.begin(self._model.rows[0].id if self._model.rows else None)

    @property
    def shown(self) -> Session | None:
        """The session that is shown, if it is in the list."""
        at = self._model.row_of(self._place.session_id)
        return None if at is None else self._model.rows[at]

    def open_window(self, session_id: int) -> None:
        """Have a session shown in a window of its own."""
        self.window_asked.emit(self._place.persona_id, session_id)

    def rename_session(self) -> None:
        """Edit the title of the shown session in its row."""
        self.wanted.emit()
        index = self.list.index_of(self._place.session_id)
        if index.isValid():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.edit(index)

    def delete_session(self) -> None:
        """Delete the shown session if the person means it."""
        # Dialogs are no part of the start.
        from personaui_desktop.widgets.common.dialogs import confirm_deletion

        session = self.shown
        if session is None:
            return
        persona_id, session_id = self._place.persona_id, session.id
        confirm_deletion(
            self,
            translate("Conversations", "Delete {title}?").format(title=quoted(session.title)),
            translate("Conversations", "Its messages will be deleted too. Memories made from it are kept."),
            lambda: self._run(sessions.delete(persona_id, session_id), self, None, self._notices.tell),
        )

    @property
    def has_several(self) -> bool:
        """Whether there is another conversation to go to."""
        return len(self._model.rows) > 1

    def focus_filter(self) -> None:
        """Go to the filter."""
        self.wanted.emit()
        self.header.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.filter.selectAll()

    def take_first(self) -> None:
        """Go on with the first conversation that was found."""
        if self.filter_model.rowCount():
            self.list.go_to_first()
            self.settle()

    def settle(self) -> None:
        """What was looked for has been found."""
        self.header.filter.clear()
        self.settled.emit()

    def set_replying(self, session_id: int, replying: bool) -> None:
        """Say in a session's row that a reply is being written, or no longer."""
        self._model.set_replying(session_id, replying)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes to the pane goes to its list, or to the button in its place: QWidget.focusInEvent."""
        super().focusInEvent(event)
        is_empty = self._stack.currentWidget() is self.empty
        (self.empty.button if is_empty else self.list).setFocus(event.reason())

    def _make_parts(self) -> None:
        self.header = SessionsHeader()
        self.filter_model = SessionFilter(self._model, self)
        self.delegate = SessionDelegate(self)
        self.list = SessionList(self.filter_model, self.delegate)
        self.empty = EmptyState()
        self._says_empty = False
        self.header.new_asked.connect(self.new_session)
        self.header.filter.textChanged.connect(self._filter)
        self.header.filter.left_downwards.connect(self._go_down)
        self.header.filter.entered.connect(self.take_first)
        self.list.settled.connect(self.settle)
        self.list.all_asked.connect(self.header.filter.clear)
        self.list.chosen.connect(self._place.show_session)
        self.list.window_asked.connect(self.open_window)
        self.list.menu_asked.connect(self._show_menu)
        self.delegate.renamed.connect(self._rename)

    def _lay_out(self) -> None:
        self.setProperty("ground", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(SMALLEST_WIDTH)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(self._stack, 1)

    def _show_persona(self, persona_id: str) -> None:
        self._must_choose, self._is_listed = True, False
        self._waiting.clear()
        self.header.filter.clear()
        with self.list.quiet():
            self._model.clear()
        self._show_list()
        self._show_name()
        self._sessions.read()

    def _show_name(self) -> None:
        cast = self._personas.cast(self._place.persona_id)
        self.header.show_persona(cast.name, cast.description)
        self.delegate.writer = cast.name
        self.list.viewport().update()
        if self._says_empty:
            self._show_emptiness()

    def _take_in(self, change: Change) -> None:
        if change.persona_id != self._place.persona_id or change.topic not in _TOPICS:
            return
        if change.session_id is None or not self._is_listed:
            self._sessions.read()
        else:
            self._waiting.add(change.session_id)
            self._some.read()

    def _ask_for_some(self) -> Operation[dict[int, Session | None]] | None:
        wanted, self._waiting = sorted(self._waiting), set()
        return sessions.some(self._place.persona_id, wanted) if wanted else None

    def _merge(self, found: dict[int, Session | None]) -> None:
        def merge() -> None:
            for session_id, row in found.items():
                if row is None:
                    self._model.take_out(session_id)
                else:
                    self._model.merge(row)

        self._become(merge)

    def _show_rows(self, rows: list[Session]) -> None:
        self._is_listed = True
        self._become(partial(self._model.set_rows, rows))

    def _become(self, change: Callable[[], None]) -> None:
        """Change the rows, and stay with the shown session, or near where it was."""
        shown = self._place.session_id
        was_at = self._model.row_of(shown)
        with self.list.quiet():
            change()
        if self._must_choose:
            self._must_choose = False
            self._choose_first()
        elif was_at is not None and self._model.row_of(shown) is None:
            self._choose_near(was_at)
        self.list.show_session(self._place.session_id)
        self._show_emptiness()

    def _choose_first(self) -> None:
        """The session that was open last, else the newest; unless somebody has chosen already."""
        if self._place.session_id is not None:
            return
        remembered = self._remembered(self._place.persona_id)
        if self._model.row_of(remembered) is None:
            remembered = self._model.rows[0].id if self._model.rows else None
        self._place.show_session(remembered)

    def _choose_near(self, row: int) -> None:
        last = len(self._model.rows) - 1
        self._place.show_session(self._model.rows[min(row, last)].id if last >= 0 else None)

    def _go_down(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.header.filter.text() or not self.list.currentIndex().isValid():
            self.list.go_to_first()

    def _show_list(self) -> None:
        self._says_empty = False
        self._stack.setCurrentWidget(self.list)

    def _filter(self, text: str) -> None:
        with self.list.quiet():
            self.filter_model.setFilterFixedString(" ".join(text.split()))
        self.list.show_session(self._place.session_id)
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        sought = self.header.filter.text()
        if self.filter_model.rowCount():
            self._show_list()
            return
        if sought and self._model.rows:
            self.empty.say(
                translate("Conversations", "No title or last message contains {sought}.").format(
                    sought=quoted(sought)
                ),
                translate("Conversations", "Clear filter"),
                self.header.filter.clear,
            )
        else:
            name = isolated(self.delegate.writer) or translate("Conversations", "this persona")
            self.empty.say(
                translate("Conversations", "Your conversations with {name} will appear here.").format(
                    name=name
                ),
                translate("Conversations", "New conversation"),
                self.new_session,
            )
        self._says_empty = True
        self._stack.setCurrentWidget(self.empty)

    def _show_problem(self, error: KnownError) -> None:
        self._must_choose = self._says_empty = self._is_listed = False
        with self.list.quiet():
            self._model.set_rows(())
        persona_id = self._place.persona_id
        self.empty.say(
            told(error), translate("Conversations", "Try again"), lambda: self._show_persona(persona_id)
        )
        self._stack.setCurrentWidget(self.empty)

    def _show_menu(self, at: QPoint) -> None:
        context_menu(self, SESSION_MENU, self.commands, Scope.SESSION, self.shown).popup(at)

    def _rename(self, session_id: int, title: str) -> None:
        self._run(sessions.rename(self._place.persona_id, session_id, title), self, None, self._notices.tell)
