"""The undo history: through other programs' changes, and against a plain list of what the rows were."""

import tempfile

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from support.on_file import read
from support.undoing import Rows, changing, edit, memories, memory

from personaui_desktop import database, paths
from personaui_desktop.database import undo_steps
from personaui_desktop.database.connection import connect
from personaui_desktop.database.file import writing
from personaui_desktop.errors import CannotUndo
from personaui_desktop.records.undo import RowKey, StepKind

texts = st.sampled_from(["tea", "", "Größe 🌙"])

picks = st.integers(0, 100)


def delete(row_id: int) -> None:
    rows = (memory(row_id), RowKey("memory_sources", row_id))
    with changing(StepKind.MEMORY_DELETED, *rows) as connection:
        connection.execute("DELETE FROM memories WHERE id = ?", (row_id,))


def switch(row_id: int) -> None:
    with changing(StepKind.MEMORY_SWITCHED, memory(row_id)) as connection:
        connection.execute("UPDATE memories SET is_active = NOT is_active WHERE id = ?", (row_id,))


def add(text: str) -> int:
    with writing("default") as file, undo_steps.undoable(file, StepKind.MEMORY_ADDED, None) as step:
        made = file.connection.execute("INSERT INTO memories (content) VALUES (?)", (text,)).lastrowid or 0
        step.made(memory(made))
    return made


@pytest.mark.usefixtures("_three_memories")
def test_of_two_deletions_both_come_back_the_last_first() -> None:
    before = memories()
    delete(1)
    delete(3)
    assert read(undo_steps.undo)
    assert memories() == before[1:]
    assert read(undo_steps.undo)
    assert memories() == before
    assert read(undo_steps.undo) is None
    assert read(undo_steps.redo)
    assert read(undo_steps.redo)
    assert memories() == before[1:2]
    assert read(undo_steps.redo) is None


@pytest.mark.usefixtures("_three_memories")
def test_the_next_steps_are_told_by_kind() -> None:
    assert read(undo_steps.history) == (None, None)
    edit(1, "x")
    delete(2)
    undo, redo = read(undo_steps.history)
    assert undo
    assert undo.kind is StepKind.MEMORY_DELETED
    assert redo is None
    read(undo_steps.undo)
    undo, redo = read(undo_steps.history)
    assert undo
    assert undo.kind is StepKind.MEMORY_EDITED
    assert redo
    assert redo.kind is StepKind.MEMORY_DELETED


@pytest.mark.usefixtures("_three_memories")
def test_what_changed_nothing_is_no_step() -> None:
    edit(1, "a")
    assert read(undo_steps.history).undo is None


@pytest.mark.usefixtures("_three_memories")
def test_a_step_goes_with_the_transaction_that_it_was_written_in() -> None:
    def fail() -> None:
        with changing(StepKind.MEMORY_DELETED, memory(1)) as connection:
            connection.execute("DELETE FROM memories WHERE id = 1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(memories()) == 3
    assert read(undo_steps.history).undo is None


@pytest.mark.usefixtures("_three_memories")
def test_only_the_step_that_is_meant_is_taken_back() -> None:
    edit(1, "x")
    meant = read(undo_steps.history).undo
    assert meant
    edit(2, "y")
    assert read(undo_steps.undo, meant.step_id) is None
    assert read(undo_steps.undo)
    assert read(undo_steps.undo, meant.step_id)


def test_a_memory_comes_back_whatever_has_become_of_its_sessions_marker() -> None:
    session = database.create_session()
    made = database.save_memory(session, "a", start_message_id=1, end_message_id=4)
    database.set_last_memory_message_id(session, 4)
    rows = (memory(made), RowKey("chat_sessions", session))
    with changing(StepKind.MEMORY_DELETED, *rows) as connection:
        connection.execute("DELETE FROM memories")
        connection.execute("UPDATE chat_sessions SET last_memory_message_id = NULL")
    database.set_last_memory_message_id(session, 9)
    assert read(undo_steps.undo)
    assert [row[1] for row in memories()] == ["a"]
    assert database.get_last_memory_message_id(session) == 9
    database.delete_session(session)
    read(undo_steps.redo)
    read(undo_steps.undo)
    assert [row[1] for row in memories()] == ["a"]
    assert database.get_all_sessions("default") == []


def test_what_belonged_to_a_deleted_session_cannot_come_back() -> None:
    session = database.create_session()
    with connect("default") as connection:
        connection.execute(
            "INSERT INTO memory_proposals VALUES (1, ?, NULL, 'p', 1, 2, 'h', 'asked', 1, 0, 'now')",
            (session,),
        )
    with changing(StepKind.PROPOSAL_ACCEPTED, RowKey("memory_proposals", 1)) as connection:
        connection.execute("DELETE FROM memory_proposals")
    database.delete_session(session)
    with pytest.raises(CannotUndo, match="deleted since"):
        read(undo_steps.undo)
    assert read(undo_steps.history).undo is None


@pytest.mark.usefixtures("_three_memories")
def test_what_is_kept_beside_a_memory_comes_back_after_it_and_is_compared_anew() -> None:
    with connect("default") as connection:
        connection.execute("INSERT INTO memory_sources VALUES (1, 'hash', 'same', 1, 'asked')")
    delete(1)
    read(undo_steps.undo)
    with connect("default") as connection:
        found = connection.execute("SELECT * FROM memory_sources").fetchall()
    assert found == [(1, "hash", None, 1, "asked")]


@pytest.mark.usefixtures("_three_memories")
def test_only_so_many_steps_are_kept_and_none_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_steps, "MOST_STEPS", 3)
    for number in range(5):
        edit(1, str(number))
    while read(undo_steps.undo):
        pass
    assert memories()[0][1] == "1", "the two oldest of five are forgotten"
    edit(2, "x")
    with connect("default") as connection:
        connection.execute("UPDATE undo_steps SET done_at = '2020-01-01 00:00:00'")
    edit(1, "new")
    read(undo_steps.undo)
    assert read(undo_steps.undo) is None
    with connect("default") as connection:
        assert connection.execute("SELECT COUNT(*) FROM undo_rows").fetchone() == (1,)


@pytest.mark.usefixtures("_three_memories")
def test_a_newer_programs_kind_of_step_is_left_alone() -> None:
    edit(1, "x")
    with connect("default") as connection:
        connection.execute("INSERT INTO undo_steps (kind, done_at) VALUES ('time turned', '2999-01-01')")
    assert read(undo_steps.history).undo is None
    assert read(undo_steps.undo) is None
    assert memories()[0][1] == "x"


class History(RuleBasedStateMachine):
    """Does and takes back things in any order, and compares with a plain list of states."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        paths.choose_data_dir(self._folder.name)
        database.create_persona_db()
        self.past: list[Rows] = []
        self.future: list[Rows] = []
        self.now: Rows = []

    def teardown(self) -> None:
        paths.choose_data_dir(None)
        self._folder.cleanup()

    def _did(self) -> None:
        self.past.append(self.now)
        self.future.clear()
        self.now = memories()
        assert self.now != self.past[-1]

    def _any_of(self, pick: int) -> int:
        return int(str(self.now[pick % len(self.now)][0]))

    @rule(text=texts)
    def add(self, text: str) -> None:
        add(text)
        self._did()

    @precondition(lambda self: self.now)
    @rule(pick=picks, text=texts)
    def edit(self, pick: int, text: str) -> None:
        edit(self._any_of(pick), f"{text} {len(self.past)} {len(self.future)} changed")
        self._did()

    @precondition(lambda self: self.now)
    @rule(pick=picks)
    def switch(self, pick: int) -> None:
        switch(self._any_of(pick))
        self._did()

    @precondition(lambda self: self.now)
    @rule(pick=picks)
    def delete(self, pick: int) -> None:
        delete(self._any_of(pick))
        self._did()

    @rule()
    def undo(self) -> None:
        assert (read(undo_steps.undo) is not None) == bool(self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert (read(undo_steps.redo) is not None) == bool(self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    @invariant()
    def rows_are_as_in_the_list(self) -> None:
        assert memories() == self.now
        undo, redo = read(undo_steps.history)
        assert (undo is not None, redo is not None) == (bool(self.past), bool(self.future))


TestHistory = History.TestCase

TestHistory.settings = settings(max_examples=30, stateful_step_count=25)
