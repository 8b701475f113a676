"""What is done with a memory as it stands: switched on and off, pinned, deleted and brought back."""

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import memories
from personaui_desktop.operations.memories import Forgotten
from personaui_desktop.records import Memory
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place


class MemoryActions(QObject):
    """Acts on memories of the persona that is shown.

    Args:
        place: whose memories.
        run: runs the operations.
        notices: where undo is offered and failures are told.
        parent: its owner.

    Signals:
        coming_back: a deleted memory is about to be there again; its id.
    """

    coming_back = Signal(object)

    def __init__(self, place: Place, run: Run, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._run, self._notices = place, run, notices

    def switch(self, memory: Memory) -> None:
        """Switch a memory on or off."""
        work = memories.switch(self._place.persona_id, memory["id"], not memory["is_active"])
        self._run(work, self, otherwise=self._tell)

    def pin(self, memory: Memory) -> None:
        """Pin a memory, or let it go."""
        work = memories.pin(self._place.persona_id, memory["id"], not memory.get("pinned", False))
        self._run(work, self, otherwise=self._tell)

    def delete(self, memory: Memory) -> None:
        """Delete a memory; it can be brought back for a while."""
        persona_id = self._place.persona_id

        def offer_undo(forgotten: Forgotten | None) -> None:
            def restore() -> None:
                if forgotten is not None:
                    self.coming_back.emit(memory["id"])
                    self._run(memories.restore(persona_id, forgotten), self, otherwise=self._tell)

            if forgotten is not None:
                self._notices.show("Memory deleted.", action=("Undo", restore))

        self._run(memories.delete(persona_id, memory["id"]), self, offer_undo, self._tell)

    def _tell(self, error: KnownError) -> None:
        self._notices.show(str(error), error.remedy, kind="warning")
