"""The reply worker: replies stream in threads of their own; whoever shows one takes its text."""

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from personaui_desktop.background.noted import Noted
from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.errors import FileBusy, FileNotWritable, KnownError
from personaui_desktop.records.replies import ReplyOutcome, ServerWait, Thought

if TYPE_CHECKING:
    from personaui_desktop.background.reply_thread import BegunReply
    from personaui_desktop.background.running_reply import RunningReply
    from personaui_desktop.background.thinking import ThinkingNow
    from personaui_desktop.claude.events import Responder

STORE_EVERY_MS = 250
"""How often the text so far is committed."""
STORE_AGAIN_MS = 3000
"""How long to wait after a finished reply could not be stored."""

CLOSING_SECONDS = 2.0
"""How long closing waits for replies to notice."""

SessionKey = tuple[str, int]
"""A persona's id and a session's id."""


class Unstored(NamedTuple):
    """A reply that is not in its file: why not, and its text."""

    error: KnownError
    text: str


class ReplyWork:
    """A reply that has not begun: what to do before anything is sent, and for which persona and session."""

    __slots__ = ("persona_id", "prepare", "session_id")

    def __init__(self, persona_id: str, session_id: int, prepare: "Operation[BegunReply]") -> None:
        self.persona_id = persona_id
        self.session_id = session_id
        self.prepare = prepare


class ReplyStorage(Protocol):
    """Makes the operations that store a reply."""

    def store_text(self, begun: "BegunReply", text: str, thought: Thought | None) -> Operation[bool]:
        """Store the text so far, and a given thought; the result is whether the message is still there."""

    def finish(self, begun: "BegunReply", text: str, outcome: ReplyOutcome) -> Operation[bool]:
        """Store the whole text and how the reply ended; the result is whether the message is kept."""


class ReplyWorker(QObject):
    """Streams replies, one a session at a time, and stores what arrives several times a second.

    Args:
        run: the database worker's ``run``.
        choose_responder: answers who replies; called in the reply's own thread, for it may be slow.
        storage: makes the operations that store what arrives.

    Signals carry persona id, session id and, but for ``text``, the reply's message id first:
        began: the reply has its row and is about to be asked for.
        waiting: `server_wait` may answer otherwise now.
        text: `text_so_far` answers more now; told once, and again for what comes after it was asked.
        thinking: the same of `thinking_now`.
        ended: how it ended, a `records.ReplyOutcome`; the row is stored by then.
        refused_to_start: persona id, session id and the known error that kept it from beginning.
        not_stored: persona id, session id, the known error and the reply's text. Where the file is busy or
            cannot be written, storing is tried again until it works.
    """

    began = Signal(str, object, object)
    waiting = Signal(str, object, object)
    text = Signal(str, object)
    thinking = Signal(str, object)
    ended = Signal(str, object, object, object)
    refused_to_start = Signal(str, object, object)
    not_stored = Signal(str, object, object, str)
    _thread_stirred = Signal(object)
    _thread_done = Signal(object)

    def __init__(
        self,
        run: Run,
        choose_responder: "Callable[[], Responder]",
        storage: ReplyStorage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._choose_responder = choose_responder
        self._storage = storage
        self._starting: dict[SessionKey, bool] = {}
        """Whether each reply that is being prepared is to be stopped as soon as it has begun."""
        self._running: dict[SessionKey, RunningReply] = {}
        self._thread_stirred.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._thread_done.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._storing = QTimer(self)
        self._storing.setInterval(STORE_EVERY_MS)
        self._storing.timeout.connect(self._store_all)

    def start(self, work: ReplyWork) -> None:
        """Ask for a reply; does nothing while the session already waits for one."""
        key = (work.persona_id, work.session_id)
        if self.is_replying(*key):
            return
        self._starting[key] = False

        def refuse(error: KnownError) -> None:
            del self._starting[key]
            self.refused_to_start.emit(*key, error)

        self._run(work.prepare, self, self._begin, refuse)

    def stop(self, persona_id: str, session_id: int) -> None:
        """End the session's reply now and keep what has arrived."""
        key = (persona_id, session_id)
        if key in self._starting:
            self._starting[key] = True
        elif key in self._running:
            self._running[key].thread.stop()

    def ask_now(self, persona_id: str, session_id: int) -> None:
        """Ask the server again now, if it is being left alone for a while."""
        if (reply := self._running.get((persona_id, session_id))) is not None:
            reply.thread.ask_now()

    def server_wait(self, persona_id: str, session_id: int) -> ServerWait:
        """Whether the server is waited for with the session's reply, and how."""
        reply = self._running.get((persona_id, session_id))
        return ServerWait() if reply is None else reply.thread.server_wait

    def is_replying(self, persona_id: str, session_id: int) -> bool:
        """Whether the session's reply is being asked for or streaming."""
        key = (persona_id, session_id)
        return key in self._starting or key in self._running

    def under_way(self) -> list[SessionKey]:
        """The persona and session of every reply that is streaming."""
        return list(self._running)

    def text_so_far(self, persona_id: str, session_id: int) -> tuple[int, str] | None:
        """The streaming reply's message id and all of its text, or ``None``."""
        reply = self._running.get((persona_id, session_id))
        return None if reply is None else (reply.begun.message_id, reply.give())

    def thinking_now(self, persona_id: str, session_id: int) -> "tuple[int, ThinkingNow] | None":
        """What the model is thinking, and before which message; ``None`` while it does not think."""
        reply = self._running.get((persona_id, session_id))
        now = None if reply is None else reply.give_thinking()
        return None if reply is None or now is None else (reply.begun.message_id, now)

    def settle(self, then: Callable[[list[Unstored]], None]) -> None:
        """End every reply, and store what has arrived, as interrupted.

        Args:
            then: called once all have been tried, with those that could not be stored. These stay under way.
        """
        self._end_threads()
        waiting = set(self._running)
        unstored: list[Unstored] = []

        def tried(key: SessionKey) -> None:
            waiting.discard(key)
            if not waiting:
                then(unstored)

        for key, reply in list(self._running.items()):
            self._settle_one(key, reply, unstored, tried)
        if not waiting:
            then(unstored)

    def close(self) -> None:
        """End every reply and keep what has arrived, as interrupted. The database worker closes after it."""
        self._storing.stop()
        self._end_threads()
        for reply in self._running.values():
            finishing = self._storage.finish(reply.begun, reply.text, reply.outcome())
            self._run(Noted(finishing, reply.text), self)
        self._running.clear()

    def _end_threads(self) -> None:
        """Stop every reply and take in what has arrived; one that does not notice is not waited for."""
        for reply in self._running.values():
            reply.close()
        closing_until = monotonic() + CLOSING_SECONDS
        for reply in self._running.values():
            reply.thread.join(max(0.0, closing_until - monotonic()))
            reply.take()

    def _settle_one(
        self,
        key: SessionKey,
        reply: "RunningReply",
        unstored: list[Unstored],
        tried: Callable[[SessionKey], None],
    ) -> None:
        outcome = reply.outcome()

        def stored(_kept: object) -> None:
            self._leave(key, reply, outcome)
            tried(key)

        def not_stored(error: KnownError) -> None:
            unstored.append(Unstored(error, reply.text))
            tried(key)

        self._run(self._storage.finish(reply.begun, reply.text, outcome), self, stored, not_stored)

    def _begin(self, begun: "BegunReply") -> None:
        # No part of the start.
        from personaui_desktop.background.reply_thread import ReplyThread
        from personaui_desktop.background.running_reply import RunningReply

        key = (begun.persona_id, begun.session_id)
        is_to_stop = self._starting.pop(key)
        done, stirred = partial(self._thread_done.emit, key), partial(self._thread_stirred.emit, key)
        thread = ReplyThread(begun.request, self._choose_responder, done, stirred)
        self._running[key] = RunningReply(begun, thread)
        self.began.emit(*key, begun.message_id)
        if is_to_stop:
            thread.stop()
        thread.start()
        self._storing.start()

    def _hear(self, key: SessionKey) -> None:
        """Text has come where there was none to take, or there is a wait that was none."""
        reply = self._running.get(key)
        if reply is None:
            return
        if reply.waits_otherwise():
            self.waiting.emit(*key, reply.begun.message_id)
        if reply.has_news():
            self.text.emit(*key)
        if reply.thinks_on():
            self.thinking.emit(*key)

    def _store_all(self) -> None:
        for reply in self._running.values():
            if reply.is_due():
                self._store(reply)

    def _store(self, reply: "RunningReply") -> None:
        begun, text = reply.begun, reply.text
        thought = reply.begins_storing()

        def stored(is_there: bool) -> None:
            reply.has_stored(text, thought)
            if not is_there:
                # The session or the persona was deleted meanwhile: nobody waits for the rest.
                reply.thread.stop()

        # A full disk is reported once, when the reply has ended; until then the next try may succeed.
        storing = self._storage.store_text(begun, text, thought)
        self._run(storing, self, stored, lambda _error: reply.has_stored(None))

    def _end(self, key: SessionKey) -> None:
        reply = self._running.get(key)
        if reply is None:
            return
        self._hear(key)
        reply.take()
        self._finish(key, reply, reply.outcome())

    def _finish(self, key: SessionKey, reply: "RunningReply", outcome: ReplyOutcome) -> None:
        def ended(_kept: object) -> None:
            self._leave(key, reply, outcome)

        def not_stored(error: KnownError) -> None:
            self.not_stored.emit(*key, error, reply.text)
            if isinstance(error, FileBusy | FileNotWritable):
                QTimer.singleShot(STORE_AGAIN_MS, self, lambda: self._finish(key, reply, outcome))
            else:
                ended(None)

        if self._running.get(key) is reply:
            self._run(self._storage.finish(reply.begun, reply.text, outcome), self, ended, not_stored)

    def _leave(self, key: SessionKey, reply: "RunningReply", outcome: ReplyOutcome) -> None:
        """The reply is over; told once, however often it was stored."""
        if self._running.get(key) is not reply:
            return
        del self._running[key]
        if not self._running:
            self._storing.stop()
        self.ended.emit(*key, reply.begun.message_id, outcome)
