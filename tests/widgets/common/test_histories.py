from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from support.on_file import read, write

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Operation
from personaui_desktop.database import (
    create_persona_db,
    create_session,
    reused_connections,
    save_memory,
    save_message,
)
from personaui_desktop.database.proposals import add_proposals
from personaui_desktop.database.queued import queue_message, queued_in
from personaui_desktop.operations import marks, memories, queued, remembering, sessions
from personaui_desktop.records.memories import Origin, Proposal
from personaui_desktop.records.undo import NextSteps, StepKind
from personaui_desktop.widgets.common.histories import Histories
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[DatabaseWorker]:
    worker = DatabaseWorker(reused_connections)
    yield worker
    worker.close()


class Counted:
    """Histories of the worker's, what they asked for, and whose they told of."""

    def __init__(self, qtbot: QtBot, worker: DatabaseWorker) -> None:
        self._qtbot, self._worker = qtbot, worker
        self.readings = 0
        self.told: list[str] = []
        self.histories = Histories(self._run, worker.changed)
        self.histories.changed.connect(self.told.append)

    def _run(self, *asked: Any) -> None:
        self.readings += 1
        self._worker.run(*asked)

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self._worker.is_idle)

    def do(self, operation: Operation[Any]) -> None:
        self._worker.run(operation, self.histories)
        self.settle()

    def read(self, persona_id: str) -> None:
        self.histories.read(persona_id)
        self.settle()


@pytest.fixture
def counted(qtbot: QtBot, worker: DatabaseWorker) -> Counted:
    return Counted(qtbot, worker)


def test_two_windows_agree_at_every_moment_on_what_comes_next(qtbot: QtBot, worker: DatabaseWorker) -> None:
    notices = Notices()
    histories = Histories(worker.run, worker.changed)
    places = [Place("default"), Place("default")]
    first, second = (UndoHistory(place, histories, worker.run, notices) for place in places)
    seen: list[tuple[NextSteps, NextSteps]] = []
    for history in (first, second):
        history.changed.connect(lambda: seen.append((first.next, second.next)))
    made = save_memory(None, "Likes tea.")
    worker.run(memories.delete("default", made), first)
    qtbot.waitUntil(lambda: worker.is_idle)
    second.undo()
    qtbot.waitUntil(lambda: worker.is_idle)
    assert len(seen) == 4, "each window was told of the step, and that it was taken back"
    assert all(one == other for one, other in seen)
    assert [one.redo is not None for one, _other in seen] == [False, False, True, True]
    assert first.next.redo is not None
    assert first.next.redo.kind is StepKind.MEMORY_DELETED


def test_each_persona_has_its_own_and_one_is_not_read_for_another(
    qtbot: QtBot, worker: DatabaseWorker
) -> None:
    histories = Histories(worker.run, worker.changed)
    told: list[str] = []
    histories.changed.connect(told.append)
    create_persona_db("mia")
    of_mia, of_default = save_memory(None, "Sails.", "mia"), save_memory(None, "Likes tea.")
    place = Place("mia")
    history = UndoHistory(place, histories, worker.run, Notices())
    for persona_id, memory_id in (("mia", of_mia), ("default", of_default)):
        worker.run(memories.delete(persona_id, memory_id), history)
    qtbot.waitUntil(lambda: worker.is_idle)
    assert told == ["mia"]
    assert histories.next_of("default") == NextSteps()
    mine = history.next
    place.show_persona("default")
    assert history.next == NextSteps(), "never what was done with another persona"
    qtbot.waitUntil(lambda: worker.is_idle)
    assert told == ["mia", "default"]
    place.show_persona("mia")
    assert history.next == mine, "known at once where it was read before"
    qtbot.waitUntil(lambda: worker.is_idle)


def archiving() -> Operation[Any]:
    return sessions.archive("default", [create_session()], archived=True)


def bookmarking() -> Operation[Any]:
    session = create_session()
    message = save_message("Tea?", True, session_id=session)
    return marks.bookmark("default", session, message, bookmarked=True)


def taking_back() -> Operation[Any]:
    session = create_session()
    save_message("Tea?", True, session_id=session)
    write(queue_message, session, "And cake?")
    (waiting,) = read(queued_in, session)
    return queued.take_back("default", session, waiting.queued_id)


def forgetting() -> Operation[Any]:
    return memories.delete("default", save_memory(None, "Likes tea."))


def discarding() -> Operation[Any]:
    session = create_session()
    ids = [save_message(text, True, session_id=session) for text in "abc"]
    proposed = Proposal(0, session, None, "They counted.", ids[0], ids[1], "hash", Origin.ASKED, True)
    (proposal_id,) = write(add_proposals, [proposed])
    return remembering.discard("default", proposal_id)


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (archiving, StepKind.SESSION_ARCHIVED),
        (bookmarking, StepKind.BOOKMARK_CHANGED),
        (taking_back, StepKind.QUEUED_TAKEN_BACK),
        (forgetting, StepKind.MEMORY_DELETED),
        (discarding, StepKind.PROPOSAL_DISCARDED),
    ],
)
def test_whatever_can_be_taken_back_comes_next_at_once(
    counted: Counted, made: Callable[[], Operation[Any]], kind: StepKind
) -> None:
    operation = made()
    counted.read("default")
    counted.do(operation)
    step = counted.histories.next_of("default").undo
    assert step is not None
    assert step.kind is kind
    assert counted.told == ["default"]


def test_however_often_it_is_asked_for_it_is_followed_once(counted: Counted) -> None:
    for times in (1, 2, 3):
        counted.read("default")
        assert counted.readings == times
    counted.do(memories.add("default", None, "Likes rain."))
    assert counted.readings == 4


def test_what_is_not_asked_for_is_not_read(counted: Counted) -> None:
    counted.do(forgetting())
    assert counted.readings == 0
    counted.read("default")
    assert counted.readings == 1
    assert counted.histories.next_of("default").undo is not None


def test_who_is_told_finds_what_comes_next_and_is_told_of_nothing_else(counted: Counted) -> None:
    found: list[NextSteps] = []
    counted.histories.changed.connect(lambda each: found.append(counted.histories.next_of(each)))
    counted.do(forgetting())
    counted.read("default")
    counted.read("default")
    counted.do(memories.add("default", None, "Likes rain."))
    undone = counted.histories.next_of("default")
    assert [each.undo and each.undo.kind for each in found] == [
        StepKind.MEMORY_DELETED,
        StepKind.MEMORY_ADDED,
    ]
    assert found[-1] == undone
    counted.do(sessions.create("default"))
    assert len(found) == 2, "a conversation that begins is no step"
    assert counted.told == ["default", "default"]


def test_a_file_that_cannot_be_read_offers_nothing(counted: Counted, data_dir: Path) -> None:
    (data_dir / "persona_mia.db").write_bytes(b"nonsense")
    counted.read("mia")
    assert counted.histories.next_of("mia") == NextSteps()
    assert counted.told == []
    (data_dir / "persona_mia.db").unlink()
    create_persona_db("mia")
    counted.do(memories.delete("mia", save_memory(None, "Sails.", "mia")))
    assert counted.told == ["mia"], "it is followed all the same"
