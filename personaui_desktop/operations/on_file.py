"""Operations on one persona's file: it is opened once, and the work is handed it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from personaui_desktop.background.operation import Lane, Operation, go_on, nothing
from personaui_desktop.database.file import PersonaFile, opened, writing
from personaui_desktop.records.changes import Change
from personaui_desktop.records.personas import DEFAULT_PERSONA

T = TypeVar("T")


class _OnFile(Operation[T]):
    """Work on a file.

    Args:
        work: is handed the file.
        on: whose file.
        announces: the changes that a finished run made, from its result.
        lane: where it runs.
    """

    __slots__ = ("_do", "_on")

    def __init__(
        self,
        work: Callable[[PersonaFile], T],
        *,
        on: str,
        announces: Callable[[T], Iterable[Change]] = nothing,
        lane: Lane = Lane.INTERACTIVE,
    ) -> None:
        super().__init__(announces, lane)
        self._do = work
        self._on = on


class Read(_OnFile[T]):
    """Work that reads a persona's file, without a transaction; where there is none, as if it were empty."""

    __slots__ = ()

    def work(self, give_way: Callable[[], None] = go_on) -> T:
        """Override of Operation.work."""
        with opened(self._on) as file:
            return self._do(file)


class Write(_OnFile[T]):
    """Work that changes a persona's file, in one transaction: all of it is done, or nothing.

    The default persona's file is made where it is missing.
    """

    __slots__ = ()

    def work(self, give_way: Callable[[], None] = go_on) -> T:
        """Override of Operation.work."""
        with writing(self._on, create=self._on == DEFAULT_PERSONA) as file:
            return self._do(file)
