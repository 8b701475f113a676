from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import get_all_sessions, reused_connections
from personaui_desktop.records.changes import Topic


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


def test_a_finished_write_announces_what_it_changed(qtbot: QtBot, worker: DatabaseWorker) -> None:
    from personaui_desktop.operations import sessions

    with qtbot.waitSignal(worker.changed) as told:
        worker.run(sessions.create("default"), QObject(worker))
    assert told.args[0].topic is Topic.SESSIONS
    assert told.args[0].session_id == get_all_sessions("default")[0]["id"]
