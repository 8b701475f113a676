import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand
from personaui_desktop.database import get_all_sessions, reused_connections
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


def test_what_has_come_home_is_handed_over_before_anything_else_happens(worker: DatabaseWorker) -> None:
    results: list[str] = []
    owner = QObject()
    worker.run(Errand(lambda: "first"), owner, results.append)
    worker.run(Errand(lambda: "second"), owner, results.append)
    behind = threading.Event()
    worker.run(Errand(behind.set), owner)
    assert behind.wait(WAIT_SECONDS)
    assert results == []
    worker.hand_over()
    assert results == ["first", "second"]


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


def test_a_closed_worker_takes_nothing_more_and_says_nothing(qtbot: QtBot) -> None:
    worker = DatabaseWorker(reused_connections)
    done: list[None] = []
    worker.close()
    worker.run(Errand(lambda: done.append(None)), worker, done.append)
    QCoreApplication.processEvents()
    assert done == []
    assert worker.is_idle


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


def test_a_change_says_who_asked_for_it(qtbot: QtBot, worker: DatabaseWorker) -> None:
    one, other = QObject(worker), QObject(worker)
    askers: list[object] = []
    worker.changed.connect(lambda change: askers.append(change.asker))
    change = Change(Topic.SESSIONS, "default", 1)
    for owner in (one, other):
        worker.run(Errand(lambda: None, lambda _: (change,)), owner)
    qtbot.waitUntil(lambda: worker.is_idle)
    assert askers == [one, other]
