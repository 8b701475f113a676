"""Fills the message model for the session that is shown, and keeps it true to what is stored and arriving."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from personaui_desktop.background.operation import Operation, Run, untold
from personaui_desktop.background.reply_worker import ReplyWorker
from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.operations import messages, positions
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.messages import Message, MessagePage
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.returning import Returning

if TYPE_CHECKING:
    from personaui_desktop.operations.beginning import Opened

T = TypeVar("T")

MOST_ROWS = 1_200
"""More loaded messages than this are let go at the other end; they can be fetched again."""

NO_MESSAGES = MessagePage([], has_older=False, has_newer=False)


class ConversationFeed(QObject):
    """Runs what the model needs and hands it over. Results for a window no longer shown are dropped.

    Signals:
        changed: `is_loading`, `problem` or the messages are others now.
        arrived: a window asked for with `fetch_around` is there; its message's id.
        page_failed: a known error that kept a further page from being read.
        text_arrived: there is text of the shown conversation to take in, see `take_text`; told once.
    """

    changed = Signal()
    arrived = Signal(object)
    page_failed = Signal(object)
    text_arrived = Signal()

    def __init__(
        self,
        model: MessageListModel,
        place: Place,
        run: Run,
        changed: SignalInstance,
        replies: ReplyWorker,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._place = place
        self._run = run
        self._replies = replies
        self._window = 0
        self._asked_for: set[str] = set()
        self._has_text = False
        self._brought: Opened | None = None
        self.is_loading = False
        self._failure: KnownError | None = None
        self._unlisted: KnownError | None = None
        changed.connect(self._take_in)
        # Another program may have changed messages while the person was there.
        Returning(self).came_back.connect(self.compare)
        place.recovery.again.connect(self._try_again)
        replies.text.connect(self._note_text)

    def bring(self, opened: "Opened") -> None:
        """A session is about to be shown that was read already."""
        self._brought = opened

    @property
    def problem(self) -> KnownError | None:
        """Why the messages cannot be read, or no session can be chosen."""
        return self._unlisted if self._place.session_id is None else self._failure

    def take_unlisted(self, why: KnownError | None) -> None:
        """The persona's sessions cannot be read, or can again."""
        self._unlisted = why
        self.changed.emit()

    def open(self) -> None:
        """Show the newest messages of the place's session, and nothing until they are there."""
        self._window += 1
        self._asked_for.clear()
        self._failure = None
        if self._show_brought():
            return
        self._model.reset_to(NO_MESSAGES)
        self.is_loading = self._place.session_id is not None
        self.changed.emit()
        self.go_to_newest()

    def _show_brought(self) -> bool:
        """Show what was read already, if that is the place's session; whether it was."""
        if self._place.session_id is None:
            return False
        # Now or never: later on it may be otherwise.
        brought, self._brought = self._brought, None
        if brought is None or (brought.session.persona_id, brought.session.id) != self._place.where:
            return False
        self._reset(brought.page)
        return True

    def go_to_newest(self) -> None:
        """Show the newest messages; what is shown stays until they are there."""
        session_id = self._place.session_id
        if session_id is None:
            return
        self._window += 1
        # The ranges first, so that messages never appear without their marks.
        self._fetch_ranges()
        self._ask(messages.newest_page(self._place.persona_id, session_id), self._reset, self._refuse)

    def compare(self) -> None:
        """Show the loaded messages as they are stored now, whoever changed them; the place is kept."""
        session_id, model = self._place.session_id, self._model
        if session_id is None or not model.rowCount():
            self.go_to_newest()
            return
        first, last = model.message(0).id, model.message(model.rowCount() - 1).id
        ends = (first if model.has_older else None, last if model.has_newer else None)

        def take(page: MessagePage) -> None:
            if not page.messages and (page.has_older or page.has_newer):
                self.go_to_newest()
            elif not self._is_window(first, last):
                # A page has come meanwhile.
                self.compare()
            elif len(page.messages) == MOST_ROWS and page.messages[0].id > first:
                # So many are new that the newest of them would leave no room for what is being read.
                further = messages.page_after(self._place.persona_id, session_id, first - 1, MOST_ROWS)
                self._ask(further, self._become)
            else:
                self._become(page)

        self._fetch_ranges()
        operation = messages.page_between(self._place.persona_id, session_id, *ends, MOST_ROWS)
        self._ask(operation, take)

    def _become(self, page: MessagePage) -> None:
        self._model.become(page)
        self._lay_over()
        self.changed.emit()

    def fetch_older(self) -> None:
        """Put a page before the first message."""
        if self._model.has_older and self._model.rowCount():
            self._fetch_page("older", self._model.message(0), messages.page_before, self._put_before)

    def fetch_newer(self) -> None:
        """Put a page after the last message."""
        if self._model.has_newer and self._model.rowCount():
            last = self._model.message(self._model.rowCount() - 1)
            self._fetch_page("newer", last, messages.page_after, self._put_after)

    def fetch_around(self, message_id: int) -> None:
        """Show the messages around one of them, unless it is there already."""
        session_id = self._place.session_id
        if session_id is None:
            return
        if self._model.row_of(message_id) is not None:
            self.arrived.emit(message_id)
            return

        def arrive(page: MessagePage) -> None:
            self._reset(page)
            self.arrived.emit(message_id)

        self._window += 1
        # Those that were asked for with the window before are dropped with it.
        self._fetch_ranges()
        self._ask(messages.page_around(self._place.persona_id, session_id, message_id), arrive, self._refuse)

    def _reset(self, page: MessagePage) -> None:
        self._asked_for.clear()
        self.is_loading, self._failure = False, None
        self._model.reset_to(page)
        self._lay_over()
        self.changed.emit()

    def _put_before(self, page: MessagePage) -> None:
        self._model.insert_older(page)
        self._model.trim_newer(self._model.rowCount() - MOST_ROWS)

    def _put_after(self, page: MessagePage) -> None:
        self._model.append_newer(page)
        self._model.trim_older(self._model.rowCount() - MOST_ROWS)
        self._lay_over()

    def _refuse(self, error: KnownError) -> None:
        self.is_loading, self._failure = False, error
        self.changed.emit()
        self._place.recovery.wait()

    def _try_again(self) -> None:
        if self._failure is not None:
            self.go_to_newest()

    def _fetch_page(
        self,
        which: str,
        edge: Message,
        page: Callable[[str, int, int], Operation[MessagePage]],
        put: Callable[[MessagePage], None],
    ) -> None:
        session_id = self._place.session_id
        if session_id is None or which in self._asked_for:
            return
        self._asked_for.add(which)

        def take(found: MessagePage) -> None:
            self._asked_for.discard(which)
            # What was asked of the window before would leave a hole in this one.
            if self._model.row_of(edge.id) == (0 if which == "older" else self._model.rowCount() - 1):
                put(found)

        def fail(error: KnownError) -> None:
            self._asked_for.discard(which)
            self.page_failed.emit(error)

        self._ask(page(self._place.persona_id, session_id, edge.id), take, fail)

    def _take_in(self, change: Change) -> None:
        if change.persona_id != self._place.persona_id or self._place.session_id is None:
            return
        concerns_session = change.session_id in (None, self._place.session_id)
        if change.topic is Topic.MEMORIES and concerns_session:
            self._fetch_ranges()
        elif change.topic is Topic.MESSAGES and concerns_session:
            self._fetch_changed(change.ids)

    def _fetch_changed(self, message_ids: tuple[int, ...]) -> None:
        session_id = self._place.session_id
        if session_id is None:
            return
        if not message_ids:
            self.compare()
            return

        def apply(found: list[Message]) -> None:
            self._model.apply(message_ids, found)
            self._lay_over()
            self.changed.emit()
            if not self._model.rowCount() and (self._model.has_older or self._model.has_newer):
                # All that was loaded is gone: what was about it is shown.
                self._ask(
                    messages.page_around(self._place.persona_id, session_id, min(message_ids)), self._reset
                )
            elif any(self._model.row_of(each) is None for each in message_ids):
                self._count_around()

        self._ask(messages.fetch(self._place.persona_id, session_id, message_ids), apply)

    def _count_around(self) -> None:
        """Messages that are not loaded have come or gone."""
        model, session_id = self._model, self._place.session_id
        if session_id is None or not (model.has_older or model.has_newer):
            return
        first, last = model.message(0).id, model.message(model.rowCount() - 1).id

        def take(found: tuple[int, int]) -> None:
            if self._is_window(first, last):
                model.set_counts(*found)

        operation = positions.count_around(
            self._place.persona_id,
            session_id,
            first if model.has_older else None,
            last if model.has_newer else None,
        )
        self._ask(operation, take, untold)

    def _is_window(self, first_id: int, last_id: int) -> bool:
        """Whether the loaded messages still reach from one to another."""
        model = self._model
        return model.row_of(first_id) == 0 and model.row_of(last_id) == model.rowCount() - 1

    def _fetch_ranges(self) -> None:
        session_id = self._place.session_id
        if session_id is not None:
            operation = messages.memory_ranges(self._place.persona_id, session_id)
            # A file that cannot be read is told once, by the page.
            self._ask(operation, lambda found: self._model.set_ranges(*found), untold)

    def _ask(
        self,
        operation: Operation[T],
        then: Callable[[T], None],
        otherwise: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Run it; drop what comes home after another window was asked for."""
        window = self._window

        def take(result: T) -> None:
            if window == self._window:
                then(result)

        def fail(error: KnownError) -> None:
            if window == self._window:
                (otherwise or self.page_failed.emit)(error)

        self._run(operation, self, take, fail)

    def take_text(self) -> None:
        """Show the text that has arrived; the view asks for it, once a frame."""
        if self._has_text:
            self._has_text = False
            self._lay_over()

    def _note_text(self, persona_id: str, session_id: int) -> None:
        if (persona_id, session_id) == (self._place.persona_id, self._place.session_id):
            self._has_text = True
            self.text_arrived.emit()

    def _lay_over(self) -> None:
        """Put the text that has arrived over the stored row, which holds an earlier prefix of it.

        The whole text is set rather than a piece appended: nothing is lost or doubled whatever was stored
        when the row was read.
        """
        session_id = self._place.session_id
        if session_id is None:
            return
        streaming = self._replies.text_so_far(self._place.persona_id, session_id)
        if streaming is not None and streaming[1]:
            self._model.set_text(*streaming)
