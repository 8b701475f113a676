"""One reply in a thread of its own: chooses the responder, reads its events, can be stopped at any moment."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

from personaui_desktop.background.thinking import ThinkingSoFar
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
from personaui_desktop.records.replies import ReplyOutcome, ReplyRequest


class BegunReply(NamedTuple):
    """A reply that has its row.

    ``prefix`` is the text that the new text is appended to, when a reply is continued.
    """

    persona_id: str
    session_id: int
    message_id: int
    request: ReplyRequest
    prefix: str = ""


class ReplyThread:
    """Collects a reply's text until someone takes it.

    Args:
        request: what is sent.
        choose_responder: answers who replies; may be slow, may raise a `KnownError`.
        done: called from this thread when nothing more will arrive.
        stirred: called from this thread when there is text to take where there was none, and when
            `waits_until` answers otherwise; however much arrives, no more often than somebody takes it.
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
        self._model: str | None = None
        self._end: Finished | Failed | None = None
        self._waiting: Waiting | None = None

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
    def waits_until(self) -> float | None:
        """When a server is asked again that wants to be left alone, by ``time.monotonic``."""
        return None if self._waiting is None else self._waiting.until

    def take_text(self) -> str:
        """The text that has arrived since the last call."""
        with self._lock:
            pieces, self._pieces = self._pieces, []
        return "".join(pieces)

    def outcome(self) -> ReplyOutcome:
        """How the reply ended; call it once the thread is done."""
        if self._stop_wanted and not isinstance(self._end, Finished):
            outcome = ReplyOutcome(ReplyStatus.STOPPED, model=self._model)
        else:
            outcome = outcome_of(self._end, self._model)
        tokens = self._end.thought_tokens if isinstance(self._end, Finished) else None
        return outcome._replace(first_text_ms=self._first_text_ms, thought=self._thinking.thought(tokens))

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
            self._done()

    def _read(self) -> None:
        stream = self._choose_responder().reply(self._request)
        with self._lock:
            self._stream = stream
            stopped_before = self._stop_wanted
        if stopped_before:
            stream.stop()
        for event in stream:
            self._take_in(event)

    def _take_in(self, event: ReplyEvent) -> None:
        match event:
            case Thinking(text):
                self._thinking.add(text)
            case Text(text):
                self._thinking.end()
                if self._first_text_ms is None:
                    self._first_text_ms = round((monotonic() - self._asked_at) * 1000)
                with self._lock:
                    is_first = not self._pieces
                    self._pieces.append(text)
                if is_first:
                    self._stirred()
            case Waiting():
                self._waiting = event
                self._stirred()
            case Started():
                self._model = event.model
            case Finished() | Failed():
                self._end = event


def _as_reply_error(error: KnownError) -> ReplyError:
    if isinstance(error, ReplyError):
        return error
    return ReplyError(ReplyFailure.SERVER, error.sentence, error.remedy)
