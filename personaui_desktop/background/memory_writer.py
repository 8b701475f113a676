"""Has a model write memories and the like beside the replies, one text after the other, in own threads."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from personaui_desktop.background.reply_thread import ReplyThread
from personaui_desktop.claude.events import Responder
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records.replies import ReplyOutcome, ReplyRequest, ServerWait

Choose = Callable[[], Responder]

CLOSING_SECONDS = 2.0


class Written(NamedTuple):
    """What came back for one request, and what kind of failure ended it, if one did."""

    text: str
    outcome: ReplyOutcome
    failure: ReplyFailure | None = None


class Writing:
    """One errand: requests that are answered one after the other. Used on the GUI thread.

    Args:
        requests: what is asked, in order.
        choices: who answers; the next is asked where a server does not know the model of the one before.
        advanced: called with the number of each request that is about to be sent, from 1.
        ended: called with the `Written` of each request that was sent, also of one that failed or was
            cancelled: what it took is spent.
        finished: called once with a `Written` for each request that was answered, also after `cancel`.
        waits: called when `server_wait` answers otherwise.
        arrives: called when `text_so_far` answers more, and again for what comes after it was asked.
    """

    def __init__(
        self,
        requests: Sequence[ReplyRequest],
        choices: Sequence[Choose],
        advanced: Callable[[int], None],
        ended: Callable[[Written], None],
        finished: Callable[[list[Written]], None],
        waits: Callable[[], object],
        arrives: Callable[[], object],
    ) -> None:
        self._requests = list(requests)
        self._choices = list(choices)
        self._advanced = advanced
        self._ended = ended
        self._finished = finished
        self._waits = waits
        self._arrives = arrives
        self._text = ""
        self._told_wait = ServerWait()
        self._written: list[Written] = []
        self._thread: ReplyThread | None = None
        self.is_cancelled = False

    @property
    def server_wait(self) -> ServerWait:
        """Whether the server is waited for, and how."""
        return ServerWait() if self._thread is None else self._thread.server_wait

    def ask_now(self) -> None:
        """Ask the server again now, if it is being left alone for a while."""
        if self._thread is not None:
            self._thread.ask_now()

    def hear(self) -> None:
        """Something came of the request, or is waited for."""
        if self._told_wait != self.server_wait:
            self._told_wait = self.server_wait
            self._waits()
        if self._thread is not None and self._thread.has_text:
            self._arrives()

    def text_so_far(self) -> str:
        """All that has arrived for the request under way; for who does not wait until it is whole."""
        if self._thread is not None:
            self._text += self._thread.take_text()
        return self._text

    def begin(self, done: Callable[[], None], stirred: Callable[[], None]) -> None:
        """Send the next request.

        Args:
            done: called from the request's own thread at its end.
            stirred: called from that thread, see `hear`.
        """
        self._advanced(len(self._written) + 1)
        request = self._requests[len(self._written)]
        self._thread = ReplyThread(request, self._choices[0], done, stirred)
        self._thread.start()

    def cancel(self) -> None:
        """End now; what was written before stays."""
        self.is_cancelled = True
        if self._thread is not None:
            self._thread.stop()

    def close(self) -> None:
        """End now and wait for the thread; only what was spent is told."""
        self.cancel()
        if self._thread is not None:
            self._thread.join(CLOSING_SECONDS)
            self._end(self._thread)

    def take(self) -> bool:
        """Take in what came back; whether there is a request to be sent."""
        if self._thread is None:
            return False
        written = self._end(self._thread)
        if self.is_cancelled:
            return False
        if written.failure is ReplyFailure.UNKNOWN_MODEL and len(self._choices) > 1:
            del self._choices[0]
            return True
        self._written.append(written)
        return written.outcome.status.is_whole and len(self._written) < len(self._requests)

    def finish(self) -> None:
        """Tell what was written."""
        self._finished(self._written)

    def _end(self, thread: ReplyThread) -> Written:
        text = self.text_so_far()
        self._thread, self._text = None, ""
        written = Written(text, thread.outcome(), thread.failure)
        self._ended(written)
        return written


class MemoryWriter(QObject):
    """Knows every errand under way, so that all end with the program.

    Args:
        choose_responder: answers whom to ask, by the name of the model that is wanted; an empty name means
            the one that chats. Called in the errand's own thread, for it may be slow.
    """

    _thread_done = Signal(int)
    _thread_stirred = Signal(object)

    def __init__(self, choose_responder: Callable[[str], Responder], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choose_responder = choose_responder
        self._under_way: dict[int, Writing] = {}
        self._count = 0
        self._thread_done.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        self._thread_stirred.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        requests: Sequence[ReplyRequest],
        finished: Callable[[list[Written]], None],
        ended: Callable[[Written], None],
        advanced: Callable[[int], None] = lambda _: None,
        model: str = "",
        waits: Callable[[], object] = lambda: None,
        arrives: Callable[[], object] = lambda: None,
    ) -> Writing:
        """Begin an errand; the calls are those of `Writing`.

        Args:
            requests: what is asked, in order; at least one.
            finished: called with what was written.
            ended: called with what came of each request.
            advanced: called with the number of each request.
            model: whom to ask; where the server does not know it, the one that chats is asked instead.
            waits: called when the errand's `server_wait` answers otherwise.
            arrives: called when the errand's `text_so_far` answers more.
        """
        models = [model, ""] if model else [""]
        choices = [self._chooser(each) for each in models]
        writing = Writing(requests, choices, advanced, ended, finished, waits, arrives)
        self._count += 1
        self._under_way[self._count] = writing
        self._begin(self._count)
        return writing

    def close(self) -> None:
        """End every errand."""
        for writing in self._under_way.values():
            writing.close()
        self._under_way.clear()

    def _chooser(self, model: str) -> Choose:
        return partial(self._choose_responder, model)

    def _begin(self, number: int) -> None:
        done, stirred = partial(self._thread_done.emit, number), partial(self._thread_stirred.emit, number)
        self._under_way[number].begin(done, stirred)

    def _hear(self, number: int) -> None:
        if (writing := self._under_way.get(number)) is not None:
            writing.hear()

    def _go_on(self, number: int) -> None:
        writing = self._under_way.get(number)
        if writing is None:
            return
        if writing.take():
            self._begin(number)
        else:
            del self._under_way[number]
            writing.finish()
