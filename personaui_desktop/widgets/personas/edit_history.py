"""What can be taken back while a persona is edited: states of the whole, one for each thing that was done."""

from typing import NamedTuple

from personaui_desktop.records.personas import Character

PAUSE_SECONDS = 1.5
"""After such a pause, going on in the same field is another step."""
MOST_STEPS = 500


class _EditStep(NamedTuple):
    """How all was before and after something was done, and in which field."""

    before: Character
    after: Character
    field: str
    at: float


class EditHistory:
    """Remembers states, and answers which one to go to.

    Args:
        now: how all is at first.
    """

    def __init__(self, now: Character) -> None:
        self.now = now
        self._done: list[_EditStep] = []
        self._undone: list[_EditStep] = []

    def note(self, after: Character, field: str, at: float) -> None:
        """A field was changed; typing on in it is one step.

        Args:
            after: how all is now.
            field: which one.
            at: when, in seconds.
        """
        if after == self.now:
            return
        last = self._done[-1] if self._done else None
        if last is not None and not self._undone and last.field == field and at - last.at < PAUSE_SECONDS:
            self._done[-1] = last._replace(after=after, at=at)
        else:
            self._done.append(_EditStep(self.now, after, field, at))
            del self._done[:-MOST_STEPS]
        self._undone.clear()
        self.now = after

    @property
    def can_undo(self) -> bool:
        """Whether something was done."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._undone)

    def undo(self) -> tuple[Character, str]:
        """Take back what was done last: how all is then, and in which field something has changed."""
        step = self._done.pop()
        self._undone.append(step)
        self.now = step.before
        return step.before, step.field

    def redo(self) -> tuple[Character, str]:
        """Do again what was taken back last."""
        step = self._undone.pop()
        # A later change of that field is a step of its own.
        self._done.append(step._replace(at=float("-inf")))
        self.now = step.after
        return step.after, step.field
