"""The threads under the database worker: one a lane, each running its tasks strictly in order."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from queue import SimpleQueue
from typing import Any, NamedTuple

from personaui_desktop.background.operation import Dropped, Lane, Operation
from personaui_desktop.records.changes import Change

KeepOpen = Callable[[], AbstractContextManager[None]]
"""Within what it answers, files that were used stay open for this thread."""

GIVE_WAY_SECONDS = 0.1
"""How long a step of bulk work waits at most for interactive work to pass, so that it always gets on."""


class Task(NamedTuple):
    """An operation on its way through a lane. Whoever asked for it stays behind, on the GUI thread."""

    number: int
    operation: Operation[Any]


class Done(NamedTuple):
    """What came of a task: a result and what it changed, or an error."""

    number: int
    result: Any = None
    changes: tuple[Change, ...] = ()
    error: Exception | None = None


class Traffic:
    """How much interactive work is under way, so that bulk work can give way to it."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._under_way = 0

    def enter(self) -> None:
        """One more interactive task is waiting or running."""
        with self._condition:
            self._under_way += 1

    def leave(self) -> None:
        """An interactive task is done."""
        with self._condition:
            self._under_way -= 1
            self._condition.notify_all()

    def give_way(self) -> None:
        """Wait until no interactive task is under way, but never for long."""
        with self._condition:
            self._condition.wait_for(lambda: not self._under_way, GIVE_WAY_SECONDS)


class LaneThread(threading.Thread):
    """Runs the tasks of one lane in order, with files of its own that stay open.

    Args:
        lane: which lane this is.
        keep_open: keeps the files open, in a lane that uses any.
        traffic: shared by the lanes.
        bring_home: called from this thread when a task is done.
    """

    def __init__(
        self, lane: Lane, keep_open: KeepOpen, traffic: Traffic, bring_home: Callable[[Done], None]
    ) -> None:
        super().__init__(name=f"{lane.value} lane")
        self._lane = lane
        self._keep_open = keep_open if lane.has_connections else nullcontext
        self._traffic = traffic
        self._bring_home = bring_home
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._closing = threading.Event()

    def add(self, task: Task) -> None:
        """Queue a task behind those already there."""
        if self._lane is Lane.INTERACTIVE:
            self._traffic.enter()
        self._tasks.put(task)

    def finish(self) -> None:
        """Ask the thread to end: what is not to be drained is dropped at its next step."""
        if not self._lane.is_drained:
            self._closing.set()
        self._tasks.put(None)

    def run(self) -> None:
        """Work through the queue until asked to end."""
        with self._keep_open():
            while (task := self._tasks.get()) is not None:
                if not self._closing.is_set():
                    self._bring_home(self._carry_out(task))

    def _carry_out(self, task: Task) -> Done:
        try:
            result = task.operation.work(self._give_way)
            return Done(task.number, result, tuple(task.operation.announces(result)))
        except Exception as error:  # noqa: BLE001 - the edge of the thread: whatever it is goes home and is shown
            return Done(task.number, error=error)
        finally:
            if self._lane is Lane.INTERACTIVE:
                self._traffic.leave()

    def _give_way(self) -> None:
        if self._closing.is_set():
            raise Dropped
        self._traffic.give_way()
