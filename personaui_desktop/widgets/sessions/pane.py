"""The sessions pane: the chosen persona's sessions by day, and what can be done with them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.sessions import SessionListModel
from personaui_desktop.operations import beginning
from personaui_desktop.records.sessions import Session, SessionGroup
from personaui_desktop.translation import told, translate
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.menus import SESSION_MENU, TRASH_MENU, context_menu
from personaui_desktop.widgets.common.empty_state import EmptyState
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.common.wording import isolated, quoted
from personaui_desktop.widgets.desk import Desk
from personaui_desktop.widgets.sessions.brought_back import IN_SIGHT, BroughtBack
from personaui_desktop.widgets.sessions.feed import SessionFeed
from personaui_desktop.widgets.sessions.filter import SessionFilter
from personaui_desktop.widgets.sessions.header import SessionsHeader
from personaui_desktop.widgets.sessions.list_view import SessionList
from personaui_desktop.widgets.sessions.new_session import NewSession
from personaui_desktop.widgets.sessions.row_delegate import SessionDelegate
from personaui_desktop.widgets.sessions.verbs import SessionVerbs

SMALLEST_WIDTH = 200


class SessionsPane(QWidget):
    """Lists the sessions of the persona that `Place` shows.

    Args:
        desk: what there is once.
        place: followed, and told which session the person chose.
        notices: where failures without a place of their own are told.
        history: where undo is offered.
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
        self,
        desk: Desk,
        place: Place,
        notices: Notices,
        history: UndoHistory,
        remembered: Callable[[str], int | None],
    ) -> None:
        super().__init__()
        self._model, self._place, self._run = SessionListModel(self), place, desk.run
        self._remembered, self._personas = remembered, desk.personas
        self._must_choose = False
        self._beginning = NewSession(place, self._run, notices, self)
        self._beginning.shown.connect(self.settled)
        self.verbs = SessionVerbs(place, desk.run, notices, history, self.chosen, self)
        self._make_parts()
        self._lay_out()
        self.feed = SessionFeed(self._model, place, desk, self._become, self._show_problem, self)
        self._brought_back = BroughtBack(self._model, place, self.list, self.header)
        self._follow_list()
        self.feed.unfolded.connect(self.list.reveal)
        self.commands = Commands()
        self.list.commands = self.commands
        place.persona_changed.connect(self._show_persona)
        place.session_changed.connect(self.list.show_session)
        history.taken.connect(self._brought_back.follow)
        for signal in (desk.personas.rowsInserted, desk.personas.dataChanged, desk.personas.modelReset):
            signal.connect(self._show_name)
        if place.persona_id:
            self._show_persona(place.persona_id)

    def new_session(self) -> None:
        """Begin a conversation and show it; one in which nobody has written yet is taken again."""
        self.header.filter.clear()
        newest = self._model.newest
        self._beginning.begin(None if newest is None else newest.id)

    @property
    def shown(self) -> Session | None:
        """The session that is shown, if it is in the list."""
        return self._model.session(self._place.session_id)

    def chosen(self) -> list[Session]:
        """The sessions that are meant now: several that are selected, else the one that is shown."""
        selected = self.list.selected
        wanted = selected if len(selected) > 1 else [self._place.session_id]
        found = map(self._model.session, wanted)
        return [each for each in found if each is not None]

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

    def rename_shown(self, title: str) -> None:
        """Give the shown session this title."""
        if self.shown is not None:
            self.verbs.rename(self.shown.id, title)

    def show_trash(self) -> None:
        """Go to the trash and show what lies there."""
        self.wanted.emit()
        self.header.filter.clear()
        self.feed.unfold(SessionGroup.TRASHED, True)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.go_to_fold(SessionGroup.TRASHED)

    @property
    def has_trash(self) -> bool:
        """Whether anything lies in the trash."""
        return self._model.row_of(SessionGroup.TRASHED) is not None

    @property
    def has_several(self) -> bool:
        """Whether there is another conversation to go to."""
        return len(self._model.sessions) > 1

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

    def _follow_list(self) -> None:
        self.header.new_asked.connect(self.new_session)
        self.header.filter.textChanged.connect(self._filter)
        self.header.filter.left_downwards.connect(self._go_down)
        self.header.filter.entered.connect(self.take_first)
        self.list.settled.connect(self.settle)
        self.list.all_asked.connect(self.header.filter.clear)
        self.list.chosen.connect(self._place.show_session)
        self.list.window_asked.connect(self.open_window)
        self.list.menu_asked.connect(self._show_menu)
        self.list.fold_asked.connect(self.feed.unfold)
        self.list.emptying_asked.connect(self.verbs.empty_trash)
        self.list.end_near.connect(self.feed.read_on)
        self.delegate.renamed.connect(self.verbs.rename)

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
        self._must_choose = True
        self._brought_back.forget()
        self.feed.forget()
        self.header.filter.clear()
        with self.list.quiet():
            self._model.clear()
        self._show_list()
        self._show_name()
        self.feed.begin()

    def _show_name(self) -> None:
        cast = self._personas.cast(self._place.persona_id)
        self.header.show_persona(cast.name, cast.description)
        self.delegate.writer = cast.name
        self.list.viewport().update()
        if self._says_empty:
            self._show_emptiness()

    def _become(self, change: Callable[[], None]) -> None:
        """Change the rows, and stay with the shown session, or go near it where it was put away."""
        shown = self._place.session_id
        before, was_at = self._model.session(shown), self._model.row_of(shown)
        with self.list.steady():
            change()
        now = self._model.session(shown)
        if self._must_choose:
            self._must_choose = False
            self._choose_first()
            self.list.show_session(self._place.session_id)
        elif before is not None and was_at is not None and (now is None or _is_put_away(before, now)):
            self._choose_near(was_at)
        self.list.keep_shown(self._place.session_id)
        self._brought_back.reveal()
        self._show_emptiness()

    def _choose_first(self) -> None:
        """The session that was open last, else the newest; unless somebody has chosen already."""
        if self._place.session_id is not None:
            return
        persona_id = self._place.persona_id
        remembered = self._remembered(persona_id)
        if remembered is None or self._model.session(remembered) is not None:
            newest = self._model.newest
            self._place.show_session(newest.id if remembered is None and newest else remembered)
        else:
            # It is old, or archived, or gone: the file knows.
            begin = partial(self._begin_with, persona_id)
            self._run(beginning.first(persona_id, remembered), self, begin, self.feed.fail)

    def _begin_with(self, persona_id: str, session_id: int | None) -> None:
        if self._place.persona_id == persona_id and self._place.session_id is None:
            self._place.show_session(session_id)

    def _choose_near(self, row: int) -> None:
        """The session that stands where one stood, or the last before it, but none that is put away."""
        rows = self._model.rows
        found = [
            (at, each) for at, each in enumerate(rows) if isinstance(each, Session) and each.group in IN_SIGHT
        ]
        behind = next((each.id for at, each in found if at >= row), None)
        last = found[-1][1].id if found else None
        self._place.show_session(last if behind is None else behind)

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
        self.feed.seek(self.filter_model.is_used)
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
        self._must_choose, self._says_empty = self._place.session_id is None, False
        with self.list.quiet():
            self._model.set_rows(())
        again = self._place.recovery.try_again
        self.empty.say(told(error), translate("Conversations", "Try again"), again)
        self._stack.setCurrentWidget(self.empty)

    def _show_menu(self, at: QPoint) -> None:
        fold = self.list.current_fold
        if fold is None:
            context_menu(self, SESSION_MENU, self.commands, Scope.SESSION, self.shown).popup(at)
        elif fold is SessionGroup.TRASHED:
            context_menu(self, TRASH_MENU, self.commands, Scope.WINDOW, None).popup(at)


def _is_put_away(before: Session, now: Session) -> bool:
    """Whether a session has been archived or moved to the trash."""
    return before.group in IN_SIGHT and now.group not in IN_SIGHT
