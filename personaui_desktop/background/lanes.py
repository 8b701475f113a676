"""The threads under the database worker: one a lane, each running its jobs strictly in order."""

import threading
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, nullcontext
from queue import SimpleQueue
from types import GeneratorType
from typing import Any

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Lane, Operation
from personaui_desktop.errors import KnownError
from personaui_desktop.records import Change

GIVE_WAY_SECONDS = 0.1
"""How long a step of bulk work waits at most for interactive work to pass, so that it always gets on."""


class Job:
    """One run of an operation, and afterwards what came of it."""

    __slots__ = ("changes", "error", "operation", "otherwise", "owner", "result", "then")

    def __init__(
        self,
        operation: Operation[Any],
        owner: QObject,
        then: Callable[[Any], None] | None,
        otherwise: Callable[[KnownError], None] | None,
    ) -> None:
        self.operation = operation
        self.owner = owner
        self.then = then
        self.otherwise = otherwise
        self.result: Any = None
        self.error: Exception | None = None
        self.changes: tuple[Change, ...] = ()


class Traffic:
    """How much interactive work is under way, so that bulk work can give way to it."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._under_way = 0

    def enter(self) -> None:
        """One more interactive job is waiting or running."""
        with self._condition:
            self._under_way += 1

    def leave(self) -> None:
        """An interactive job is done."""
        with self._condition:
            self._under_way -= 1
            self._condition.notify_all()

    def give_way(self) -> None:
        """Wait until no interactive job is under way, but never for long."""
        with self._condition:
            self._condition.wait_for(lambda: not self._under_way, GIVE_WAY_SECONDS)


class LaneThread(threading.Thread):
    """Runs the jobs of one lane in order, with connections of its own that stay open.

    Args:
        lane: which lane this is.
        traffic: shared by the lanes.
        bring_home: called from this thread with every finished job.
    """

    def __init__(self, lane: Lane, traffic: Traffic, bring_home: Callable[[Job], None]) -> None:
        super().__init__(name=f"{lane.value} lane")
        self._lane = lane
        self._traffic = traffic
        self._bring_home = bring_home
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._closing = threading.Event()

    def add(self, job: Job) -> None:
        """Queue a job behind those already there."""
        if self._lane is Lane.INTERACTIVE:
            self._traffic.enter()
        self._jobs.put(job)

    def finish(self) -> None:
        """Ask the thread to end: interactive jobs are drained, the others are dropped at the next step."""
        if self._lane is not Lane.INTERACTIVE:
            self._closing.set()
        self._jobs.put(None)

    def run(self) -> None:
        """Work through the queue until asked to end."""
        with self._connections():
            while (job := self._jobs.get()) is not None:
                if not self._closing.is_set():
                    self._carry_out(job)

    def _connections(self) -> AbstractContextManager[object]:
        if self._lane is Lane.OUTSIDE:
            return nullcontext()
        # SQLite comes with the first lane that needs it, not with the window.
        from personaui_desktop.database.connection import reused_connections

        return reused_connections()

    def _carry_out(self, job: Job) -> None:
        try:
            job.result = self._result_of(job.operation.work())
            job.changes = tuple(job.operation.announces(job.result))
        except Exception as error:  # noqa: BLE001 - the edge of the thread: whatever it is goes home and is shown
            job.error = error
        finally:
            if self._lane is Lane.INTERACTIVE:
                self._traffic.leave()
        self._bring_home(job)

    def _result_of(self, answer: object) -> object:
        return self._stepwise(answer) if isinstance(answer, GeneratorType) else answer

    def _stepwise(self, steps: Generator[object, None, object]) -> object:
        while not self._closing.is_set():
            self._traffic.give_way()
            try:
                next(steps)
            except StopIteration as end:
                return end.value
        steps.close()
        return None
