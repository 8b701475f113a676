"""One reply in a thread of its own: chooses the responder, reads its events, can be stopped at any moment."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

from personaui_desktop.background.thinking import ThinkingNow, ThinkingSoFar
from personaui_desktop.claude.events import (
    Failed,
    Finished,
    ReplyEvent,
    ReplyStream,
    Responder,
    Started,
    Text,
    Thinking,
    Waiting,
)
from personaui_desktop.claude.outcome import outcome_of
from personaui_desktop.errors import KnownError, ProgramMistake, ReplyError, ReplyFailure
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, ReplyRequest, ServerWait, Thought


class BegunReply(NamedTuple):
    """A reply that has its row.

    ``prefix`` is the text that the new text is appended to, when a reply is continued, and ``thought`` is
    what was thought before that.
    """

    persona_id: str
    session_id: int
    message_id: int
    request: ReplyRequest
    prefix: str = ""
    thought: Thought | None = None


class ReplyThread:
    """Collects a reply's text until someone takes it.

    Args:
        request: what is sent.
        choose_responder: answers who replies; may be slow, may raise a `KnownError`.
        done: called from this thread when nothing more will arrive.
        stirred: called from this thread when there is text to take where there was none, when the model
            thinks on, and when `server_wait` answers otherwise; however much arrives, no more often than
            somebody takes it.
    """

    def __init__(
        self,
        request: ReplyRequest,
        choose_responder: Callable[[], Responder],
        done: Callable[[], None],
        stirred: Callable[[], None],
    ) -> None:
        # A keyring that does not answer must not keep a closed program alive.
        self._thread = threading.Thread(target=self._run, name="reply", daemon=True)
        self._request = request
        self._choose_responder = choose_responder
        self._done = done
        self._stirred = stirred
        self._lock = threading.Lock()
        self._pieces: list[str] = []
        self._stream: ReplyStream | None = None
        self._stop_wanted = False
        self._asked_at = monotonic()
        self._first_text_ms: int | None = None
        self._thinking = ThinkingSoFar()
        self._has_thought = False
        self._model: str | None = None
        self._effort: str | None = None
        self._end: Finished | Failed | None = None
        self._waiting: Waiting | None = None
        self._server_wait = ServerWait()

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def join(self, seconds: float) -> None:
        """Wait for the end, but no longer than that."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """End the reply now; safe from any thread, at any moment."""
        with self._lock:
            self._stop_wanted = True
            stream = self._stream
        if stream is not None:
            stream.stop()

    def ask_now(self) -> None:
        """Ask the server again now, if it is being left alone for a while."""
        if (waiting := self._waiting) is not None:
            waiting.ask_now()

    @property
    def server_wait(self) -> ServerWait:
        """Whether the server is waited for, and how."""
        return self._server_wait

    @property
    def has_text(self) -> bool:
        """Whether text has arrived since the last call of `take_text`."""
        return bool(self._pieces)

    def take_text(self) -> str:
        """The text that has arrived since the last call."""
        with self._lock:
            pieces, self._pieces = self._pieces, []
        return "".join(pieces)

    @property
    def has_thought(self) -> bool:
        """Whether the model has thought on, or stopped thinking, since the last call of `take_thinking`."""
        return self._has_thought

    def take_thinking(self) -> ThinkingNow | None:
        """What the model is thinking; ``None`` while it does not think."""
        self._has_thought = False
        return self._thinking.now()

    def thought(self) -> Thought | None:
        """What the model has thought so far; ``None`` where it did not tell."""
        return self._thinking.so_far()

    def outcome(self) -> ReplyOutcome:
        """How the reply ended; call it once the thread is done."""
        if self._stop_wanted and not isinstance(self._end, Finished):
            outcome = ReplyOutcome(ReplyStatus.STOPPED, model=self._model)
        else:
            outcome = outcome_of(self._end, self._model)
        tokens = self._end.thought_tokens if isinstance(self._end, Finished) else None
        thought = self._thinking.thought(tokens)
        return outcome._replace(first_text_ms=self._first_text_ms, thought=thought, effort=self._effort)

    @property
    def failure(self) -> ReplyFailure | None:
        """What kind of failure ended it, if one did; ask once the thread is done."""
        return self._end.error.failure if isinstance(self._end, Failed) else None

    def _run(self) -> None:
        try:
            self._read()
        except KnownError as error:
            self._end = Failed(_as_reply_error(error))
        except BaseException:
            self._end = Failed(_as_reply_error(ProgramMistake()))
            raise
        finally:
            self._server_wait = ServerWait()
            self._done()

    def _read(self) -> None:
        stream = self._choose_responder().reply(self._request)
        with self._lock:
            self._stream = stream
            stopped_before = self._stop_wanted
        if stopped_before:
            stream.stop()
        self._note_wait(ServerWait(silent_since=monotonic()))
        for event in stream:
            self._take_in(event)

    def _note_wait(self, wait: ServerWait) -> None:
        if wait != self._server_wait:
            self._server_wait = wait
            self._stirred()

    def _take_in(self, event: ReplyEvent) -> None:
        if not isinstance(event, Waiting):
            self._note_wait(ServerWait())
        match event:
            case Thinking(text):
                self._thinking.add(text)
                self._note_thinking()
            case Text(text):
                self._take_text(text)
            case Waiting(until):
                self._waiting = event
                self._note_wait(ServerWait(until, monotonic() if until is None else None))
            case Started():
                self._model, self._effort = event.model, event.effort or None
            case Finished() | Failed():
                self._end = event

    def _note_thinking(self) -> None:
        is_news, self._has_thought = not self._has_thought, True
        if is_news:
            self._stirred()

    def _take_text(self, text: str) -> None:
        if self._thinking.end():
            self._note_thinking()
        if self._first_text_ms is None:
            self._first_text_ms = round((monotonic() - self._asked_at) * 1000)
        with self._lock:
            is_first = not self._pieces
            self._pieces.append(text)
        if is_first:
            self._stirred()


def _as_reply_error(error: KnownError) -> ReplyError:
    if isinstance(error, ReplyError):
        return error
    return ReplyError(ReplyFailure.SERVER, error.sentence, error.remedy)
