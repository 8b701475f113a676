"""Has a model write memories: one text after the other, in threads of their own, beside the replies."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from personaui_desktop.background.reply_thread import ReplyThread
from personaui_desktop.claude.events import Responder
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records import ReplyOutcome, ReplyRequest

Choose = Callable[[], Responder]


class Written(NamedTuple):
    """What came back for one request."""

    text: str
    outcome: ReplyOutcome


class Writing(QObject):
    """One errand: requests that are answered one after the other.

    Args:
        requests: what is asked, in order.
        choices: who answers; the next is asked where a server does not know the model of the one before.

    Signals:
        advanced: the number of the request that is about to be sent, from 1.
        finished: a list of `Written`, as many as were answered; emitted once, also after `cancel`.
    """

    advanced = Signal(int)
    finished = Signal(object)
    _thread_done = Signal()

    def __init__(self, requests: Sequence[ReplyRequest], choices: Sequence[Choose], parent: QObject) -> None:
        super().__init__(parent)
        self._requests = list(requests)
        self._choices = list(choices)
        self._written: list[Written] = []
        self._thread: ReplyThread | None = None
        self.is_cancelled = False
        self._thread_done.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Send the next request."""
        self.advanced.emit(len(self._written) + 1)
        request = self._requests[len(self._written)]
        self._thread = ReplyThread(request, self._choices[0], self._thread_done.emit)
        self._thread.start()

    def cancel(self) -> None:
        """End now; what was written before stays."""
        self.is_cancelled = True
        if self._thread is not None:
            self._thread.stop()

    def close(self) -> None:
        """End now and wait for the thread."""
        self.blockSignals(True)
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    def _take(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.join()
        is_unknown = thread.failure is ReplyFailure.UNKNOWN_MODEL and len(self._choices) > 1
        if is_unknown and not self.is_cancelled:
            del self._choices[0]
            self.begin()
            return
        written = Written(thread.take_text(), thread.outcome())
        if not self.is_cancelled:
            self._written.append(written)
        goes_on = written.outcome.status.is_whole and len(self._written) < len(self._requests)
        if goes_on and not self.is_cancelled:
            self.begin()
        else:
            self.finished.emit(self._written)


class MemoryWriter(QObject):
    """Knows every errand under way, so that all end with the program.

    Args:
        choose_responder: answers whom to ask, by the name of the model that is wanted; an empty name means
            the one that chats. Called in the errand's own thread, for it may be slow.
    """

    def __init__(self, choose_responder: Callable[[str], Responder], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choose_responder = choose_responder
        self._under_way: list[Writing] = []

    def write(self, requests: Sequence[ReplyRequest], model: str = "") -> Writing:
        """Begin an errand.

        Args:
            requests: what is asked, in order; at least one.
            model: whom to ask; where the server does not know it, the one that chats is asked instead.
        """
        models = [model, ""] if model else [""]
        writing = Writing(requests, [self._chooser(each) for each in models], self)
        self._under_way.append(writing)
        writing.finished.connect(lambda _written: self._let_go(writing))
        writing.begin()
        return writing

    def close(self) -> None:
        """End every errand."""
        for writing in self._under_way:
            writing.close()
        self._under_way.clear()

    def _chooser(self, model: str) -> Choose:
        return lambda: self._choose_responder(model)

    def _let_go(self, writing: Writing) -> None:
        self._under_way.remove(writing)
        writing.deleteLater()
