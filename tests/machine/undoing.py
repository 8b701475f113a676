"""Undo and redo."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import rule
from machine.base import Base
from machine.stored import everything, stored
from machine.windows import PERSONA
from machine.world import Refused, Step

from personaui_desktop.background.operation import Operation
from personaui_desktop.errors import CannotUndo, InvalidInput
from personaui_desktop.operations import undo
from personaui_desktop.records.undo import StepTaken


class Undoing(Base):
    """Steps are taken back and done again, in their order."""

    @rule()
    def undo(self) -> None:
        self.take(undo.undo(PERSONA), self.world.done, self.world.undo)

    @rule()
    def redo(self) -> None:
        self.take(undo.redo(PERSONA), self.world.undone, self.world.redo)

    @rule(number=st.integers(1, 5))
    def back_and_forth(self, number: int) -> None:
        """Some steps back and the same on again, all looked at on the way."""
        for turn in (self.undo, self.redo):
            for _ in range(number):
                turn()
                self.agrees()

    def take(
        self, operation: Operation[StepTaken | None], steps: list[Step], take: Callable[[], None]
    ) -> None:
        if not steps:
            assert self.windows.run(operation) is None
        elif steps[-1].is_tainted:
            self.take_tainted(operation, steps)
        else:
            try:
                take()
            except Refused:
                self.is_refused(operation)
                return
            assert self.windows.run(operation) is not None

    def take_tainted(self, operation: Operation[StepTaken | None], steps: list[Step]) -> None:
        """What was changed otherwise stays as it is, or as much of it as can is taken back: never half."""
        before = everything()
        try:
            self.windows.run(operation)
        except CannotUndo:
            assert everything() == before
            # What it had changed stays, so that steps before it find rows otherwise than they left them.
            kept = steps.pop().rows
            self.world.taint(lambda key, _row: key in kept)
        except InvalidInput:
            assert everything() == before
        else:
            step = steps.pop()
            others = self.world.undone if steps is self.world.done else self.world.done
            others.append(step)
            known = {key for key in self.world.rows if key.kind == "message"}
            self.world.rows = stored()
            lost = known - self.world.rows.keys()
            assert lost <= step.rows.keys()
