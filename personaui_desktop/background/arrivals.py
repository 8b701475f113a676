"""Stores texts that a model wrote beside the replies, as safely as those: again until they are stored."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from personaui_desktop.background.noted import Noted
from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.background.reply_worker import STORE_AGAIN_MS, SessionKey, Unstored
from personaui_desktop.errors import FileBusy, FileNotWritable, KnownError


class Arrival:
    """What came back, and how it is stored.

    Args:
        where: for which persona and session.
        text: what would be lost; empty where nothing would, such as silence.
        storing: answers the operation that stores it, by whether that was tried before. One that failed has
            stored nothing.
        stored: takes the operation's result.
        failed: takes why it could not be stored at once.
    """

    __slots__ = ("error", "failed", "is_tried", "stored", "storing", "text", "where")

    def __init__(
        self,
        where: SessionKey,
        text: str,
        storing: Callable[[bool], Operation[Any]],
        stored: Callable[[Any], object],
        failed: Callable[[KnownError], object],
    ) -> None:
        self.where, self.text = where, text
        self.storing, self.stored, self.failed = storing, stored, failed
        self.is_tried = False
        self.error: KnownError | None = None


class Arrivals(QObject):
    """Knows every text that is not in its file yet.

    Args:
        run: the database worker's ``run``.
        parent: its owner.

    Signals:
        not_stored: persona id, session id, the known error and the text; told once. Where the file is busy
            or cannot be written, storing is tried again until it works.
    """

    not_stored = Signal(str, object, object, str)

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._waiting: list[Arrival] = []
        self._is_closed = False
        self._settled: Callable[[list[Unstored]], object] | None = None

    def store(self, arrival: Arrival) -> None:
        """Store what came back."""
        if self._is_closed:
            self._run(Noted(arrival.storing(False), arrival.text), self)
            return
        self._waiting.append(arrival)
        self._try(arrival)

    def under_way(self) -> list[SessionKey]:
        """The persona and session of every text that is not stored yet."""
        return [arrival.where for arrival in self._waiting if arrival.text]

    def settle(self, then: Callable[[list[Unstored]], object]) -> None:
        """Try to store everything now.

        Args:
            then: called once all have been tried, with those that could not be stored. These stay under way.
        """
        self._settled = then
        for arrival in list(self._waiting):
            self._try(arrival)
        self._tell_settled()

    def close(self) -> None:
        """Try once more, as with what still comes; what cannot be stored is noted in the log.

        The database worker closes after it.
        """
        self._is_closed = True
        for arrival in self._waiting:
            if not arrival.is_tried:
                self._run(Noted(arrival.storing(arrival.error is not None), arrival.text), self)
        self._waiting.clear()

    def _try(self, arrival: Arrival) -> None:
        if arrival in self._waiting and not arrival.is_tried:
            arrival.is_tried = True
            done, failed = partial(self._take, arrival), partial(self._fail, arrival)
            self._run(arrival.storing(arrival.error is not None), self, done, failed)

    def _take(self, arrival: Arrival, result: object) -> None:
        self._leave(arrival)
        arrival.stored(result)
        self._tell_settled()

    def _fail(self, arrival: Arrival, error: KnownError) -> None:
        is_news = arrival.error is None
        arrival.is_tried, arrival.error = False, error
        if is_news:
            arrival.failed(error)
            if arrival.text:
                self.not_stored.emit(*arrival.where, error, arrival.text)
        if isinstance(error, FileBusy | FileNotWritable):
            QTimer.singleShot(STORE_AGAIN_MS, self, partial(self._try, arrival))
        else:
            self._leave(arrival)
        self._tell_settled()

    def _leave(self, arrival: Arrival) -> None:
        if arrival in self._waiting:
            self._waiting.remove(arrival)

    def _tell_settled(self) -> None:
        if self._settled is None or any(arrival.is_tried for arrival in self._waiting):
            return
        then, self._settled = self._settled, None
        then([Unstored(each.error, each.text) for each in self._waiting if each.text and each.error])
