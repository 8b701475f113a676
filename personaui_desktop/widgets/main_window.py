"""The main window: a frame that is painted at once, then panes in columns, menus over them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, QUrl, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from personaui_desktop import paths
from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.records import DEFAULT_PERSONA
from personaui_desktop.widgets.columns import Columns, Side
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.common.wording import quoted
from personaui_desktop.widgets.edit_actions import (
    can_redo,
    can_undo,
    on_focus,
    redo_on_focus,
    undo_on_focus,
)
from personaui_desktop.widgets.frame import Frame
from personaui_desktop.widgets.menu_verbs import SORTS, conditions, memory_verbs, message_verbs
from personaui_desktop.widgets.menus import build_menus
from personaui_desktop.widgets.preferences import KeptWindow, Preferences
from personaui_desktop.widgets.row_keys import RowKeys

if TYPE_CHECKING:
    from personaui_desktop.background.memory_writer import MemoryWriter
    from personaui_desktop.background.reply_worker import ReplyWorker, Unstored
    from personaui_desktop.credentials import Credentials
    from personaui_desktop.operations.responders import Answering
    from personaui_desktop.records import Provider

START_SIZE = QSize(1360, 860)
LARGEST_SHARE = 0.94
"""Of the screen, the rest being for what the system puts around a window."""
SMALLEST_WIDTH, SMALLEST_HEIGHT = 490, 360

SESSION_ACTIONS = {"rename_session", "delete_session"}


class Services(NamedTuple):
    """What the panes are built on. ``changed`` is the database worker's signal."""

    run: Run
    changed: SignalInstance
    replies: "ReplyWorker"
    credentials: "Credentials"
    writer: "MemoryWriter"


class MainWindow(QMainWindow):
    """The window. It is painted as an empty frame at once; `fill` then makes its panes.

    Signals:
        painted: the window has been painted for the first time.
        connection_changed: another server or model may answer now.
    """

    painted = Signal()
    connection_changed = Signal()

    def __init__(self, preferences: Preferences, kept: KeptWindow) -> None:
        super().__init__()
        self._preferences = preferences
        self._kept = kept
        self.place = Place("", self)
        self.setWindowTitle("PersonaUI Desktop")
        self.setMinimumSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)
        theme().appearance = preferences.settings.appearance
        self._is_filled = False
        self._is_ending = False
        self._is_settling = False
        self._may_lose_memories = False
        handlers = {name: self._once_filled(handler) for name, handler in self._handlers().items()}
        self._actions = build_menus(self, handlers, self._can)
        self._come_back()
        self._frame = Frame(kept.state)
        self.setCentralWidget(self._frame)
        self._frame.installEventFilter(self)
        self._frame.setFocus()

    def fill(self, services: Services) -> None:
        """Make the panes in place of the frame."""
        self._services = services
        self._make_panes(services)
        self._hand_over(self._frame.typed)
        self._lay_out()
        self._connect(services)
        self.memories.sort_by(self._kept.state.memory_order)
        self._is_filled = True
        self._apply_settings()
        self.chat.focus_composer()

    def show_start(self, persona_id: str) -> None:
        """Go to the persona that was open last; its pane finds the session."""
        self.place.show_persona(persona_id)
        self.chat.focus_composer()

    def show_responder(self, answering: "Answering") -> None:
        """Say who answers."""
        self.chat.set_responder(answering.name, is_demo=answering.is_demo)
        settings = self._preferences.settings
        if settings.base_url and not settings.model and not answering.is_demo:
            self.chat.header.ask_for_model()
        self.memories.flow.is_free = answering.is_demo

    def show_problem(self, error: KnownError) -> None:
        """Say a known failure that has no place of its own."""
        self.notices.tell(error)

    def come_forward(self) -> None:
        """Show the window above others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def end(self) -> None:
        """Close whatever is being written: the system waits for no answer."""
        self._is_ending = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before something is lost; keep what is written, and how the window was: QWidget.closeEvent."""
        if self._is_filled and not self._is_ending and self._has_to_ask():
            event.ignore()
            return
        self._kept.set(window_geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        if self._is_filled:
            self.chat.keep_written()
            self._remember_columns(self.columns)
        super().closeEvent(event)

    def _has_to_ask(self) -> bool:
        """Whether closing has to wait: for an answer, or until every reply is in its file."""
        unsaved = "" if self._may_lose_memories else self._unsaved_memories_of()
        if unsaved:
            self._ask_to_end(unsaved)
        elif self._services.replies.under_way():
            self._settle_replies()
        else:
            return False
        return True

    def _settle_replies(self) -> None:
        """Store what has arrived, then close; where that fails, the person decides."""
        if not self._is_settling:
            self._is_settling = True
            self._services.replies.settle(self._close_settled)

    def _close_settled(self, unstored: "list[Unstored]") -> None:
        self._is_settling = False
        if not unstored:
            self.close()
            return
        # Dialogs are no part of the start.
        from personaui_desktop.widgets.unstored import UnstoredDialog

        UnstoredDialog(unstored, self.close, self.end, self).open()

    def _unsaved_memories_of(self) -> str:
        """The names of the personas for whom a memory is being written; a deleted one has no use for it."""
        listings = map(self.personas.listing, self.memories.unsaved_for)
        return ", ".join(quoted(listing.profile.name) for listing in listings if listing is not None)

    def _ask_to_end(self, names: str) -> None:
        # Dialogs are no part of the start.
        from personaui_desktop.widgets.common.dialogs import confirm_discard

        def discard() -> None:
            self._may_lose_memories = True
            self.close()

        confirm_discard(self, f"Close without saving the memory you are writing for {names}?", discard)

    def _remember_columns(self, columns: Columns) -> None:
        self._kept.set(
            sessions_width=columns.width_of(Side.SESSIONS),
            memories_width=columns.width_of(Side.MEMORIES),
            show_sessions=columns.is_wanted(Side.SESSIONS),
            show_memories=columns.is_wanted(Side.MEMORIES),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell once that the window has been painted."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    def _make_panes(self, services: Services) -> None:
        # The panes come with most of the program, and the frame has been painted without them.
        from personaui_desktop.item_models.memories import MemoryListModel
        from personaui_desktop.item_models.messages import MessageListModel
        from personaui_desktop.item_models.personas import PersonaListModel
        from personaui_desktop.item_models.sessions import SessionListModel
        from personaui_desktop.widgets.chat.pane import ChatPane
        from personaui_desktop.widgets.common.notices import Notices
        from personaui_desktop.widgets.common.undo_history import UndoHistory
        from personaui_desktop.widgets.memories.flow import MemoryFlow
        from personaui_desktop.widgets.memories.pane import MemoriesPane
        from personaui_desktop.widgets.personas.rail import PersonaRail
        from personaui_desktop.widgets.sessions.pane import SessionsPane

        place, run, changed = self.place, services.run, services.changed
        self.notices = notices = Notices(self)
        self.personas = PersonaListModel(self)
        self.rail = PersonaRail(self.personas, place, run, changed, notices)
        self.sessions = SessionsPane(
            SessionListModel(self), place, run, changed, notices, self._remembered_session, self.personas
        )
        self.chat = ChatPane(
            MessageListModel(self), place, run, changed, services.replies, notices, self.personas
        )
        self.history = UndoHistory(place, run, changed, notices, self)
        flow = MemoryFlow(run, changed, services.writer, self)
        self.memories = MemoriesPane(MemoryListModel(self), place, run, changed, notices, self.history, flow)

    def _hand_over(self, typed: str) -> None:
        """What was typed before there was a composer."""
        if typed:
            self.chat.composer.edit.insert_text(typed)

    def _lay_out(self) -> None:
        from personaui_desktop.widgets.common.notices import NoticeBar

        state = self._kept.state
        self.columns = Columns(self.rail, self.sessions, self.chat, self.memories)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.columns, 1)
        self.notice_bar = NoticeBar(self.notices, central, self.chat.foot)
        self.columns.shown_changed.connect(self._show_column_ticks)
        self.columns.set_up(
            {Side.SESSIONS: state.show_sessions, Side.MEMORIES: state.show_memories},
            {Side.SESSIONS: state.sessions_width, Side.MEMORIES: state.memories_width},
        )
        self.setCentralWidget(central)
        for widget in (self.rail.list, self.sessions.list):
            self.chat.take_typing_from(widget)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        """What each menu action does, by the action's name in `menus.ENTRIES`."""
        change = self._preferences.set
        return {
            "new_session": lambda: self.sessions.new_session(),
            "new_persona": lambda: self.rail.create_persona(),
            "settings": self._show_settings,
            "open_data_folder": self._open_data_folder,
            "quit": self.close,
            "undo": self._undo,
            "redo": self._redo,
            "cut": lambda: on_focus("cut"),
            "copy": self._copy,
            "copy_markdown": lambda: self.chat.copy_markdown(),
            "paste": lambda: on_focus("paste"),
            "select_all": lambda: on_focus("selectAll") or on_focus("select_all"),
            "find": lambda: self.chat.find_text(),
            "go_to_date": lambda: self.chat.go_to_date(),
            "filter_sessions": lambda: self._within(Side.SESSIONS, self.sessions.focus_filter),
            "focus_composer": lambda: self.chat.focus_composer(),
            "show_sessions": lambda: self.columns.toggle(Side.SESSIONS),
            "show_memories": lambda: self.columns.toggle(Side.MEMORIES),
            "next_pane": lambda: self._cycle_panes(1),
            "previous_pane": lambda: self._cycle_panes(-1),
            "appearance_system": lambda: change(appearance="system"),
            "appearance_light": lambda: change(appearance="light"),
            "appearance_dark": lambda: change(appearance="dark"),
            "zoom_in": lambda: self.chat.text_size.step(1),
            "zoom_out": lambda: self.chat.text_size.step(-1),
            "zoom_reset": lambda: self.chat.text_size.reset(),
            "scroll_to_latest": lambda: self.chat.scroll_to_latest(),
            "edit_persona": lambda: self.rail.edit_persona(),
            "delete_persona": lambda: self.rail.delete_persona(),
            "next_persona": lambda: self.rail.next_persona(),
            "previous_persona": lambda: self.rail.previous_persona(),
            "rename_session": self._rename_session,
            "delete_session": lambda: self.sessions.delete_session(),
            "next_session": lambda: self.sessions.next_session(),
            "previous_session": lambda: self.sessions.previous_session(),
            "stop": lambda: self.chat.stop(),
            "retry": lambda: self.chat.attempts.retry(),
            "continue_reply": lambda: self.chat.attempts.continue_reply(),
            "keep_reply": lambda: self.chat.attempts.keep_reply(),
            "inspect": lambda: self.chat.inspect(),
            "prices": self._edit_prices,
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
            **message_verbs(self),
            **memory_verbs(self),
        }

    def _once_filled(self, handler: Callable[[], object]) -> Callable[[], object]:
        """A key pressed within the first blink of the eye has nothing to act on yet."""
        return lambda: handler() if self._is_filled else None

    def _can(self, name: str) -> bool:
        """Whether a menu action could do anything now."""
        if not self._is_filled:
            return name in {"quit", "about", "shortcuts"}
        if name in SESSION_ACTIONS:
            return self.place.session_id is not None
        answers: dict[str, Callable[[], bool]] = {
            "undo": lambda: can_undo(QApplication.focusWidget()) or self.history.next.undo is not None,
            "redo": lambda: can_redo(QApplication.focusWidget()) or self.history.next.redo is not None,
            "stop": lambda: self.chat.is_replying,
            "retry": lambda: self.chat.attempts.can_retry,
            "continue_reply": lambda: self.chat.attempts.can_continue,
            "keep_reply": lambda: self.chat.attempts.can_keep,
            "find": lambda: self.chat.has_messages,
            "go_to_date": lambda: self.chat.has_messages,
            "scroll_to_latest": lambda: self.chat.has_messages,
            "next_session": lambda: self.sessions.count > 1,
            "previous_session": lambda: self.sessions.count > 1,
            "next_persona": lambda: len(self.personas.rows) > 1,
            "previous_persona": lambda: len(self.personas.rows) > 1,
            "delete_persona": lambda: self.place.persona_id != DEFAULT_PERSONA,
            **conditions(self),
        }
        return answers[name]() if name in answers else True

    def _go_on_writing(self) -> None:
        """A conversation is chosen: give way to it."""
        self.columns.close_overlays()
        self.chat.focus_composer()

    def _within(self, side: Side, verb: Callable[[], object]) -> None:
        """Show a column, then do something in it."""
        self.columns.reveal(side)
        verb()

    def _rename_session(self) -> None:
        self._within(Side.SESSIONS, self.sessions.rename_session)

    def _copy(self) -> None:
        if not on_focus("copy"):
            self.chat.copy()

    def _undo(self) -> None:
        if not undo_on_focus():
            self.history.undo()

    def _redo(self) -> None:
        if not redo_on_focus():
            self.history.redo()

    def _name_steps(self) -> None:
        self._actions["undo"].setText(self.history.undo_words)
        self._actions["redo"].setText(self.history.redo_words)

    def _connect(self, services: Services) -> None:
        replies = services.replies
        replies.began.connect(
            lambda persona_id, session_id, _id: self._show_replying(persona_id, session_id, True)
        )
        replies.ended.connect(
            lambda persona_id, session_id, _id, _outcome: self._show_replying(persona_id, session_id, False)
        )
        replies.not_stored.connect(self._offer_unstored)
        self.history.changed.connect(self._name_steps)
        self.chat.settings_requested.connect(self._show_settings)
        self.chat.rename_requested.connect(self._rename_session)
        self.chat.header.sessions_requested.connect(lambda: self.columns.toggle(Side.SESSIONS))
        self.chat.header.memories_requested.connect(lambda: self.columns.toggle(Side.MEMORIES))
        self.sessions.settled.connect(self._go_on_writing)
        self._take_row_keys()
        self.rail.settled.connect(self.chat.focus_composer)
        self.chat.remember_requested.connect(self._remember)
        self.chat.remember_selected_requested.connect(self._remember_selected)
        self.chat.memory_requested.connect(self._show_memory_of)
        self.memories.suggestions_changed.connect(self._mark_memories)
        self.memories.place_requested.connect(self._show_messages)
        self.memories.inspect_requested.connect(lambda: self.chat.inspect())
        self.memories.order_chosen.connect(self._keep_order)
        self._show_order()
        replies.ended.connect(
            lambda persona_id, session_id, *_: self.memories.flow.consider(persona_id, session_id)
        )
        self.chat.text_size_changed.connect(lambda size: self._preferences.set(text_size=size))
        self.place.persona_changed.connect(self._show_all_replying)
        self._preferences.changed.connect(self._apply_settings)
        self.place.persona_changed.connect(lambda persona_id: self._kept.set(last_persona=persona_id))
        self.place.session_changed.connect(self._remember_session)

    def _keep_order(self, order: str) -> None:
        self._kept.set(memory_order=order)
        self._show_order()

    def _show_order(self) -> None:
        for order in SORTS:
            self._actions[f"sort_{order}"].setChecked(order == self._kept.state.memory_order)

    def _take_row_keys(self) -> None:
        """F2 and Del act on the conversation that was clicked."""
        keys = RowKeys(self.chat.composer.edit)
        keys.rename_asked.connect(self._rename_session)
        keys.deletion_asked.connect(self.sessions.delete_session)
        self.sessions.list.clicked.connect(lambda _index: keys.follow_click())

    def _come_back(self) -> None:
        self.resize(START_SIZE.boundedTo(self.screen().availableSize() * LARGEST_SHARE))
        geometry = self._kept.state.window_geometry
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))

    def _apply_settings(self) -> None:
        settings = self._preferences.settings
        theme().appearance = settings.appearance
        for name in ("system", "light", "dark"):
            self._actions[f"appearance_{name}"].setChecked(settings.appearance == name)
        self.chat.apply_settings(settings)
        self._let_server_count(settings.provider if settings.count_exactly else None)
        self.memories.apply_settings(settings)

    def _let_server_count(self, provider: "Provider | None") -> None:
        """Have the provider count what is being written, or nobody."""
        if provider is None:
            self.chat.costs.set_count(None)
            return
        from personaui_desktop.operations.inspection import count_exactly

        self.chat.costs.set_count(partial(count_exactly, self._services.credentials, provider))

    def _remembered_session(self, persona_id: str) -> int | None:
        return self._kept.state.last_sessions.get(persona_id)

    def _remember_session(self, session_id: int | None) -> None:
        if session_id is not None:
            sessions = {**self._kept.state.last_sessions, self.place.persona_id: session_id}
            self._kept.set(last_sessions=sessions)

    def _show_all_replying(self) -> None:
        """Mark those sessions of the persona now shown whose replies are under way."""
        for persona_id, session_id in self._services.replies.under_way():
            self._show_replying(persona_id, session_id, True)

    def _show_replying(self, persona_id: str, session_id: int, replying: bool) -> None:
        if persona_id == self.place.persona_id:
            self.sessions.set_replying(session_id, replying)

    def _offer_unstored(self, _persona_id: str, _session_id: int, error: KnownError, text: str) -> None:
        """A reply that could not be stored is still there to be copied."""
        copy = ("Copy the reply", lambda: QApplication.clipboard().setText(text))
        self.notices.tell(error, copy)

    def _show_column_ticks(self) -> None:
        self._actions["show_sessions"].setChecked(self.columns.is_shown(Side.SESSIONS))
        self._actions["show_memories"].setChecked(self.columns.is_shown(Side.MEMORIES))
        self.chat.header.offer_panes(
            sessions=not self.columns.has_place(Side.SESSIONS),
            memories=not self.columns.has_place(Side.MEMORIES),
        )
        self._mark_memories()

    def _mark_memories(self) -> None:
        is_hidden = not self.columns.is_shown(Side.MEMORIES)
        self.chat.header.mark_memories(marked=is_hidden and self.memories.has_suggestions)

    def _cycle_panes(self, step: int) -> None:
        panes: list[QWidget] = [self.rail, self.sessions, self.chat, self.memories]
        shown = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next(
            (i for i, pane in enumerate(shown) if focus and (pane is focus or pane.isAncestorOf(focus))),
            -step,
        )
        pane = shown[(here + step) % len(shown)]
        self.columns.close_beside(pane)
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _remember(self, start_id: int, end_id: int) -> None:
        self.columns.reveal(Side.MEMORIES)
        self.memories.remember_messages(start_id, end_id)

    def _remember_selected(self, start_id: int, end_id: int) -> None:
        self.columns.reveal(Side.MEMORIES)
        self.memories.remember_selected(start_id, end_id)

    def _show_memory_of(self, message_id: int) -> None:
        self.columns.reveal(Side.MEMORIES)
        self.memories.show_memory_of(message_id)

    def _show_messages(self, session_id: int, first_id: int, last_id: int) -> None:
        self.place.show_session(session_id)
        self.chat.show_messages(first_id, last_id)

    def _show_settings(self) -> None:
        # Opened seldom and made of many controls, so it is no part of the start.
        from personaui_desktop.widgets.settings.dialog import SettingsDialog

        dialog = SettingsDialog(
            self._preferences.settings, self._services.credentials, self._services.run, self
        )
        dialog.accepted_settings.connect(self._preferences.change)
        dialog.finished.connect(lambda _result: self.connection_changed.emit())
        dialog.open()

    def _show_shortcuts(self) -> None:
        from personaui_desktop.widgets.help import ShortcutsDialog

        ShortcutsDialog(self).open()

    def _open_data_folder(self) -> None:
        folder = paths.data_dir()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.notices.show("The data folder could not be opened.", f"Your data is in {folder}.")

    def _edit_prices(self) -> None:
        # Opened seldom, so it is no part of the start.
        from personaui_desktop.operations.inspection import own_prices

        def show(path: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self.notices.show("The file could not be opened.", f"The prices are in {path}.")

        self._services.run(own_prices(), self, show, self.show_problem)

    def _show_about(self) -> None:
        from personaui_desktop.widgets.help import show_about

        show_about(self)
