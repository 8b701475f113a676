"""Whatever is written, the index of messages follows a while later."""

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from personaui_desktop.background.operation import Operation
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.widgets.search import indexing
from personaui_desktop.widgets.search.indexing import SearchIndexing


class Worker(QObject):
    """Notes what it is asked for."""

    changed = Signal(object)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.operations: list[Operation[object]] = []

    def run(self, operation: Operation[object], *_more: object, **_named: object) -> None:
        self.operations.append(operation)
        self.asked.emit(operation)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    monkeypatch.setattr(indexing, "AFTER_MS", 1)
    return Worker()


def test_each_file_is_looked_after_once(qtbot: QtBot, worker: Worker) -> None:
    following = SearchIndexing(worker.run, worker.changed, worker)
    with qtbot.waitSignal(worker.asked):
        for topic in (Topic.MESSAGES, Topic.SESSIONS):
            worker.changed.emit(Change(topic, "mia", 1))
    assert len(worker.operations) == 1
    with qtbot.waitSignal(worker.asked):
        following.look_after(["leo"])
    assert len(worker.operations) == 2


def test_what_is_no_message_is_passed_over(qtbot: QtBot, worker: Worker) -> None:
    following = SearchIndexing(worker.run, worker.changed, worker)
    for topic in (Topic.SPENDING, Topic.MEMORIES, Topic.PERSONAS):
        worker.changed.emit(Change(topic, "mia", 1))
    assert not following._timer.isActive()
