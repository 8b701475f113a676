"""What there is once, however many windows: settings, workers, personas, memories being made, drafts."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.memory_writer import MemoryWriter
from personaui_desktop.background.reply_worker import ReplyWorker
from personaui_desktop.claude.events import Responder
from personaui_desktop.conversation.limits import limits_of
from personaui_desktop.credentials import Credentials
from personaui_desktop.item_models.personas import PersonaListModel
from personaui_desktop.operations import reply_storage
from personaui_desktop.widgets.chat.draft_store import DraftStore
from personaui_desktop.widgets.chat.reply_requests import ReplyRequests
from personaui_desktop.widgets.memories.indexing import MemoryIndexing
from personaui_desktop.widgets.memories.making import MemoryMaking
from personaui_desktop.widgets.personas.keeper import PersonaKeeper
from personaui_desktop.widgets.preferences import Preferences
from personaui_desktop.widgets.titling import Titling
from personaui_desktop.widgets.unread import Unread

if TYPE_CHECKING:
    from personaui_desktop.background.operation import Operation
    from personaui_desktop.operations.responders import Answering
    from personaui_desktop.records.replies import ReplyRequest
    from personaui_desktop.widgets.common.histories import Histories


class Desk(QObject):
    """Every window and every pane stands on it, and takes from it what it needs.

    Args:
        preferences: the settings; what concerns no single window follows them here.
        worker: the database worker.
        choose_responder: who answers the next message.
        choose_writer: who writes memories, asked with a model's name or nothing.
        parent: its owner.

    Attributes:
        run: runs operations in the database worker.
        changed: the database worker's signal of finished writes.
        credentials: the keys of servers.
        replies: streams replies.
        requests: sends messages and asks for replies.
        personas: every persona's listing and avatar.
        drafts: what is written and not sent.
        memories: has memories written.
        indexing: has the index of memories follow what changes.
        titling: has conversations titled.
        unread: the replies that ended while nobody looked.
        answering: who answers, once that is known.

    Signals:
        connection_changed: another server or model may answer now.
        answering_changed: `answering` is another.
    """

    connection_changed = Signal()
    answering_changed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        worker: DatabaseWorker,
        choose_responder: Callable[[], Responder],
        choose_writer: Callable[[str], Responder],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.run, self.changed = worker.run, worker.changed
        self.credentials = Credentials()
        self.replies = ReplyWorker(self.run, choose_responder, reply_storage, self)
        self.requests = ReplyRequests(self.run, self.replies, self)
        self.writer = MemoryWriter(choose_writer, self)
        self.personas = PersonaListModel(self)
        self.persona_keeper = PersonaKeeper(self.personas, self.run, self.changed, self)
        self.drafts = DraftStore(self.run, self)
        self.memories = MemoryMaking(self.run, self.changed, self.writer, self)
        self.indexing = MemoryIndexing(self.run, self.changed, self)
        self.answering: Answering | None = None
        self.titling = Titling(self.run, self.writer, self)
        self.unread = Unread(self.run, self.changed, self.personas, self)
        self.replies.ended.connect(self._consider_remembering)
        self.replies.ended.connect(self.unread.end)
        self.replies.ended.connect(self.titling.consider)
        self.requests.stored.connect(self.drafts.forget_sent)
        self.requests.queued.connect(self.drafts.forget_sent)
        preferences.changed.connect(self._apply_settings)
        self._apply_settings()

    def show_responder(self, answering: "Answering") -> None:
        """Another server or model answers, and writes memories, from now on."""
        self.answering = answering
        self.memories.is_free = answering.is_demo
        self._choose_titler()
        self.answering_changed.emit()

    @cached_property
    def histories(self) -> "Histories":
        """What can be taken back next in each persona's file, and what done again."""
        # A window is in use before anything can be taken back.
        from personaui_desktop.widgets.common.histories import Histories

        return Histories(self.run, self.changed, self)

    def exact_count(self) -> "Callable[[ReplyRequest], Operation[int | None]] | None":
        """How the server is asked to count what is being written; ``None`` where the settings want none."""
        settings = self.preferences.settings
        if not settings.count_exactly:
            return None
        # Only who has the server count needs its verb.
        from personaui_desktop.operations.inspection import count_exactly

        return partial(count_exactly, self.credentials, settings.provider)

    def close(self) -> None:
        """Keep what has arrived; nothing is asked of a model any more."""
        self.replies.close()
        self.writer.close()

    def _apply_settings(self) -> None:
        settings = self.preferences.settings
        self.requests.limits = limits_of(settings)
        self.memories.apply_settings(settings)
        self._choose_titler()

    def _choose_titler(self) -> None:
        """A small model gives titles, if there is one: the demo knows none, and who chats is not asked."""
        is_wanted = self.preferences.settings.title_conversations and not self.memories.is_free
        self.titling.model = self.memories.model_by_itself if is_wanted else ""

    def _consider_remembering(self, persona_id: str, session_id: int, *_reply: object) -> None:
        self.memories.consider(persona_id, session_id)
