"""What is read for the shown place: dropped where that has moved, read again when it may be otherwise."""

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, SignalInstance

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.errors import KnownError
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.widgets.common.place import Place

T = TypeVar("T")


def told_elsewhere(_error: KnownError) -> None:
    """A file that cannot be used is told of once, where its conversation or its memories would be."""


class Kept(QObject, Generic[T]):
    """Reads one thing out of the shown persona's file, never twice at a time.

    What comes home when another place is shown is dropped. What is asked for while a reading is under way is
    read once more after it: the first may have been read before whatever has changed.

    Args:
        place: whose file.
        run: the database worker's ``run``.
        ask: the operation that reads it for the place, or ``None`` where there is nothing to read.
        show: takes what was read.
        parent: its owner.
        fail: takes why it could not be read.
        by_session: another session is another place too.
        settle_ms: how long `read_soon` waits for whatever else changes.
    """

    def __init__(
        self,
        place: Place,
        run: Run,
        ask: Callable[[], Operation[T] | None],
        show: Callable[[T], object],
        parent: QObject,
        *,
        fail: Callable[[KnownError], object] = told_elsewhere,
        by_session: bool = False,
        settle_ms: int = 0,
    ) -> None:
        super().__init__(parent)
        self._place, self._run = place, run
        self._ask, self._show, self._fail = ask, show, fail
        self._by_session = by_session
        self._turn = 0
        self._under_way: tuple[str, int | None] | None = None
        self._is_stale = False
        self._topics: frozenset[Topic] = frozenset()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(settle_ms)
        self._soon.timeout.connect(self.read)

    def read(self, _whither: object = None) -> None:
        """Read it now, or again as soon as the reading that is under way has come home."""
        self._soon.stop()
        if self._under_way == self._shown:
            self._is_stale = True
        else:
            self._start()

    def read_soon(self) -> None:
        """Read it when nothing has asked for it for a while."""
        self._soon.start()

    def rest(self) -> None:
        """Nobody looks at it: what was to be read soon is not."""
        self._soon.stop()

    def follow(self, changed: SignalInstance, *topics: Topic) -> None:
        """Read it again whenever something of these topics was changed in the persona's file."""
        self._topics = frozenset(topics)
        changed.connect(self._follow)

    @property
    def _shown(self) -> tuple[str, int | None]:
        return self._place.persona_id, self._place.session_id if self._by_session else None

    def _follow(self, change: Change) -> None:
        if change.persona_id == self._place.persona_id and change.topic in self._topics:
            self.read()

    def _start(self) -> None:
        operation = self._ask() if self._place.persona_id else None
        self._turn += 1
        self._under_way, self._is_stale = None, False
        if operation is not None:
            self._under_way = self._shown
            receive = partial(self._receive, self._turn)
            self._run(operation, self, partial(receive, self._show), partial(receive, self._fail))

    def _receive(self, turn: int, take: Callable[[Any], object], found: Any) -> None:
        if turn != self._turn:
            return
        is_here, self._under_way = self._under_way == self._shown, None
        if not is_here:
            return
        if self._is_stale:
            self._start()
        take(found)
