"""What comes next in the undo history of every persona that is shown: the same in all windows."""

from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance

from personaui_desktop.background.operation import Run
from personaui_desktop.operations import undo as steps
from personaui_desktop.records.changes import Topic
from personaui_desktop.records.undo import NextSteps
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.place import Place

_TOPICS = (Topic.SESSIONS, Topic.MESSAGES, Topic.QUEUE, Topic.MEMORIES, Topic.PROPOSALS)


class Histories(QObject):
    """Reads it out of a persona's file once somebody asks, and again with every change that it tells of.

    Args:
        run: runs the operations.
        announced: the database worker's signal of finished writes.
        parent: its owner.

    Signals:
        changed: something else comes next in the history of a persona, by id.
    """

    changed = Signal(str)

    def __init__(self, run: Run, announced: SignalInstance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run, self._announced = run, announced
        self._kept: dict[str, Kept[NextSteps]] = {}
        self._next: dict[str, NextSteps] = {}

    def next_of(self, persona_id: str) -> NextSteps:
        """What can be taken back next, and what done again; nothing until that is known."""
        return self._next.get(persona_id, NextSteps())

    def read(self, persona_id: str) -> None:
        """Read what comes next in a persona's file, and follow it from now on."""
        if persona_id not in self._kept:
            ask, show = partial(steps.history, persona_id), partial(self._take_in, persona_id)
            kept = self._kept[persona_id] = Kept(Place(persona_id, self), self._run, ask, show, self)
            kept.follow(self._announced, *_TOPICS)
        self._kept[persona_id].read()

    def _take_in(self, persona_id: str, found: NextSteps) -> None:
        if found != self.next_of(persona_id):
            self._next[persona_id] = found
            self.changed.emit(persona_id)
