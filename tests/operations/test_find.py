from collections.abc import Iterator
from contextlib import closing
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Lane, Operation
from personaui_desktop.database import (
    create_session,
    delete_persona_db,
    get_db_connection,
    reused_connections,
    save_message,
)
from personaui_desktop.database.find import STEP, FoundMessage, FoundPart
from personaui_desktop.database.pages import AFTER_ALL
from personaui_desktop.operations.find import MESSAGES_AT_ONCE, find_part, rewrite_stretch

T = TypeVar("T")


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


def a_session(count: int) -> tuple[int, list[int]]:
    """A session in which every third message mentions two lamps, between messages of another."""
    session_id, other = create_session("Lights"), create_session("Other")
    insert = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, ?, 1)"
    ids = []
    with closing(get_db_connection()) as connection:
        for number in range(count):
            cursor = connection.execute(insert, (session_id, "lamp lamp" if number % 3 == 0 else "none"))
            ids.append(cursor.lastrowid or 0)
            connection.execute(insert, (other, "lamp"))
        connection.commit()
    return session_id, ids


def count_lamps(text: str) -> int:
    return text.count("lamp")


def result(operation: Operation[T]) -> tuple[T, int]:
    """What work in steps comes to, and after how many steps."""
    looks: list[None] = []
    return operation.work(lambda: looks.append(None)), len(looks) - 1


def test_a_part_gives_way_after_every_step() -> None:
    session_id, ids = a_session(MESSAGES_AT_ONCE + 10)
    part, steps = result(find_part("default", session_id, AFTER_ALL, count_lamps))
    assert part.before_id == ids[10]
    assert [found.message_id for found in part.found] == [
        message_id for at, message_id in enumerate(ids) if at % 3 == 0 and at >= 10
    ][::-1]
    assert steps == MESSAGES_AT_ONCE // STEP
    part, steps = result(find_part("default", session_id, ids[STEP + 10], count_lamps))
    assert [found.message_id for found in part.found] == [
        message_id for at, message_id in enumerate(ids) if at % 3 == 0 and at < STEP + 10
    ][::-1]
    assert part.before_id is None
    assert steps == 2


def test_a_stretch_is_rewritten_in_order() -> None:
    session_id, ids = a_session(2 * STEP + 5)
    pieces, steps = result(
        rewrite_stretch(
            "default", session_id, ids[3], ids[-2], lambda message_id, text: f"{message_id} {text}"
        )
    )
    assert [int(piece.split()[0]) for piece in pieces] == ids[3:-1]
    assert steps == 3
    everything, _ = result(rewrite_stretch("default", session_id, -1, 2**62, lambda _id, text: text))
    assert len(everything) == 2 * STEP + 5


def test_a_persona_can_be_deleted_between_two_steps() -> None:
    session_id = create_session("Lights", "mia")
    for number in range(STEP + 1):
        save_message(str(number), True, session_id=session_id, persona_id="mia")
    deleted: list[bool] = []

    def delete_after_the_first() -> None:
        deleted.append(len(deleted) == 1 and delete_persona_db("mia"))

    part = find_part("mia", session_id, AFTER_ALL, lambda _text: 1).work(delete_after_the_first)
    assert any(deleted)
    assert len(part.found) == STEP


def test_finding_gives_way_to_people(answer: Any) -> None:
    session_id = create_session("Lights", "default")
    message_id = save_message("lamp", True, session_id=session_id)
    operation = find_part("default", session_id, AFTER_ALL, lambda text: text.count("lamp"))
    assert operation.lane is Lane.BULK
    assert answer(operation) == FoundPart([FoundMessage(message_id, 1)], None)


def test_a_stretch_is_rewritten(answer: Any) -> None:
    session_id = create_session("Lights", "default")
    ids = [save_message(text, True, session_id=session_id) for text in ("a", "b", "c")]
    assert answer(rewrite_stretch("default", session_id, ids[1], ids[2], lambda _id, text: text * 2)) == [
        "bb",
        "cc",
    ]
