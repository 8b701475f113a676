"""What there is once, however many windows: settings, workers, personas, memories being made, drafts."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.arrivals import Arrivals
from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.reply_worker import ReplyWorker
from personaui_desktop.conversation.limits import limits_of
from personaui_desktop.credentials import Credentials
from personaui_desktop.item_models.personas import PersonaListModel
from personaui_desktop.operations import reply_storage
from personaui_desktop.widgets.chat.draft_store import DraftStore
from personaui_desktop.widgets.chat.reply_requests import ReplyRequests
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.personas.keeper import PersonaKeeper
from personaui_desktop.widgets.preferences import Preferences

if TYPE_CHECKING:
    from personaui_desktop.background.memory_writer import MemoryWriter
    from personaui_desktop.background.operation import Operation
    from personaui_desktop.claude.events import Responder
    from personaui_desktop.operations.responders import Answering
    from personaui_desktop.records.replies import ReplyOutcome, ReplyRequest
    from personaui_desktop.widgets.afterthoughts import Afterthoughts
    from personaui_desktop.widgets.common.histories import Histories
    from personaui_desktop.widgets.memories.indexing import MemoryIndexing
    from personaui_desktop.widgets.memories.making import MemoryMaking
    from personaui_desktop.widgets.search.indexing import SearchIndexing
    from personaui_desktop.widgets.titling import Titling
    from personaui_desktop.widgets.unread import Unread


class Desk(QObject):
    """Every window and every pane stands on it, and takes from it what it needs.

    What the first conversation is shown without is made when it is first asked for.

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
        arrivals: stores what else a model wrote for a conversation.
        requests: sends messages and asks for replies.
        personas: every persona's listing and avatar.
        drafts: what is written and not sent.
        answering: who answers, once that is known.
        being_drafted: where a draft of the person's message is being made, in whichever window.

    Signals:
        connection_changed: another server or model may answer now.
        answering_changed: `answering` is another.
        closing: nothing is asked of a model any more.
    """

    connection_changed = Signal()
    answering_changed = Signal()
    closing = Signal()

    def __init__(
        self,
        preferences: Preferences,
        worker: DatabaseWorker,
        choose_responder: "Callable[[], Responder]",
        choose_writer: "Callable[[str], Responder]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.run, self.changed = worker.run, worker.changed
        self.credentials = Credentials()
        self.replies = ReplyWorker(self.run, choose_responder, reply_storage, self)
        self.arrivals = Arrivals(self.run, self)
        self.requests = ReplyRequests(self.run, self.replies, self)
        self._choose_writer = choose_writer
        self.personas = PersonaListModel(self)
        self.persona_keeper = PersonaKeeper(self.personas, self.run, self.changed, self)
        self.drafts = DraftStore(self.run, self)
        self.answering: Answering | None = None
        self.being_drafted: set[Where] = set()
        self.replies.ended.connect(self._end_reply)
        self.requests.stored.connect(self.drafts.forget_sent)
        self.requests.queued.connect(self.drafts.forget_sent)
        preferences.changed.connect(self._apply_settings)
        self._apply_settings()

    @cached_property
    def writer(self) -> "MemoryWriter":
        """Has a model write what is no reply."""
        from personaui_desktop.background.memory_writer import MemoryWriter

        writer = MemoryWriter(self._choose_writer, self)
        self.closing.connect(writer.close)
        return writer

    @cached_property
    def memories(self) -> "MemoryMaking":
        """Has memories written."""
        from personaui_desktop.widgets.memories.making import MemoryMaking

        memories = MemoryMaking(self.run, self.changed, self.writer, self)
        memories.apply_settings(self.preferences.settings)
        memories.is_free = self._is_demo
        self.preferences.changed.connect(memories.apply_settings)
        self.answering_changed.connect(self._say_what_is_free)
        return memories

    @cached_property
    def memory_indexing(self) -> "MemoryIndexing":
        """Has the index of memories follow what changes."""
        from personaui_desktop.widgets.memories.indexing import MemoryIndexing

        return MemoryIndexing(self.run, self.changed, self)

    @cached_property
    def search_indexing(self) -> "SearchIndexing":
        """Has the index of messages follow what changes."""
        from personaui_desktop.widgets.search.indexing import SearchIndexing

        return SearchIndexing(self.run, self.changed, self)

    @cached_property
    def titling(self) -> "Titling":
        """Has conversations titled."""
        from personaui_desktop.widgets.titling import Titling

        return Titling(self.run, self.writer, self._titler, self)

    @cached_property
    def afterthoughts(self) -> "Afterthoughts":
        """What personas may add by themselves."""
        from personaui_desktop.widgets.afterthoughts import Afterthoughts

        made = Afterthoughts(
            self.run, self._the_writer, self.requests, self.arrivals, self.unread.is_seen, self
        )
        made.apply_settings(self.preferences.settings)
        made.is_demo = self._is_demo
        self.answering_changed.connect(self._say_who_adds)
        self.preferences.changed.connect(made.apply_settings)
        made.added.connect(self.unread.end)
        self.changed.connect(made.look_again)
        return made

    @cached_property
    def unread(self) -> "Unread":
        """The replies that ended while nobody looked."""
        from personaui_desktop.widgets.unread import Unread

        return Unread(self.run, self.changed, self.personas, self)

    @cached_property
    def histories(self) -> "Histories":
        """What can be taken back next in each persona's file, and what done again."""
        from personaui_desktop.widgets.common.histories import Histories

        return Histories(self.run, self.changed, self)

    def show_responder(self, answering: "Answering") -> None:
        """Another server or model answers, and writes memories, from now on."""
        self.answering = answering
        self.answering_changed.emit()

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
        self.arrivals.close()
        self.closing.emit()

    def _apply_settings(self) -> None:
        self.requests.limits = limits_of(self.preferences.settings)

    @property
    def _is_demo(self) -> bool:
        return self.answering is not None and self.answering.is_demo

    def _say_what_is_free(self) -> None:
        self.memories.is_free = self._is_demo

    def _the_writer(self) -> "MemoryWriter":
        return self.writer

    def _say_who_adds(self) -> None:
        self.afterthoughts.is_demo = self._is_demo

    def _titler(self) -> str:
        """A small model gives titles, if there is one: the demo knows none, and who chats is not asked."""
        is_wanted = self.preferences.settings.title_conversations and not self._is_demo
        return self.memories.model_by_itself if is_wanted else ""

    def _end_reply(self, persona_id: str, session_id: int, message_id: int, outcome: "ReplyOutcome") -> None:
        self.memories.consider(persona_id, session_id)
        self.unread.end(persona_id, session_id)
        self.titling.consider(persona_id, session_id, message_id, outcome)
        self.afterthoughts.consider(persona_id, session_id, message_id, outcome)
