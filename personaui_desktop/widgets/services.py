"""What a window's panes are built on."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from personaui_desktop.background.operation import Run

if TYPE_CHECKING:
    from personaui_desktop.background.reply_worker import ReplyWorker
    from personaui_desktop.credentials import Credentials
    from personaui_desktop.item_models.personas import PersonaListModel
    from personaui_desktop.widgets.chat.draft_store import DraftStore
    from personaui_desktop.widgets.memories.making import MemoryMaking


class Services(Protocol):
    """There is each of these once, and all windows share it.

    Attributes:
        run: runs operations in the database worker.
        changed: the database worker's signal of finished writes.
        credentials: the keys of servers.
        replies: streams replies.
        personas: every persona's listing and avatar.
        drafts: what is written and not sent.
        memories: has memories written.
    """

    run: Run
    changed: SignalInstance
    credentials: "Credentials"
    replies: "ReplyWorker"
    personas: "PersonaListModel"
    drafts: "DraftStore"
    memories: "MemoryMaking"
