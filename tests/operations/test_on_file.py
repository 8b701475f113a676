from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import create_session, get_all_sessions, get_db_path, reused_connections
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.errors import InvalidInput, KnownError
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.changes import Change, Topic


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


def add_session(file: PersonaFile, title: str) -> int:
    return file.insert("sessions.create_session", (title, file.persona_id, "2026-01-01", "2026-01-01"))


def titles(persona_id: str) -> list[str]:
    return [session["title"] for session in get_all_sessions(persona_id)]


def test_work_is_handed_the_file_of_whom_it_is_on(qtbot: QtBot, worker: DatabaseWorker) -> None:
    create_session("Hers", "mia")
    create_session("His", "kai")
    found: list[str] = []

    def title(file: PersonaFile) -> str:
        return str(file.execute("sessions.get_all_sessions").fetchone()[1])

    owner = QObject()
    worker.run(Read(title, on="mia"), owner, found.append)
    worker.run(Read(title, on="kai"), owner, found.append)
    qtbot.waitUntil(lambda: worker.is_idle)
    assert found == ["Hers", "His"]


def test_a_write_that_fails_leaves_nothing_and_announces_nothing(
    qtbot: QtBot, worker: DatabaseWorker
) -> None:
    create_session("One", "mia")
    errors: list[KnownError] = []

    def work(file: PersonaFile) -> None:
        add_session(file, "Two")
        raise InvalidInput("No.", "Try yes.")

    owner = QObject()
    with qtbot.assertNotEmitted(worker.changed):
        announced = Write(work, on="mia", announces=lambda _: (Change(Topic.SESSIONS, "mia"),))
        worker.run(announced, owner, otherwise=errors.append)
        qtbot.waitUntil(lambda: bool(errors))
    assert titles("mia") == ["One"]


def test_a_write_is_on_the_disk_when_it_is_announced(qtbot: QtBot, worker: DatabaseWorker) -> None:
    create_session("One", "mia")
    seen: list[list[str]] = []
    worker.changed.connect(lambda change: seen.append(sorted(titles(change.persona_id))))
    work = Write(
        lambda file: add_session(file, "Two"),
        on="mia",
        announces=lambda session_id: (Change(Topic.SESSIONS, "mia", session_id),),
    )
    with qtbot.waitSignal(worker.changed):
        worker.run(work, QObject(worker))
    assert seen == [["One", "Two"]]


def test_only_the_default_personas_file_is_made(qtbot: QtBot, worker: DatabaseWorker) -> None:
    owner = QObject()
    for persona_id in ("mia", "default"):
        worker.run(Write(lambda file: add_session(file, "One"), on=persona_id), owner)
    qtbot.waitUntil(lambda: worker.is_idle)
    assert not get_db_path("mia").exists()
    assert titles("default") == ["One"]
