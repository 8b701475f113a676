"""What is done with a memory as it stands: switched on and off, pinned, deleted."""

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Run
from personaui_desktop.operations import memories
from personaui_desktop.records.memories import Memory
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory


class MemoryActions(QObject):
    """Acts on memories of the persona that is shown.

    Args:
        place: whose memories.
        run: runs the operations.
        notices: where failures are told.
        history: where undo is offered.
        parent: its owner.
    """

    def __init__(
        self, place: Place, run: Run, notices: Notices, history: UndoHistory, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._place, self._run, self._notices, self._history = place, run, notices, history

    def switch(self, memory: Memory) -> None:
        """Switch a memory on or off."""
        work = memories.switch(self._place.persona_id, memory.id, not memory.is_active)
        self._run(work, self, otherwise=self._notices.tell)

    def pin(self, memory: Memory) -> None:
        """Pin a memory, or let it go."""
        work = memories.pin(self._place.persona_id, memory.id, not memory.pinned)
        self._run(work, self, otherwise=self._notices.tell)

    def delete(self, memory: Memory) -> None:
        """Delete a memory, which can be taken back."""

        def offer_undo(step_id: int | None) -> None:
            if step_id is not None:
                self._history.offer(translate("Memories", "Memory deleted."), step_id)

        work = memories.delete(self._place.persona_id, memory.id)
        self._run(work, self, offer_undo, self._notices.tell)
