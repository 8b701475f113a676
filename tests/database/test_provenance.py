"""Memories and their messages through any sequence of what a person and the program may do."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from support.on_file import read, write

from personaui_desktop import database, paths
from personaui_desktop.database import undo_steps
from personaui_desktop.database.connection import connect
from personaui_desktop.database.proposals import (
    accept_proposal,
    add_proposals,
    discard_proposal,
    get_proposals,
)
from personaui_desktop.database.provenance import (
    forget_memory,
    hash_of,
    list_memories,
    set_pinned,
    store_memory,
)
from personaui_desktop.database.replies import begin_anew, finish_reply
from personaui_desktop.database.to_remember import amount_to_remember, messages_between, remembered_until
from personaui_desktop.records.memories import Memory, Origin, Proposal, SourceState
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome

pick = st.integers(0, 10**6)
words = st.sampled_from(["a", "b", "", "Größe 🌙"])


class Remembering(RuleBasedStateMachine):
    """Does things in any order, and compares with what plain lists say should be."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        paths.choose_data_dir(self._folder.name)
        database.create_persona_db("default")
        self.sessions: dict[int, dict[int, tuple[bool, str]]] = {}
        """Of each message whether the person said it, and its text."""
        self.markers: dict[int, int | None] = {}
        self.hashes: dict[int, str] = {}
        self.talk(0)

    def teardown(self) -> None:
        paths.choose_data_dir(None)
        self._folder.cleanup()

    def _session(self, number: int) -> int:
        return sorted(self.sessions)[number % len(self.sessions)]

    def _memories(self) -> list[Memory]:
        return read(list_memories)

    def _hash(self, session: int, start: int, end: int) -> str:
        said = self.sessions.get(session, {})
        return hash_of(said[each] for each in sorted(said) if start <= each <= end)

    def _newest(self, session: int) -> int | None:
        return max(self.sessions[session], default=None)

    @rule(number=pick)
    def talk(self, number: int) -> None:
        if len(self.sessions) < 2:
            session = database.create_session("A talk", "default")
            self.sessions[session], self.markers[session] = {}, None
        session = self._session(number)
        for turn in range(1 + number % 4):
            is_user, text = turn % 2 == 0, f"said {database.get_total_message_count('default')}"
            message_id = database.save_message(text, is_user, session_id=session)
            self.sessions[session][message_id] = (is_user, text)

    @precondition(lambda self: any(self.sessions.values()))
    @rule(number=pick, text=words)
    def edit(self, number: int, text: str) -> None:
        """Any message: other programs do."""
        session = self._session(number)
        if self.sessions[session]:
            message_id = sorted(self.sessions[session])[number % len(self.sessions[session])]
            with connect("default") as connection:
                connection.execute("UPDATE chat_messages SET message = ? WHERE id = ?", (text, message_id))
            self.sessions[session][message_id] = (self.sessions[session][message_id][0], text)

    @precondition(lambda self: any(self.sessions.values()))
    @rule(number=pick)
    def delete_message(self, number: int) -> None:
        session = self._session(number)
        if self.sessions[session]:
            message_id = sorted(self.sessions[session])[number % len(self.sessions[session])]
            with connect("default") as connection:
                connection.execute("DELETE FROM chat_messages WHERE id = ?", (message_id,))
            del self.sessions[session][message_id]

    @precondition(lambda self: any(self.sessions.values()))
    @rule(number=pick, text=words)
    def edit_last(self, number: int, text: str) -> None:
        session = self._session(number)
        newest = self._newest(session)
        assert database.update_last_message_text(session, text, "default") == (newest is not None)
        if newest is not None:
            self.sessions[session][newest] = (self.sessions[session][newest][0], text)

    @rule(number=pick)
    def delete_last(self, number: int) -> None:
        session = self._session(number)
        newest = self._newest(session)
        assert (database.delete_last_message(session, "default") is None) == (newest is None)
        self.sessions[session].pop(newest or 0, None)

    @precondition(lambda self: any(self.sessions.values()))
    @rule(number=pick, is_whole=st.booleans())
    def switch_reply(self, number: int, is_whole: bool) -> None:
        """Have the last reply written anew; what it said before is a version that nothing remembers."""
        session = self._session(number)
        last = self._newest(session)
        if last is None or self.sessions[session][last][0]:
            return
        status = ReplyStatus.COMPLETE if is_whole else ReplyStatus.STOPPED
        text = f"said otherwise {number}"
        assert write(begin_anew, last, "Mia", "this run") is None
        assert write(finish_reply, last, text, ReplyOutcome(status))
        self.sessions[session][last] = (False, text)

    @precondition(lambda self: len(self.sessions) > 1)
    @rule(number=pick)
    def delete_session(self, number: int) -> None:
        session = self._session(number)
        database.delete_session(session, "default")
        del self.sessions[session], self.markers[session]

    @rule(number=pick)
    def remember(self, number: int) -> None:
        """Propose what was said since the marker, as the program does."""
        session = self._session(number)
        since = read(remembered_until, session)
        messages = read(messages_between, session, since + 1, 2**62, 2000)
        if len(messages) < 4:
            return
        start, end = messages[0].id, messages[-1].id
        source = hash_of((one.is_user, one.text) for one in messages)
        assert source == self._hash(session, start, end)
        write(add_proposals, [Proposal(0, session, None, "Written.", start, end, source, Origin.ASKED, True)])

    @precondition(lambda self: read(get_proposals))
    @rule(number=pick)
    def accept(self, number: int) -> None:
        proposals = read(get_proposals)
        proposal = proposals[number % len(proposals)]
        memory_id = write(accept_proposal, proposal.proposal_id, "Accepted.")
        assert memory_id is not None
        self.hashes[memory_id] = proposal.source_hash
        if proposal.moves_marker:
            before = self.markers[proposal.session_id]
            self.markers[proposal.session_id] = max(before or 0, proposal.end_message_id)

    @precondition(lambda self: read(get_proposals))
    @rule(number=pick, again=st.booleans())
    def discard(self, number: int, again: bool) -> None:
        proposals = read(get_proposals)
        proposal = proposals[number % len(proposals)]
        step_id = write(discard_proposal, proposal.proposal_id)
        assert step_id is not None
        assert proposal not in read(get_proposals)
        if again:
            assert read(undo_steps.undo, step_id)
            assert proposal in read(get_proposals)

    @rule(number=pick)
    def remember_by_hand(self, number: int) -> None:
        session = self._session(number)
        ids = sorted(self.sessions[session])
        if ids:
            start = ids[number % len(ids)]
            end = ids[min(len(ids) - 1, number % len(ids) + 2)]
            memory_id = write(store_memory, session, "By hand.", start, end)
            self.hashes[memory_id] = self._hash(session, start, end)

    @rule(number=pick)
    def write(self, number: int) -> None:
        """By hand, of nothing in particular."""
        write(store_memory, self._session(number), "Written.")

    @precondition(lambda self: self._memories())
    @rule(number=pick)
    def make_anew(self, number: int) -> None:
        memories = self._memories()
        memory = memories[number % len(memories)]
        session, start, end = memory.session_id, memory.start_message_id, memory.end_message_id
        if memory.source is not SourceState.CHANGED or session is None or start is None or end is None:
            return
        source = self._hash(session, start, end)
        proposal = Proposal(0, session, memory.id, "Anew.", start, end, source, Origin.ASKED, False)
        (proposal_id,) = write(add_proposals, [proposal])
        assert write(accept_proposal, proposal_id, "Anew.") == memory.id
        self.hashes[memory.id] = source

    @precondition(lambda self: self._memories())
    @rule(number=pick)
    def toggle_and_pin(self, number: int) -> None:
        memories = self._memories()
        memory = memories[number % len(memories)]
        database.toggle_memory_status(memory.id, "default")
        assert write(set_pinned, memory.id, not memory.pinned)

    @precondition(lambda self: self._memories())
    @rule(number=pick, again=st.booleans())
    def forget(self, number: int, again: bool) -> None:
        memories = self._memories()
        before = memories[number % len(memories)]
        step_id = write(forget_memory, before.id)
        assert step_id is not None
        assert before.id not in [one.id for one in self._memories()]
        if again:
            assert read(undo_steps.undo, step_id)
            (after,) = [one for one in self._memories() if one.id == before.id]
            assert after == before
            return
        self.hashes.pop(before.id, None)
        session = before.session_id
        assert session is not None
        if session in self.markers:
            ends = [one.end_message_id for one in self._memories() if one.session_id == session]
            self.markers[session] = max((end for end in ends if end is not None), default=None)

    @invariant()
    def the_marker_is_as_specified(self) -> None:
        for session, marker in self.markers.items():
            assert database.get_last_memory_message_id(session, "default") == marker

    @invariant()
    def memorized_is_as_specified(self) -> None:
        memories = self._memories()
        for session, said in self.sessions.items():
            active = [
                (one.start_message_id, one.end_message_id)
                for one in memories
                if one.session_id == session and one.is_active and one.start_message_id is not None
            ]
            for message in database.get_chat_history(500, session, persona_id="default"):
                marker = self.markers[session]
                expected = (
                    any(start <= message["id"] <= end for start, end in active)
                    if active
                    else marker is not None and message["id"] <= marker
                )
                assert message["memorized"] == expected
            assert len(said) == database.get_message_count(session, "default")

    @invariant()
    def a_memory_is_stale_exactly_when_its_source_differs(self) -> None:
        for memory in self._memories():
            session, start, end = memory.session_id, memory.start_message_id, memory.end_message_id
            assert session is not None
            if start is None or end is None:
                assert memory.source is (
                    SourceState.UNKNOWN if session in self.sessions else SourceState.GONE
                )
                continue
            said = self.sessions.get(session, {})
            if not any(start <= each <= end for each in said):
                assert memory.source is SourceState.GONE
            else:
                same = self._hash(session, start, end) == self.hashes[memory.id]
                assert memory.source is (SourceState.SAME if same else SourceState.CHANGED)

    @invariant()
    def no_range_reaches_into_another_session(self) -> None:
        memories = self._memories()
        for one in memories:
            for session, said in self.sessions.items():
                ends = {one.start_message_id, one.end_message_id} & set(said)
                assert not ends or one.session_id == session

    @invariant()
    def a_gap_is_in_no_memory_and_before_the_marker(self) -> None:
        memories = self._memories()
        for session, said in self.sessions.items():
            gap = read(amount_to_remember, session).gap
            if gap is None:
                continue
            first, last, count = gap
            inside = [each for each in said if first <= each <= last]
            assert len(inside) == count >= 4
            assert last <= (self.markers[session] or 0)
            ranges = [
                (one.start_message_id, one.end_message_id) for one in memories if one.session_id == session
            ]
            # A memory without a range may cover anything: nothing is offered then.
            assert (None, None) not in ranges
            assert not any(start <= each <= end for each in inside for start, end in ranges)


TestRemembering = Remembering.TestCase
TestRemembering.settings = settings(max_examples=25, stateful_step_count=25)


def test_whoever_changes_a_message_makes_its_memory_stale(data_dir: Path) -> None:
    """Also a program that knows nothing of hashes, such as the original one."""
    database.create_persona_db("default")
    session = database.create_session("A talk", "default")
    ids = [database.save_message(f"{n}", True, session_id=session) for n in range(4)]
    write(store_memory, session, "They counted.", ids[0], ids[3])
    assert read(list_memories)[0].source is SourceState.SAME
    with closing(sqlite3.connect(data_dir / "main.db")) as other:
        other.execute("UPDATE chat_messages SET message = 'changed' WHERE id = ?", (ids[1],))
        other.commit()
    assert read(list_memories)[0].source is SourceState.CHANGED
    with closing(sqlite3.connect(data_dir / "main.db")) as other:
        other.execute("UPDATE chat_messages SET message = '1' WHERE id = ?", (ids[1],))
        other.commit()
    assert read(list_memories)[0].source is SourceState.SAME


def test_a_proposal_waits_in_the_file_and_goes_with_its_session() -> None:
    database.create_persona_db("default")
    session = database.create_session("A talk", "default")
    ids = [database.save_message(f"{n}", True, session_id=session) for n in range(4)]
    proposal = Proposal(0, session, None, "They counted.", ids[0], ids[3], "hash", Origin.ITSELF, True)
    (proposal_id,) = write(add_proposals, [proposal])
    (found,) = read(get_proposals)
    assert found[1:9] == proposal[1:9]
    assert found.proposal_id == proposal_id
    database.delete_session(session, "default")
    assert read(get_proposals) == []
    assert write(accept_proposal, proposal_id, "x") is None
