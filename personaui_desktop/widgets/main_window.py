"""The main window: a frame that is painted at once, then panes in columns, menus over them."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from personaui_desktop.widgets.columns import Columns, Side
from personaui_desktop.widgets.commands.actions import Actions
from personaui_desktop.widgets.commands.command import always
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.menu_bar import Menus
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.empty_window import Blanks, EmptyWindow
from personaui_desktop.widgets.filling import Filling
from personaui_desktop.widgets.kept_windows import KeptWindow
from personaui_desktop.widgets.preferences import Preferences
from personaui_desktop.widgets.program_commands import of_every_window, of_filled_window
from personaui_desktop.widgets.window_keeper import WindowKeeper

if TYPE_CHECKING:
    from personaui_desktop.widgets.desk import Desk

SMALLEST_WIDTH, SMALLEST_HEIGHT = 490, 360


class MainWindow(QMainWindow):
    """The window. It is painted as an empty frame at once; `fill` then makes its panes.

    Attributes:
        may_close: asked before the window is closed; whoever opens windows puts its own in this place.

    Signals:
        painted: the window has been painted for the first time.
        activated: the person uses it from now on.
        closed: it is closed.
        quit_asked: all windows are to be closed.
        window_asked: a persona's id and a session's, which is to be shown in a window of its own.
    """

    painted = Signal()
    activated = Signal()
    closed = Signal()
    quit_asked = Signal()
    window_asked = Signal(str, object)

    def __init__(self, preferences: Preferences, kept: KeptWindow) -> None:
        super().__init__()
        self._preferences = preferences
        self.place = Place("", self)
        self.may_close: Callable[[], bool] = always
        self.setWindowTitle("PersonaUI Desktop")
        self.setMinimumSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)
        self._is_filled = False
        self._is_ending = False
        self.commands = Commands()
        self.commands.declare(of_every_window(self, self.commands, preferences, self.quit_asked.emit))
        self.menu_actions = Actions(self, self.commands)
        self._menus = Menus(self.menuBar(), self.menu_actions)
        self.keeper = WindowKeeper(self, self.place, kept)
        self._frame = EmptyWindow(kept.state)
        self.setCentralWidget(self._frame)
        self._frame.installEventFilter(self)
        self._frame.setFocus()

    def fill(self, desk: "Desk") -> None:
        """Make the conversation in place of the frame; the rest follows once that has been seen."""
        self.desk = desk
        self._make_conversation(desk)
        self._lay_out()
        self.columns.shown_changed.connect(self._offer_columns)
        self._offer_columns()
        self._is_filled = True
        self._show_responder()
        self.chat.focus_composer()
        self.filling = Filling(self, self._make_rest(desk))

    def show_start(self, persona_id: str, session_id: int | None) -> None:
        """Go to the persona and the session that were open last; without one, the sessions' pane looks."""
        self.place.show_persona(persona_id)
        self.place.show_session(session_id)
        self.chat.focus_composer()
        # Where there are no messages there is nothing to be seen first.
        is_seen_first = self.chat.has_messages or self.chat.feed.is_loading
        self.filling.begin_after(self.chat.transcript.viewport() if is_seen_first else None)

    def _choose_last(self) -> None:
        """Whoever closes before it is known which conversation there is has written to the one shown last."""
        if not self.place.persona_id:
            persona_id = self.keeper.state.last_persona
            self.place.show_persona(persona_id)
            self.place.show_session(self.keeper.last_session(persona_id))

    def _show_responder(self) -> None:
        answering = self.desk.answering
        if answering is None:
            return
        self.chat.set_responder(answering.name, is_demo=answering.is_demo)
        settings = self._preferences.settings
        if settings.base_url and not settings.model and not answering.is_demo:
            self.chat.header.ask_for_model()

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
        """Ask before something is lost; keep how the window was: QWidget.closeEvent."""
        if not self._is_ending and not self.may_close():
            event.ignore()
            return
        self.keeper.as_it_is()
        super().closeEvent(event)
        self.closed.emit()

    def unsaved_for(self) -> list[str]:
        """The personas for whom a memory is being written here that is not saved, by id."""
        if not self._is_filled:
            return []
        self.filling.finish()
        return self.memories.unsaved_for

    def keep_written(self, *, others_go_on: bool) -> None:
        """Have what is written but not sent in the file, and for other windows that go on."""
        if self._is_filled:
            self.filling.finish()
            self._choose_last()
            self.chat.keep_written(others_go_on=others_go_on)
            self.pages.keep()

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the person goes on in this window: QWidget.changeEvent."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell once that the window has been painted."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    def _make_conversation(self, desk: "Desk") -> None:
        # It comes with most of the program, and the frame has been painted without it.
        from personaui_desktop.widgets.chat.pane import ChatPane
        from personaui_desktop.widgets.common.notices import Notices

        self.notices = Notices(self)
        self.chat = ChatPane(desk, self.place, self.notices)
        # What was typed before there was a composer.
        if self._frame.typed:
            self.chat.composer.edit.insert_text(self._frame.typed)
        desk.answering_changed.connect(self._show_responder)

    def _make_rest(self, desk: "Desk") -> Iterator[None]:
        """What stands beside the conversation, then the menus; a piece takes about a frame."""
        from personaui_desktop.widgets.common.undo_history import UndoHistory
        from personaui_desktop.widgets.personas.rail import PersonaRail
        from personaui_desktop.widgets.sessions.pane import SessionsPane

        yield
        self.rail = PersonaRail(desk, self.place, self.notices)
        self.columns.replace(self._blanks.rail, self.rail)
        yield
        self.history = UndoHistory(self.place, desk.histories, desk.run, self.notices, self)
        last = self.keeper.last_session
        self.sessions = SessionsPane(desk, self.place, self.notices, self.history, last)
        self.sessions.feed.unreadable.connect(self.chat.feed.take_unlisted)
        self.columns.replace(self._blanks.sessions, self.sessions)
        yield
        from personaui_desktop.widgets.memories.pane import MemoriesPane

        yield
        self.memories = MemoriesPane(desk, self.place, self.notices, self.history)
        self.keeper.keep_order(self.memories)
        self.memories.begin()
        self.columns.replace(self._blanks.memories, self.memories)
        self._make_pages(desk)
        self._make_palette(desk)
        yield
        self._collect_commands()
        yield
        self._connect(desk)
        self._show_columns()

    def _make_pages(self, desk: "Desk") -> None:
        from personaui_desktop.widgets.common.page_place import PagePlace
        from personaui_desktop.widgets.search.everywhere import SearchEverywhere

        past = self.keeper.state.last_searches
        self.search = SearchEverywhere(
            desk, self.place, self.notices, self.columns, self._central_layout, past
        )
        self.search.find_at = self.chat.jumps.find
        self.search.show_memory = self._show_memory
        self.search.searched.connect(self.keeper.keep_searches)
        self.menu_actions.about_to_start.connect(self.search.give_way)
        self.pages = PagePlace(self.columns, self._central_layout)
        self.rail.pages = self.pages
        self.menu_actions.about_to_start.connect(self.pages.give_way)
        for changed in (self.place.persona_changed, self.place.session_changed):
            changed.connect(self.pages.leave)

    def _make_palette(self, desk: "Desk") -> None:
        from personaui_desktop.widgets.palette.palette import Palette
        from personaui_desktop.widgets.program_commands import show_settings

        reached = self.keeper.state.last_reached
        self.palette_over = Palette(desk, self.place, self.commands, self._central, reached)
        self.palette_over.start = self.menu_actions.start
        self.palette_over.show_setting = partial(show_settings, self, desk, self.commands)
        self.palette_over.search = self.search.search_for
        self.palette_over.went.connect(self._go_on_writing)
        self.palette_over.reached.connect(self.keeper.keep_reached)
        self.menu_actions.about_to_start.connect(self.palette_over.give_way)

    def _lay_out(self) -> None:
        from personaui_desktop.widgets.common.notices import NoticeBar
        from personaui_desktop.widgets.window_title import WindowTitle

        self._blanks = blanks = Blanks.made()
        central = QWidget(self)
        self.columns = Columns(blanks.rail, blanks.sessions, self.chat, blanks.memories, central)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.columns, 1)
        self.notice_bar = NoticeBar(self.notices, central, self.chat.foot)
        self.notice_bar.covering.connect(self.chat.transcript.keep_clear)
        self.keeper.follow(self.columns)
        self._central_layout = layout
        self._central = central
        self._title = WindowTitle(self, self.chat.header)
        # Kept, though nobody sees it again: where it is destroyed, PySide takes other widgets for dead too.
        self.takeCentralWidget()
        self._frame.hide()
        self.setCentralWidget(central)

    def _collect_commands(self) -> None:
        """What the panes declare is in the menus from now on, and in the menus of messages."""
        from personaui_desktop.widgets.chat.commands import declare as declare_chat
        from personaui_desktop.widgets.chat.slash.slashes import Slashes
        from personaui_desktop.widgets.commands.editing import edit_commands
        from personaui_desktop.widgets.memories.commands import declare as declare_memories
        from personaui_desktop.widgets.personas.commands import declare as declare_personas
        from personaui_desktop.widgets.sessions.commands import declare as declare_sessions

        self.commands.declare(of_filled_window(self, self.commands, self.desk, self.notices))
        transcript = self.chat.transcript
        self.commands.declare(
            edit_commands(self.history, transcript.hands.clipboard.copy, transcript.scene.select_all)
        )
        declare_personas(self.rail)
        declare_sessions(self.sessions)
        declare_chat(self.chat, self.history)
        declare_memories(self.memories, self.notices)
        for pane in (
            self.columns,
            self.rail,
            self.sessions,
            self.chat,
            self.memories,
            self.search,
            self.palette_over,
            self.notice_bar,
        ):
            self.commands.include(pane.commands)
        self.chat.transcript.scene.commands = self.commands
        self.slashes = Slashes(self.chat.foot, self.commands, self.menu_actions.start)
        self.commands.include(self.slashes.commands)
        self.menu_actions.make()
        self._menus.fill()

    def _go_on_writing(self) -> None:
        """A conversation is chosen: give way to it."""
        self.columns.close_overlays()
        self.chat.focus_composer()

    def _connect(self, desk: "Desk") -> None:
        from personaui_desktop.widgets.personas.drops import Drops
        from personaui_desktop.widgets.row_keys import RowKeys
        from personaui_desktop.widgets.sessions.replying_marks import ReplyingMarks
        from personaui_desktop.widgets.unread import Seeing

        ReplyingMarks(self.sessions, desk.replies, self.place)
        Seeing(self, self.activated, self.place, desk.unread)
        self._title.count(desk.unread)
        self._connect_commands()
        self.chat.header.sessions_requested.connect(partial(self.columns.toggle, Side.SESSIONS))
        self.chat.header.memories_requested.connect(partial(self.columns.toggle, Side.MEMORIES))
        self.sessions.settled.connect(self._go_on_writing)
        self.sessions.wanted.connect(partial(self.columns.reveal, Side.SESSIONS))
        self.memories.wanted.connect(partial(self.columns.reveal, Side.MEMORIES))
        for widget in (self.rail.list, self.sessions.list):
            self.chat.take_typing_from(widget)
        keys = RowKeys(self.chat.composer.edit, self.sessions.commands)
        self.sessions.list.clicked.connect(lambda _index: keys.follow_click())
        self.rail.settled.connect(self.chat.focus_composer)
        self.chat.composer.edit.characters_given.connect(self.rail.bring)
        Drops(self, self.rail.bring)
        self.memories.suggestions_changed.connect(self._mark_memories)
        self.memories.place_requested.connect(self.chat.messages_requested)
        self.memories.order_chosen.connect(self.menu_actions.refresh)
        self.sessions.window_asked.connect(self.window_asked)
        self.chat.text_size_changed.connect(lambda size: self._preferences.set(text_size=size))
        self._preferences.changed.connect(self.menu_actions.refresh)

    def _connect_commands(self) -> None:
        """Start those that panes ask for, and keep words and ticks as they are now."""
        self.chat.settings_requested.connect(partial(self.commands.start, "program.settings"))
        self.chat.rename_requested.connect(partial(self.commands.start, "session.rename"))
        self.memories.inspect_requested.connect(partial(self.commands.start, "session.inspect"))
        self.history.changed.connect(self.menu_actions.refresh)
        self.columns.shown_changed.connect(self._show_columns)

    def _show_columns(self) -> None:
        self.menu_actions.refresh()
        self._mark_memories()

    def _offer_columns(self) -> None:
        self.chat.header.offer_panes(
            sessions=not self.columns.has_place(Side.SESSIONS),
            memories=not self.columns.has_place(Side.MEMORIES),
        )

    def _mark_memories(self) -> None:
        is_hidden = not self.columns.is_shown(Side.MEMORIES)
        self.chat.header.mark_memories(marked=is_hidden and self.memories.has_suggestions)

    def _show_memory(self, memory_id: int) -> None:
        self.columns.reveal(Side.MEMORIES)
        self.memories.to_reveal = memory_id
        self.memories.load()
