"""Keeps the heading's numbers true: looks anew when memories, persona, branch or limits changed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.operations.memory_budget import MemoryBudget, memory_budget
from personaui_desktop.records.changes import Topic
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.place import Place


class BudgetWatch(QObject):
    """Looks for the persona and the session that are shown: those of its other branches are not sent in it.

    Args:
        show: takes what was found; what was found for a place that is no longer shown is dropped.
        place: whose memories.
        run: the database worker's ``run``.
        changed: the database worker's ``changed``.
        parent: its owner.
    """

    def __init__(
        self,
        show: Callable[[MemoryBudget], object],
        place: Place,
        run: Run,
        changed: SignalInstance,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._limits = ContextLimits()
        self._place = place
        self._budget = Kept(place, run, self._ask, show, self, by_session=True)
        place.session_changed.connect(self._budget.read)
        # The description of the persona takes room from the memories.
        self._budget.follow(changed, Topic.MEMORIES, Topic.PERSONAS)

    def set_limits(self, limits: ContextLimits) -> None:
        """How much is sent at most."""
        if limits != self._limits:
            self._limits = limits
            self.look()

    def look(self) -> None:
        """Look how the memories stand now."""
        self._budget.read()

    def _ask(self) -> Operation[MemoryBudget]:
        return memory_budget(self._place.persona_id, self._limits, self._place.session_id)
