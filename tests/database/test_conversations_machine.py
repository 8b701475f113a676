"""Branches, copies and marks at random, with undo, redo and kills: no way that was ever gone is lost."""

import tempfile
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from support.on_file import read, write

from personaui_desktop import database, paths
from personaui_desktop.database import (
    branch_family,
    branches,
    copying,
    listing,
    session_marks,
    undo_steps,
)
from personaui_desktop.database.connection import connect
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.records.branches import BranchKind

Way = tuple[int, ...]
picks = st.integers(0, 1000)


class Marks(NamedTuple):
    """What a person sees of a conversation in the list."""

    title: str
    is_pinned: bool = False
    is_archived: bool = False
    is_trashed: bool = False


class Killed(Exception):
    """The program ends in the middle of a transaction."""


class Conversations(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        paths.choose_data_dir(self.folder.name)
        self.said: set[int] = set()
        self.ways: set[Way] = set()
        self.marks: dict[int, Marks] = {}
        self.done: list[dict[int, tuple[Marks, Marks]]] = []
        self.undone: list[dict[int, tuple[Marks, Marks]]] = []

    def teardown(self) -> None:
        paths.choose_data_dir(None)
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        session = database.create_session("Tea")
        self.marks[session] = Marks("Tea")
        for at in range(3):
            self.said.add(database.save_message(str(at), True, session_id=session))

    def _shown(self) -> list[int]:
        return sorted(self.marks)

    def _ids(self, session: int) -> list[int]:
        return [each["id"] for each in database.get_chat_history(1000, session)]

    def _step(self, changed: dict[int, Marks]) -> None:
        self.done.append({each: (self.marks[each], marks) for each, marks in changed.items()})
        self.undone.clear()
        self.marks |= changed

    @rule(pick=picks)
    def say(self, pick: int) -> None:
        session = self._shown()[pick % len(self.marks)]
        self.said.add(database.save_message("more", True, session_id=session))

    @rule(pick=picks, at=picks)
    def park(self, pick: int, at: int) -> None:
        session = self._shown()[pick % len(self.marks)]
        ids = self._ids(session)
        if ids:
            write(branches.park_tail, session, ids[at % len(ids)])
            self._step({})

    @rule(pick=picks)
    def open_branch(self, pick: int) -> None:
        parked = [each for each in self._sessions() if each not in self.marks]
        if parked:
            assert write(branches.open_branch, parked[pick % len(parked)]) in self.marks
            self._step({})

    @rule(pick=picks, at=picks)
    def copy(self, pick: int, at: int) -> None:
        session = self._shown()[pick % len(self.marks)]
        ids = self._ids(session)
        if ids and len(self.marks) < 6:
            copy = write(copying.begin_copy, session, ids[at % len(ids)], "Copy")
            assert len(self._ids(copy)) == at % len(ids) + 1
            self.said |= set(self._ids(copy))
            self.marks[copy] = Marks("Copy", is_trashed=True)
            self._step({copy: Marks("Copy")})

    @rule(pick=picks, pinned=st.booleans())
    def pin(self, pick: int, pinned: bool) -> None:
        chosen = self._shown()[pick % len(self.marks) :]
        changed = {each: self.marks[each]._replace(is_pinned=pinned) for each in chosen}
        is_new = write(session_marks.set_pinned, chosen, pinned) is not None
        assert is_new == any(self.marks[each] != marks for each, marks in changed.items())
        if is_new:
            self._step(changed)

    @rule(pick=picks, archived=st.booleans())
    def archive(self, pick: int, archived: bool) -> None:
        session = self._shown()[pick % len(self.marks)]
        if write(session_marks.set_archived, [session], archived) is not None:
            self._step({session: self.marks[session]._replace(is_archived=archived)})

    @rule(pick=picks, trashed=st.booleans())
    def trash(self, pick: int, trashed: bool) -> None:
        session = self._shown()[pick % len(self.marks)]
        verb = session_marks.put_in_trash if trashed else session_marks.take_out_of_trash
        if write(verb, [session]) is not None:
            self._step({session: self.marks[session]._replace(is_trashed=trashed)})

    @rule(pick=picks, title=st.sampled_from(["a", "b", "Größe"]))
    def rename(self, pick: int, title: str) -> None:
        session = self._shown()[pick % len(self.marks)]
        before = read(undo_steps.history).undo
        write(session_marks.rename, session, title)
        if read(undo_steps.history).undo != before:
            self._step({session: self.marks[session]._replace(title=title)})

    @rule()
    def undo(self) -> None:
        taken = read(undo_steps.undo)
        assert (taken is not None) == bool(self.done)
        if self.done:
            step = self.done.pop()
            self.undone.append(step)
            self.marks |= {each: before for each, (before, _) in step.items()}

    @rule()
    def redo(self) -> None:
        taken = read(undo_steps.redo)
        assert (taken is not None) == bool(self.undone)
        if self.undone:
            step = self.undone.pop()
            self.done.append(step)
            self.marks |= {each: after for each, (_, after) in step.items()}

    @rule(pick=picks, at=picks)
    def be_killed_while_parking(self, pick: int, at: int) -> None:
        session = self._shown()[pick % len(self.marks)]
        ids = self._ids(session)

        def work(file: PersonaFile) -> None:
            branches.park_tail(file, session, ids[at % len(ids)])
            raise Killed

        if ids:
            try:
                write(work)
            except Killed:
                assert self._ids(session) == ids

    def _sessions(self) -> list[int]:
        return [each["id"] for each in database.get_all_sessions("default")]

    def _way_to_end_of(self, session: int) -> Way:
        """All messages from the beginning to the end of a session, be it parked."""
        way: list[int] = []
        until = None
        while True:
            ids = self._ids(session)
            way[:0] = [each for each in ids if until is None or each <= until]
            origin = read(branch_family.origin_of, session)
            if origin is None or origin.kind is not BranchKind.PARKED:
                return tuple(way)
            session, until = origin.trunk_id, origin.fork_id

    @invariant()
    def nothing_is_lost(self) -> None:
        ways = {self._way_to_end_of(session) for session in self._sessions()}
        assert {each for way in ways for each in way} == self.said
        for known in self.ways:
            assert any(way[: len(known)] == known for way in ways), known
        self.ways = ways
        assert all(list(way) == sorted(way) for way in ways)

    @invariant()
    def the_list_is_as_the_model(self) -> None:
        found = {each.id: each for each in read(listing.list_sessions)}
        assert found.keys() == {each for each, marks in self.marks.items() if not marks.is_trashed}
        for session, marks in self.marks.items():
            listed = read(listing.list_session, session)
            assert listed
            is_trashed = listed.trashed_at is not None
            assert Marks(listed.title, listed.is_pinned, listed.is_archived, is_trashed) == marks

    @invariant()
    def no_session_is_empty_but_those_that_are_shown(self) -> None:
        assert all(self._ids(session) for session in self._sessions() if session not in self.marks)

    @invariant()
    def messages_are_counted_as_they_are(self) -> None:
        with connect("default") as connection:
            for shift in (8, 16):
                told = connection.execute(
                    "SELECT session_id, block, messages FROM message_counts WHERE shift = ?", (shift,)
                )
                query = f"SELECT session_id, id >> {shift}, COUNT(*) FROM chat_messages GROUP BY 1, 2"
                assert sorted(told) == sorted(connection.execute(query))
            assert connection.execute("SELECT COUNT(*) FROM message_moves").fetchone() == (0,)


TestConversations = Conversations.TestCase
TestConversations.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
