"""What conversations are called is read once, and again where it may be otherwise."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import create_session, init_persona_db
from personaui_desktop.errors import KnownError
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.widgets.palette.session_titles import SessionTitles


class Worker(QObject):
    """Works when it is told to."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[tuple[Operation, Callable, Callable]] = []

    def run(self, operation: Operation, _owner: QObject, then: Callable, otherwise: Callable) -> None:
        self.waiting.append((operation, then, otherwise))

    def work(self) -> int:
        work, self.waiting = self.waiting, []
        for operation, then, _otherwise in work:
            then(operation.work())
        return len(work)


@pytest.fixture
def worker(qapp: object) -> Worker:
    init_persona_db("default")
    create_session("One")
    return Worker()


def names(titles: SessionTitles) -> dict[str, list[str]]:
    return {key: [each.title for each in named.sessions] for key, named in titles.by_persona.items()}


def test_each_persona_is_read_once_until_something_changes(qtbot: QtBot, worker: Worker) -> None:
    titles = SessionTitles(worker.run, worker.changed, worker)
    titles.read_all(["default", "leo"])
    titles.read_all(["default", "leo"])
    assert titles.is_reading
    with qtbot.waitSignal(titles.read):
        assert worker.work() == 2
    assert not titles.is_reading
    assert names(titles) == {"default": ["One"], "leo": []}
    create_session("Two")
    worker.changed.emit(Change(Topic.MEMORIES, "default"))
    titles.read_all(["default", "leo"])
    assert worker.work() == 0
    worker.changed.emit(Change(Topic.SESSIONS, "default"))
    titles.read_all(["default"])
    # Until it is read, what was known is there.
    assert names(titles) == {"default": ["One"]}
    assert worker.work() == 1
    assert names(titles) == {"default": ["Two", "One"]}


def test_what_changes_while_it_is_read_is_read_at_the_next_time(worker: Worker) -> None:
    titles = SessionTitles(worker.run, worker.changed, worker)
    titles.read_all(["default"])
    worker.changed.emit(Change(Topic.MESSAGES, "default", 1))
    worker.work()
    titles.read_all(["default"])
    assert worker.work() == 1


def test_a_file_that_cannot_be_read_is_left_out_and_tried_again(qtbot: QtBot, worker: Worker) -> None:
    titles = SessionTitles(worker.run, worker.changed, worker)
    titles.read_all(["default"])
    with qtbot.waitSignal(titles.read):
        worker.waiting.pop()[2](KnownError("No."))
    assert not titles.is_reading
    titles.read_all(["default"])
    assert worker.work() == 1
