"""The database worker: runs operations off the GUI thread and brings their results home to it."""

from collections.abc import Callable
from itertools import count
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from shiboken6 import isValid

from personaui_desktop.background.lanes import Done, KeepOpen, LaneThread, Task, Traffic
from personaui_desktop.background.operation import Lane, Operation
from personaui_desktop.errors import KnownError, ProgramMistake

T = TypeVar("T")

OUTSIDE_SECONDS = 2.0
"""How long closing waits for the keyring or the network."""


class DatabaseWorker(QObject):
    """Runs operations on its lanes. Everything it calls and emits happens on the GUI thread.

    Args:
        keep_open: keeps the files open that a lane's thread has used; called in that thread.

    Signals:
        changed: a `records.Change`, after every finished write, with who asked for it.
        failed: an exception that nobody else handles: a known one without ``otherwise``, or a bug.
    """

    changed = Signal(object)
    failed = Signal(object)
    _came_home = Signal(object)

    def __init__(self, keep_open: KeepOpen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep_open = keep_open
        self._came_home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._traffic = Traffic()
        self._lanes: dict[Lane, LaneThread] = {}
        self._closed = False
        self._numbers = count()
        self._asked: dict[int, _Caller] = {}

    def run(
        self,
        operation: Operation[T],
        owner: QObject,
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Run an operation on its lane, then call ``then`` or ``otherwise`` unless the owner is gone by then.

        A mistake of the program's own reaches ``otherwise`` too, as a `ProgramMistake`. A closed worker does
        nothing: the program ends, and what still asks is a timer or a view of it.
        """
        if self._closed:
            return
        number = next(self._numbers)
        self._asked[number] = _Caller(owner, then, otherwise)
        self._lane(operation.lane).add(Task(number, operation))

    def hand_over(self) -> None:
        """Hand over at once what has come home by now, rather than in the event loop's next turn."""
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    @property
    def is_idle(self) -> bool:
        """Whether every operation has come home."""
        return not self._asked

    def close(self) -> None:
        """Finish every queued write, drop bulk work at its next step, close connections, end the threads."""
        self._closed = True
        for thread in self._lanes.values():
            thread.finish()
        for lane, thread in self._lanes.items():
            thread.join(None if lane.has_connections else OUTSIDE_SECONDS)

    def _lane(self, lane: Lane) -> LaneThread:
        thread = self._lanes.get(lane)
        if thread is None:
            thread = LaneThread(lane, self._keep_open, self._traffic, self._came_home.emit)
            # A server or a keyring that does not answer must not keep a closed program alive.
            thread.daemon = not lane.has_connections
            self._lanes[lane] = thread
            thread.start()
        return thread

    def _deliver(self, done: Done) -> None:
        asked = self._asked.pop(done.number)
        if self._closed:
            return
        asker = asked.owner if isValid(asked.owner) else None
        for change in done.changes:
            self.changed.emit(change._replace(asker=asker))
        if done.error is not None:
            self._fail(asked, done.error)
        elif asked.then is not None and isValid(asked.owner):
            asked.then(done.result)

    def _fail(self, asked: "_Caller", error: Exception) -> None:
        """Tell who asked; a bug is told to the whole program too, and to who asked as a known failure."""
        known = error if isinstance(error, KnownError) else ProgramMistake()
        if known is not error or asked.otherwise is None:
            self.failed.emit(error)
        if asked.otherwise is not None and isValid(asked.owner):
            asked.otherwise(known)


class _Caller(NamedTuple):
    """Who waits for a result. It never leaves the GUI thread: the last to let go of a widget destroys it."""

    owner: QObject
    then: Callable[[Any], None] | None
    otherwise: Callable[[KnownError], None] | None
