from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Lane, Operation
from personaui_desktop.database import create_session, reused_connections, save_message
from personaui_desktop.database.find import AFTER_ALL, Found, FoundPart
from personaui_desktop.operations.find import find_part, rewrite_stretch


@pytest.fixture
def worker(qapp: object) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


@pytest.fixture
def answer(qtbot: Any, worker: DatabaseWorker) -> Any:
    """Run an operation and wait for what comes home."""
    owner = QObject()

    def run(operation: Operation[Any]) -> Any:
        found: list[Any] = []
        worker.run(operation, owner, found.append)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return run


def test_finding_gives_way_to_people(answer: Any) -> None:
    session_id = create_session("Lights", "default")
    message_id = save_message("lamp", True, session_id=session_id)
    operation = find_part("default", session_id, AFTER_ALL, lambda text: text.count("lamp"))
    assert operation.lane is Lane.BULK
    assert answer(operation) == FoundPart([Found(message_id, 1)], None)


def test_a_stretch_is_rewritten(answer: Any) -> None:
    session_id = create_session("Lights", "default")
    ids = [save_message(text, True, session_id=session_id) for text in ("a", "b", "c")]
    assert answer(rewrite_stretch("default", session_id, ids[1], ids[2], lambda _id, text: text * 2)) == [
        "bb",
        "cc",
    ]
