"""Operations: work for a background lane that has not run yet, and what it will have changed."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from enum import Enum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from personaui_desktop.errors import KnownError
from personaui_desktop.records.changes import Change

T = TypeVar("T")


class Lane(Enum):
    """Where work waits its turn, strictly in order within a lane.

    A person waits for *interactive* work: every write and every short read. *Bulk* work gives way to it, and
    so does *indexing*, for which nobody waits. What is slow without being SQLite has no connections: look-ups
    on the network and pictures go *outside*, and the *keyring* has a lane of its own, so that a key is not
    lost behind a server that does not answer.
    """

    INTERACTIVE = "interactive"
    BULK = "bulk"
    INDEXING = "indexing"
    KEYRING = "keyring"
    OUTSIDE = "outside"

    @property
    def is_drained(self) -> bool:
        """Whether closing finishes what waits in the lane, rather than dropping it."""
        return self in {Lane.INTERACTIVE, Lane.KEYRING}

    @property
    def has_connections(self) -> bool:
        """Whether work in the lane may use the database."""
        return self in {Lane.INTERACTIVE, Lane.BULK, Lane.INDEXING}


def nothing(_result: object) -> Iterable[Change]:
    """What is announced by an operation that changes nothing."""
    return ()


def untold(_error: KnownError) -> None:
    """For a failure that nobody needs to hear of."""


def go_on() -> None:
    """What work does between two steps where nobody waits."""


class Dropped(Exception):
    """Work was dropped between two steps, because the program ends."""


class Operation(ABC, Generic[T]):
    """Work that has not run yet. Nothing happens until a worker runs it.

    Args:
        announces: the changes that a finished run made, from its result.
        lane: where it runs.
    """

    __slots__ = ("announces", "lane")

    def __init__(self, announces: Callable[[T], Iterable[Change]], lane: Lane) -> None:
        self.announces = announces
        self.lane = lane

    @abstractmethod
    def work(self, give_way: Callable[[], None] = go_on) -> T:
        """Do the work, in the lane's thread.

        Args:
            give_way: lets what a person waits for pass; called before every step of work that has several.
                Raises `Dropped` where the work is not to go on.
        """


class Errand(Operation[T]):
    """Work that is given no file: it goes to a keyring, a server, a picture, or to several files."""

    __slots__ = ("_do",)

    def __init__(
        self,
        work: Callable[[], T],
        announces: Callable[[T], Iterable[Change]] = nothing,
        lane: Lane = Lane.INTERACTIVE,
    ) -> None:
        super().__init__(announces, lane)
        self._do = work

    def work(self, give_way: Callable[[], None] = go_on) -> T:
        """Override of Operation.work."""
        return self._do()


class Steps(Operation[T]):
    """Bulk work in steps: it gives way at every ``yield``, and what it returns is the result.

    Each step opens what it needs and is done with it before the next, so that nobody waits for all of them.
    """

    __slots__ = ("_do",)

    def __init__(
        self,
        work: Callable[[], Generator[None, None, T]],
        announces: Callable[[T], Iterable[Change]] = nothing,
        lane: Lane = Lane.BULK,
    ) -> None:
        super().__init__(announces, lane)
        self._do = work

    def work(self, give_way: Callable[[], None] = go_on) -> T:
        """Override of Operation.work."""
        with closing(self._do()) as steps:
            while True:
                give_way()
                try:
                    next(steps)
                except StopIteration as end:
                    result: T = end.value
                    return result


class Run(Protocol):
    """Runs an operation in the background and brings its result home to the GUI thread."""

    def __call__(
        self,
        operation: Operation[T],
        owner: QObject,
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Run it; call ``then`` or ``otherwise`` unless the owner is gone by then."""
