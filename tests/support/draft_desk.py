"""A composer with its drafts over a real database."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import (
    create_persona_db,
    reused_connections,
)
from personaui_desktop.errors import KnownError
from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.chat.draft_store import DraftStore
from personaui_desktop.widgets.chat.drafts import Drafts
from personaui_desktop.widgets.common.place import Where


class DraftDesk:
    """A composer with its drafts over a real database; the personas ``mia`` and ``kai`` are there."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.worker = DatabaseWorker(reused_connections)
        self.parent = QWidget()
        self.composer = Composer(self.parent)
        self.told: list[KnownError] = []
        self.drafts: Drafts
        self.store: DraftStore
        self.holder = QObject(self.parent)
        for persona_id in ("mia", "kai"):
            create_persona_db(persona_id)

    def open(self, where: Where) -> Drafts:
        """Begin at a place, as a new start of the program does, and wait for what the file holds."""
        self.begin(where)
        self.settle()
        return self.drafts

    def begin(self, where: Where) -> None:
        """Begin at a place without waiting."""
        delete(self.holder)
        self.holder = QObject(self.parent)
        self.composer.set_text("")
        self.store = DraftStore(self.worker.run, self.holder)
        self.store.not_kept.connect(self._hear)
        self.drafts = Drafts(self.composer, where, self.store, self.holder)

    def _hear(self, _where: Where, error: KnownError) -> None:
        self.told.append(error)

    def type(self, text: str) -> None:
        """Press the keys of this text."""
        self.qtbot.keyClicks(self.composer.edit, text)

    def settle(self) -> None:
        """Wait until nothing is under way in the database."""
        self.qtbot.waitUntil(lambda: self.worker.is_idle)

    def do(self, work: Callable[[], object]) -> None:
        """Change the files, when nothing is under way."""
        self.settle()
        work()
