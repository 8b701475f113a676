"""Sends what the person wrote, asks for replies, and remembers what went wrong with the last attempt."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.background.reply_worker import ReplyWorker
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import messages, queued, replies
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import AS_USUAL, ReplyOutcome, ServerWait, Wanted
from personaui_desktop.translation import translated
from personaui_desktop.widgets.common.place import Place, Where

if TYPE_CHECKING:
    from personaui_desktop.operations.messages import Said


class Sent(NamedTuple):
    """A message on its way into the file: where it was written, what, and in the window of which place."""

    where: Where
    text: str
    by: Place | None = None


class ReplyTrouble(NamedTuple):
    """What went wrong with the last attempt at a session.

    ``is_unsent``: the message itself is not stored. ``is_of_reply``: a reply had begun; where some of it was
    kept, its own row tells the same.
    """

    sentence: str
    remedy: str = ""
    is_unsent: bool = False
    is_of_reply: bool = False


class ReplyRequests(QObject):
    """The verbs of conversations, for all windows. It knows of every session, shown or not.

    ``limits`` bound what is sent with a message.

    Signals:
        changed: what is asked about a place here may be answered otherwise now.
        stored: a `Sent` and its session's id; a reply has been asked for.
        queued: a `Sent` and its session's id; it waits in the file until the reply has ended.
        not_queued: where, and the known error that kept a message from waiting, or from going out.
    """

    changed = Signal()
    stored = Signal(object, object)
    queued = Signal(object, object)
    not_queued = Signal(object, object)

    def __init__(self, run: Run, worker: ReplyWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._run = run
        self._worker = worker
        self.limits = ContextLimits()
        self._sending: set[Where] = set()
        self._troubles: dict[Where, ReplyTrouble] = {}
        self._going_out: set[Where] = set()
        worker.began.connect(self._begin)
        worker.waiting.connect(self._note)
        worker.ended.connect(self._end)
        worker.refused_to_start.connect(self._refuse)

    def is_sending(self, where: Where) -> bool:
        """Whether a message is being stored there."""
        return where in self._sending

    def is_going_out(self, where: Where) -> bool:
        """Whether what has waited longest there, if anything has, is just being said."""
        return where in self._going_out

    def is_replying(self, where: Where) -> bool:
        """Whether a reply is being asked for or written there."""
        return where[1] is not None and self._worker.is_replying(where[0], where[1])

    def server_wait(self, where: Where) -> ServerWait:
        """Whether the server is waited for there, and how."""
        return ServerWait() if where[1] is None else self._worker.server_wait(where[0], where[1])

    def trouble(self, where: Where) -> ReplyTrouble | None:
        """What went wrong with the last attempt there."""
        return self._troubles.get(where)

    def send(self, where: Where, text: str, by: Place | None = None) -> None:
        """Store a message, then ask for a reply; ``by`` is the place of the window that sends."""
        sent = Sent(where, text, by)
        self._sending.add(where)
        self._forget(where)

        def store(said: "Said") -> None:
            self._sending.discard(where)
            self.ask((where[0], said.session_id))
            self.stored.emit(sent, said.session_id)

        def fail(error: KnownError) -> None:
            self._sending.discard(where)
            self._troubles[where] = ReplyTrouble(
                translated(error.sentence), translated(error.remedy), is_unsent=True
            )
            self.changed.emit()

        self._run(messages.say(where[0], where[1], text), self, store, fail)

    def queue(self, where: Where, text: str) -> None:
        """Have a message wait until the reply has ended."""
        persona_id, session_id = where
        if session_id is None:
            return
        self._sending.add(where)
        self.changed.emit()

        def store(_none: None) -> None:
            self._sending.discard(where)
            self.queued.emit(Sent(where, text), session_id)
            self.changed.emit()

        def fail(error: KnownError) -> None:
            self._sending.discard(where)
            self.not_queued.emit(where, error)
            self.changed.emit()

        self._run(queued.put(persona_id, session_id, text), self, store, fail)

    def send_queued(self, where: Where) -> None:
        """Say now what has waited longest, and ask for a reply; while one is written it goes on waiting."""
        if not self.is_replying(where) and not self.is_going_out(where):
            self._say_queued(where, partial(self.not_queued.emit, where), from_trash=True)
            self.changed.emit()

    def ask(self, where: Where) -> None:
        """Ask for a reply to the last message."""
        persona_id, session_id = where
        if session_id is not None:
            self._worker.start(replies.answer(persona_id, session_id, self.limits))
            self._forget(where)

    def add(self, where: Where) -> None:
        """Have the persona add something to its last reply."""
        persona_id, session_id = where
        if session_id is not None:
            self._worker.start(replies.add(persona_id, session_id, self.limits))
            self._forget(where)

    def retry(self, where: Where, message_id: int) -> None:
        """Ask for a reply anew; the old text stays until the first new one arrives."""
        persona_id, session_id = where
        if session_id is not None:
            self._worker.start(replies.retry(persona_id, session_id, message_id, self.limits))
            self._forget(where)

    def regenerate(self, where: Where, message_id: int, wanted: Wanted = AS_USUAL) -> None:
        """Ask for another version of a reply, wherever it stands; what it says stays beside it."""
        persona_id, session_id = where
        if session_id is not None:
            self._worker.start(replies.regenerate(persona_id, session_id, message_id, self.limits, wanted))
            self._forget(where)

    def resume(self, where: Where, message_id: int) -> None:
        """Ask for the rest of a reply that broke off."""
        persona_id, session_id = where
        if session_id is not None:
            work = replies.continue_reply(persona_id, session_id, message_id, self.limits)
            self._worker.start(work)
            self._forget(where)

    def keep(self, where: Where, message_id: int) -> None:
        """Take a reply that broke off as it is."""
        persona_id, session_id = where
        if session_id is not None:
            self._run(replies.keep(persona_id, session_id, message_id), self)
            self._forget(where)

    def ask_now(self, where: Where) -> None:
        """Ask again now, whatever the server wants."""
        persona_id, session_id = where
        if session_id is not None:
            self._worker.ask_now(persona_id, session_id)

    def stop(self, where: Where) -> None:
        """End the reply now and keep what has arrived."""
        persona_id, session_id = where
        if session_id is not None:
            self._worker.stop(persona_id, session_id)

    def _forget(self, where: Where) -> None:
        self._troubles.pop(where, None)
        self.changed.emit()

    def _begin(self, persona_id: str, session_id: int, _message_id: int) -> None:
        self._forget((persona_id, session_id))

    def _note(self, _persona_id: str, _session_id: int, _message_id: int) -> None:
        self.changed.emit()

    def _say_queued(
        self, where: Where, fail: Callable[[KnownError], None], *, from_trash: bool = False
    ) -> None:
        persona_id, session_id = where
        if session_id is None:
            return

        def ask(message_id: int | None) -> None:
            self._going_out.discard(where)
            if message_id is None:
                self.changed.emit()
            else:
                self.ask(where)

        def stay(error: KnownError) -> None:
            self._going_out.discard(where)
            fail(error)
            self.changed.emit()

        self._going_out.add(where)
        self._run(queued.say_first(persona_id, session_id, from_trash=from_trash), self, ask, stay)

    def _end(self, persona_id: str, session_id: int, _message_id: int, outcome: ReplyOutcome) -> None:
        if outcome.problem:
            self._troubles[(persona_id, session_id)] = ReplyTrouble(
                translated(outcome.problem), is_of_reply=True
            )
        if outcome.status is ReplyStatus.COMPLETE:
            self._say_queued((persona_id, session_id), _keep_waiting)
        self.changed.emit()

    def _refuse(self, persona_id: str, session_id: int, error: KnownError) -> None:
        self._troubles[(persona_id, session_id)] = ReplyTrouble(
            translated(error.sentence), translated(error.remedy)
        )
        self.changed.emit()


def _keep_waiting(_error: KnownError) -> None:
    """What could not go out by itself is seen to wait still, and *Send now* tells why."""
