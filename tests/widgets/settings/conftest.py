"""A settings dialog on a real worker, with keys of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.credentials import Credentials
from personaui_desktop.database import reused_connections
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.settings.dialog import SettingsDialog


class Bench:
    """Makes dialogs on a real worker and keeps what they tell."""

    def __init__(self, qtbot: QtBot, worker: DatabaseWorker) -> None:
        self.qtbot = qtbot
        self.worker = worker
        self.credentials = Credentials({})
        self.accepted: list[Settings] = []

    def open(self, words: dict[str, str] | None = None, **settings: Any) -> SettingsDialog:
        """A dialog that shows these settings."""
        dialog = SettingsDialog(Settings(**settings), self.credentials, self.worker.run, words or {})
        self.qtbot.addWidget(dialog)
        dialog.accepted_settings.connect(self.accepted.append)
        dialog.show()
        self.settle()
        return dialog

    def settle(self) -> None:
        """Wait until everything asked for has come home."""
        self.qtbot.waitUntil(lambda: self.worker.is_idle)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    worker = DatabaseWorker(reused_connections)
    yield Bench(qtbot, worker)
    worker.close()
