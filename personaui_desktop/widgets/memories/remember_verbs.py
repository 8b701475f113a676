"""What the person can have remembered: the conversation, some of its messages, a memory anew."""

from PySide6.QtCore import QObject, Signal

from personaui_desktop.records.memories import Memory
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.memories.making import MemoryMaking
from personaui_desktop.widgets.memories.words import has_messages


class RememberVerbs(QObject):
    """Has memories written for the place.

    Args:
        making: has them written.
        place: of which persona and session.
        notices: where it is told that there is nothing to remember.
        parent: its owner.

    Signals:
        wanted: the memories are to be seen.
    """

    wanted = Signal()

    def __init__(self, making: MemoryMaking, place: Place, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._making, self._place, self._notices = making, place, notices

    @property
    def are_under_way(self) -> bool:
        """Whether a memory is being written because the person asked for it."""
        return self._making.errand(self._place.persona_id) is not None

    def remember(self) -> None:
        """Have a memory written of what was said in the conversation since the last one."""
        self.wanted.emit()
        session_id = self._place.session_id
        if session_id is None:
            self._notices.show(
                translate("Memories", "Nothing to remember yet."),
                translate("Memories", "Write a first message."),
            )
        else:
            self._making.remember(self._place.persona_id, session_id, self._place)

    def remember_selected(self, first_id: int, last_id: int) -> None:
        """Have a memory written of some messages of the session that is shown."""
        self.wanted.emit()
        persona_id, session_id = self._place.persona_id, self._place.session_id
        if session_id is not None:
            self._making.remember_range(persona_id, session_id, first_id, last_id, self._place)

    def rewrite(self, memory: Memory) -> None:
        """Have a memory written anew, from its messages as they are now."""
        self.wanted.emit()
        if has_messages(memory):
            self._making.make_anew(self._place.persona_id, memory, self._place.session_id, self._place)
        else:
            self._notices.show(
                translate("Memories", "This memory has no messages to rewrite it from."),
                translate("Memories", "Edit it instead."),
            )

    def stop(self) -> None:
        """Write no more of what is being written."""
        self._making.cancel(self._place.persona_id)
