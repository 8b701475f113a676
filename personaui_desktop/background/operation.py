"""An operation: work for a background lane that has not run yet, and what it will have changed."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from personaui_desktop.errors import KnownError
from personaui_desktop.records import Change

T = TypeVar("T")


class Lane(Enum):
    """Where work waits its turn, strictly in order within a lane.

    A person waits for *interactive* work: every write and every short read. *Bulk* work gives way to it. What
    is slow without being SQLite has no connections: look-ups on the network and pictures go *outside*, and
    the *keyring* has a lane of its own, so that a key is not lost behind a server that does not answer.
    """

    INTERACTIVE = "interactive"
    BULK = "bulk"
    KEYRING = "keyring"
    OUTSIDE = "outside"

    @property
    def is_drained(self) -> bool:
        """Whether closing finishes what waits in the lane, rather than dropping it."""
        return self in {Lane.INTERACTIVE, Lane.KEYRING}

    @property
    def has_connections(self) -> bool:
        """Whether work in the lane may use the database."""
        return self in {Lane.INTERACTIVE, Lane.BULK}


class Operation(Generic[T]):
    """Work that has not run yet. Nothing happens until a worker runs it.

    Args:
        work: a plain function, or for `Lane.BULK` a generator function: it gives way at every ``yield``, and
            what it returns is the result.
        announces: the changes that a finished run made, from its result.
        lane: where it runs.
    """

    __slots__ = ("announces", "lane", "work")

    def __init__(
        self,
        work: Callable[[], T],
        announces: Callable[[T], Iterable[Change]] = lambda _: (),
        lane: Lane = Lane.INTERACTIVE,
    ) -> None:
        self.work = work
        self.announces = announces
        self.lane = lane


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
