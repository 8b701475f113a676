"""What there is once, however many windows: workers, personas, the making of memories, drafts."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.memory_writer import MemoryWriter
from personaui_desktop.background.reply_worker import ReplyWorker
from personaui_desktop.claude.events import Responder
from personaui_desktop.credentials import Credentials
from personaui_desktop.item_models.personas import PersonaListModel
from personaui_desktop.operations import reply_storage
from personaui_desktop.operations.responders import Answering
from personaui_desktop.widgets.chat.draft_store import DraftStore
from personaui_desktop.widgets.memories.making import MemoryMaking
from personaui_desktop.widgets.personas.keeper import PersonaKeeper


class Desk(QObject):
    """Windows are filled from it, and take what they need; see `widgets.services.Services`.

    Args:
        worker: the database worker.
        choose_responder: who answers the next message.
        choose_writer: who writes memories, asked with a model's name or nothing.
        parent: its owner.
    """

    def __init__(
        self,
        worker: DatabaseWorker,
        choose_responder: Callable[[], Responder],
        choose_writer: Callable[[str], Responder],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.run, self.changed = worker.run, worker.changed
        self.credentials = Credentials()
        self.replies = ReplyWorker(self.run, choose_responder, reply_storage, self)
        self.writer = MemoryWriter(choose_writer, self)
        self.personas = PersonaListModel(self)
        self.persona_keeper = PersonaKeeper(self.personas, self.run, self.changed, self)
        self.drafts = DraftStore(self.run, self)
        self.memories = MemoryMaking(self.run, self.changed, self.writer, self)
        self.replies.ended.connect(self._consider_remembering)

    def show_responder(self, answering: Answering) -> None:
        """Another server or model answers, and writes memories, from now on."""
        self.memories.is_free = answering.is_demo

    def close(self) -> None:
        """Keep what has arrived; nothing is asked of a model any more."""
        self.replies.close()
        self.writer.close()

    def _consider_remembering(self, persona_id: str, session_id: int, *_reply: object) -> None:
        self.memories.consider(persona_id, session_id)
