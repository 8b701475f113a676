import threading
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand, Lane, Steps
from personaui_desktop.database import create_session, get_all_sessions, reused_connections, save_message
from personaui_desktop.errors import InvalidInput, KnownError, ProgramMistake
from personaui_desktop.records.changes import Change, Topic

WAIT_SECONDS = 10


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


def test_work_runs_in_another_thread_and_its_result_comes_home(qtbot: QtBot, worker: DatabaseWorker) -> None:
    seen: list[tuple[threading.Thread, threading.Thread]] = []
    owner = QObject()
    worker.run(
        Errand(threading.current_thread),
        owner,
        lambda thread: seen.append((thread, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    worked_in, came_home_to = seen[0]
    assert worked_in is not threading.main_thread()
    assert came_home_to is threading.main_thread()


def test_interactive_work_runs_strictly_in_order(qtbot: QtBot, worker: DatabaseWorker) -> None:
    ran: list[int] = []
    owner = QObject()
    for number in range(200):
        worker.run(Errand(lambda number=number: ran.append(number)), owner)
    qtbot.waitUntil(lambda: worker.is_idle)
    assert ran == list(range(200))


def test_a_result_whose_owner_is_gone_is_dropped_but_its_change_is_told(
    qtbot: QtBot, worker: DatabaseWorker
) -> None:
    called: list[object] = []
    owner = QObject()
    change = Change(Topic.SESSIONS, "default", 1)
    gate = threading.Event()
    operation = Errand(lambda: gate.wait(WAIT_SECONDS), lambda _: (change,))
    with qtbot.waitSignal(worker.changed) as told:
        worker.run(operation, owner, called.append, called.append)
        from shiboken6 import delete

        delete(owner)
        gate.set()
    assert told.args == [change]
    assert called == []


def test_known_errors_go_to_who_asked(qtbot: QtBot, worker: DatabaseWorker) -> None:
    errors: list[KnownError] = []
    owner = QObject()

    def fail() -> None:
        raise InvalidInput("No.", "Try yes.")

    with qtbot.assertNotEmitted(worker.failed):
        worker.run(Errand(fail), owner, otherwise=errors.append)
        qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].remedy == "Try yes."


def test_errors_that_nobody_takes_are_told(qtbot: QtBot, worker: DatabaseWorker) -> None:
    owner = QObject()
    with qtbot.waitSignal(worker.failed) as known:
        worker.run(Errand(lambda: get_all_sessions("../etc")), owner)
    assert isinstance(known.args[0], InvalidInput)
    taken: list[KnownError] = []
    with qtbot.waitSignal(worker.failed) as bug:
        worker.run(Errand(lambda: 1 // 0), owner, otherwise=taken.append)
    assert isinstance(bug.args[0], ZeroDivisionError)
    assert [type(error) for error in taken] == [ProgramMistake]


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


def test_a_closed_worker_takes_nothing_more_and_says_nothing(qtbot: QtBot) -> None:
    worker = DatabaseWorker(reused_connections)
    done: list[None] = []
    worker.close()
    worker.run(Errand(lambda: done.append(None)), worker, done.append)
    QCoreApplication.processEvents()
    assert done == []
    assert worker.is_idle


def test_a_finished_write_announces_what_it_changed(qtbot: QtBot, worker: DatabaseWorker) -> None:
    from personaui_desktop.operations import sessions

    with qtbot.waitSignal(worker.changed) as told:
        worker.run(sessions.create("default"), QObject(worker))
    assert told.args[0].topic is Topic.SESSIONS
    assert told.args[0].session_id == get_all_sessions("default")[0]["id"]


def test_a_key_is_kept_although_a_server_does_not_answer(qtbot: QtBot) -> None:
    worker = DatabaseWorker(reused_connections)
    kept: list[str] = []
    never = threading.Event()
    worker.run(Errand(lambda: never.wait(WAIT_SECONDS), lane=Lane.OUTSIDE), worker)
    worker.run(Errand(lambda: kept.append("key"), lane=Lane.KEYRING), worker)
    threading.Timer(0, never.set).start()
    worker.close()
    assert kept == ["key"]


class Owner(QObject):
    """Tells which thread let go of it last."""

    def __init__(self, gone: list[threading.Thread]) -> None:
        super().__init__()
        self._gone = gone

    def __del__(self) -> None:
        self._gone.append(threading.current_thread())


def test_who_asked_is_never_destroyed_by_a_lane(qtbot: QtBot, worker: DatabaseWorker) -> None:
    gone: list[threading.Thread] = []
    for _ in range(100):
        worker.run(Errand(lambda: None), Owner(gone), lambda _none: None)
    qtbot.waitUntil(lambda: len(gone) == 100)
    assert set(gone) == {threading.main_thread()}


def test_what_comes_home_after_closing_is_handed_to_nobody(qtbot: QtBot, worker: DatabaseWorker) -> None:
    came: list[object] = []
    owner = QObject()
    worker.changed.connect(came.append)
    change = Change(Topic.SESSIONS, "default", 1)
    worker.run(Errand(lambda: "done", lambda _: (change,)), owner, came.append, came.append)
    worker.close()
    qtbot.waitUntil(lambda: worker.is_idle)
    assert came == []
