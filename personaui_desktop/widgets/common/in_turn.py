"""Operations one after another: the next is asked for when the one before has come home."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.errors import KnownError

T = TypeVar("T")


class InTurn(QObject, Generic[T]):
    """Runs an operation for each of some numbers, so that others may pass between them.

    Args:
        run: runs operations.
        make: the operation for a number, made when its turn comes.
        take: told the number and the result.
        refuse: told the number and why there is none; it goes on all the same.
        told: before each: how many are done, and of how many.
        finished: after the last.
        parent: its owner; with it the rest is dropped.
    """

    def __init__(
        self,
        run: Run,
        make: Callable[[int], Operation[T]],
        take: Callable[[int, T], object],
        refuse: Callable[[int, KnownError], object],
        told: Callable[[int, int], object],
        finished: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._run, self._make = run, make
        self._take, self._refuse = take, refuse
        self._told, self._finished = told, finished
        self._numbers: Sequence[int] = ()
        self._at = 0
        self.is_running = False

    def go(self, numbers: Sequence[int]) -> None:
        """Begin with the first of these, unless others are under way."""
        if not self.is_running:
            self._numbers, self._at = tuple(numbers), 0
            self.is_running = True
            self._next()

    def stop(self) -> None:
        """Ask for nothing more; what is under way is still taken."""
        self._numbers = self._numbers[: self._at + 1]

    def _next(self) -> None:
        if self._at >= len(self._numbers):
            self.is_running = False
            self._finished()
            return
        self._told(self._at, len(self._numbers))
        number = self._numbers[self._at]
        self._run(self._make(number), self, partial(self._on_result, number), partial(self._on_error, number))

    def _on_result(self, number: int, result: T) -> None:
        self._take(number, result)
        self._go_on()

    def _on_error(self, number: int, error: KnownError) -> None:
        self._refuse(number, error)
        self._go_on()

    def _go_on(self) -> None:
        self._at += 1
        self._next()
