import threading
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand, Lane, Steps
from personaui_desktop.database import create_session, reused_connections, save_message

WAIT_SECONDS = 10


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


def test_interactive_work_runs_strictly_in_order(qtbot: QtBot, worker: DatabaseWorker) -> None:
    ran: list[int] = []
    owner = QObject()
    for number in range(200):
        worker.run(Errand(lambda number=number: ran.append(number)), owner)
    qtbot.waitUntil(lambda: worker.is_idle)
    assert ran == list(range(200))


def test_bulk_work_gives_way_to_interactive_work(qtbot: QtBot, worker: DatabaseWorker) -> None:
    """A bulk job that is between two steps lets everything interactive that is waiting run first."""
    order: list[str] = []
    owner = QObject()
    first_step = threading.Event()
    interactive_waits = threading.Event()

    def bulk() -> Generator[None, None, str]:
        first_step.set()
        assert interactive_waits.wait(WAIT_SECONDS)
        yield
        order.append("bulk")
        return "done"

    results: list[str] = []
    worker.run(Steps(bulk), owner, results.append)
    assert first_step.wait(WAIT_SECONDS)
    for number in range(3):
        worker.run(Errand(lambda number=number: order.append(f"interactive {number}")), owner)
    interactive_waits.set()
    qtbot.waitUntil(lambda: bool(results))
    assert order == ["interactive 0", "interactive 1", "interactive 2", "bulk"]
    assert results == ["done"]


def test_closing_finishes_every_queued_write(qtbot: QtBot) -> None:
    worker = DatabaseWorker(reused_connections)
    session_id = create_session("Writes", "default")
    for number in range(50):
        worker.run(
            Errand(lambda number=number: save_message(str(number), True, session_id=session_id)), worker
        )
    worker.close()
    from personaui_desktop.database import get_total_message_count

    assert get_total_message_count("default") == 50
    assert not [thread for thread in threading.enumerate() if thread.name.endswith("lane")]


def test_closing_drops_bulk_work_at_its_next_step(qtbot: QtBot) -> None:
    worker = DatabaseWorker(reused_connections)
    steps: list[int] = []
    began, ended = threading.Event(), threading.Event()

    def endless() -> Generator[None, None, None]:
        try:
            while True:
                steps.append(len(steps))
                began.set()
                yield
        finally:
            ended.set()

    worker.run(Steps(endless), worker)
    assert began.wait(WAIT_SECONDS)
    worker.close()
    assert ended.is_set()


def test_a_key_is_kept_although_a_server_does_not_answer(qtbot: QtBot) -> None:
    worker = DatabaseWorker(reused_connections)
    kept: list[str] = []
    never = threading.Event()
    worker.run(Errand(lambda: never.wait(WAIT_SECONDS), lane=Lane.OUTSIDE), worker)
    worker.run(Errand(lambda: kept.append("key"), lane=Lane.KEYRING), worker)
    threading.Timer(0, never.set).start()
    worker.close()
    assert kept == ["key"]
