"""Branches: what is parked comes back as it was, whatever hangs on it, and nothing is lost on the way."""

import sqlite3
from contextlib import closing

import pytest
from support.branches import a_session, check_counts, ids, nested, rows, texts
from support.files import execute
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import branch_family, branches, copying, pages, positions, undo_steps
from personaui_desktop.database.messages import delete_messages
from personaui_desktop.database.proposals import add_proposals, get_proposals
from personaui_desktop.database.provenance import list_memories
from personaui_desktop.database.replies import begin_anew, begin_reply, finish_reply
from personaui_desktop.database.session_titles import get_title, put_made_title
from personaui_desktop.errors import CannotUndo, InvalidInput, NotNow
from personaui_desktop.records.branches import BranchKind
from personaui_desktop.records.memories import Origin, Proposal, SourceState
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome
from personaui_desktop.records.sessions import TitledBy


def test_a_branch_whose_trunk_is_gone_is_found_told_and_usable() -> None:
    session = a_session("1", "2", "3")
    branch = write(branches.park_tail, session, ids(session)[1])
    database.delete_session(session)
    origin = read(branch_family.origin_of, branch)
    assert origin
    assert (origin.trunk_title, origin.is_trunk_there) == ("Tea", False)
    assert write(branches.open_branch, branch) == branch
    database.save_message("4", True, session_id=branch)
    assert texts(branch) == ["2", "3", "4"]
    with pytest.raises(CannotUndo, match="changed since"):
        read(undo_steps.undo)
    assert texts(branch) == ["2", "3", "4"]


def test_a_reply_that_arrives_before_the_fork_stands_in_nobodys_way() -> None:
    session = a_session("1", "2", "3")
    before = ids(session)
    write(begin_anew, before[1], "Mia", "run")
    branch = write(branches.park_tail, session, before[2])
    assert (ids(session), ids(branch)) == (before[:2], before[2:])


def test_proposed_memories_go_with_the_tail_that_they_end_in_and_come_back() -> None:
    session = a_session(*"1234")
    made = ids(session)
    ranges = ((0, 1), (0, 2), (2, 3))
    before, spanning, after = write(
        add_proposals,
        [
            Proposal(0, session, None, "p", made[first], made[last], "h", Origin.ASKED, True)
            for first, last in ranges
        ],
    )
    branch = write(branches.park_tail, session, made[2])
    assert dict(rows("SELECT id, session_id FROM memory_proposals")) == {
        before: session,
        spanning: branch,
        after: branch,
    }
    write(branches.open_branch, branch)
    assert {each.session_id for each in read(get_proposals)} == {session}


def test_a_move_that_has_to_wait_is_not_forgotten() -> None:
    session = a_session("1", "2", "3")
    write(branches.park_tail, session, ids(session)[1])
    reply = write(begin_reply, session, "Mia", "run")
    before = read(undo_steps.history)
    with pytest.raises(NotNow, match="reply"):
        read(undo_steps.undo)
    assert read(undo_steps.history) == before
    write(finish_reply, reply, "4", ReplyOutcome(ReplyStatus.COMPLETE))
    assert read(undo_steps.undo)
    assert texts(session) == ["1", "2", "3"]


def test_a_move_whose_first_message_was_deleted_says_so() -> None:
    session = a_session("1", "2")
    branch = write(branches.park_tail, session, ids(session)[1])
    database.delete_last_message(branch)
    with pytest.raises(CannotUndo, match="deleted since"):
        read(undo_steps.undo)


def test_a_message_of_elsewhere_is_no_place_to_branch() -> None:
    session, other = a_session("1"), a_session("2")
    for call in (branches.park_tail, copying.begin_copy):
        with pytest.raises(InvalidInput):
            write(call, session, ids(other)[0], *(["Copy"] if call is copying.begin_copy else []))
    assert len(database.get_all_sessions("default")) == 2


def memory(session: int, first: int, last: int) -> int:
    made = ids(session)
    return write(database.provenance.store_memory, session, f"{first}-{last}", made[first], made[last])


def test_what_belonged_to_deleted_messages_outlives_the_branch_that_is_opened_in_their_place() -> None:
    session = a_session(*"12345")
    made = ids(session)
    first = write(branches.park_tail, session, made[4])
    second = write(branches.park_tail, session, made[1])
    for text in "678":
        database.save_message(text, True, session_id=session)
    third = write(branches.park_tail, session, ids(session)[3])
    spanning = memory(session, 1, 2)
    own = ids(session)
    proposed = Proposal(0, session, None, "p", own[1], own[2], "h", Origin.ASKED, True)
    (proposal,) = write(add_proposals, [proposed])
    write(delete_messages, session, own[1:])
    assert write(branches.open_branch, second) == session
    assert texts(session) == ["1", "2", "3", "4"]
    assert [each.proposal_id for each in read(get_proposals)] == [proposal]
    assert dict(rows("SELECT id, session_id FROM memories")) == {spanning: session}
    for branch in (first, third):
        origin = read(branch_family.origin_of, branch)
        assert origin
        assert (origin.trunk_id, origin.is_trunk_there) == (session, True)


def test_memories_go_with_the_tail_that_they_end_in_and_come_back() -> None:
    session = a_session(*"12345678")
    before = memory(session, 0, 2)
    spanning = memory(session, 3, 5)
    after = memory(session, 6, 7)
    database.set_last_memory_message_id(session, ids(session)[7])
    was = rows("SELECT * FROM memories"), rows("SELECT last_memory_message_id FROM chat_sessions")
    read(list_memories)
    remembered_here = ids(session)[2]
    branch = write(branches.park_tail, session, ids(session)[4])
    assert dict(rows("SELECT id, session_id FROM memories")) == {
        before: session,
        spanning: branch,
        after: branch,
    }
    assert database.get_last_memory_message_id(session) == remembered_here
    assert {each.id for each in read(branch_family.memories_elsewhere, session)} == {spanning, after}
    assert {each.source for each in read(list_memories)} == {SourceState.SAME}
    write(branches.open_branch, branch)
    assert (rows("SELECT * FROM memories"), rows("SELECT last_memory_message_id FROM chat_sessions")) == was
    assert read(branch_family.memories_elsewhere, session) == []
    assert {each.source for each in read(list_memories)} == {SourceState.SAME}


def test_a_memory_whose_messages_changed_while_it_rested_says_so() -> None:
    session = a_session(*"1234")
    memory(session, 0, 3)
    assert [each.source for each in read(list_memories)] == [SourceState.SAME]
    branch = write(branches.park_tail, session, ids(session)[2])
    execute(database.get_db_path(), "UPDATE chat_messages SET message = 'other' WHERE message = '1'")
    write(branches.open_branch, branch)
    assert [each.source for each in read(list_memories)] == [SourceState.CHANGED]


def test_what_is_switched_off_is_missing_nowhere() -> None:
    session = a_session(*"1234")
    off = memory(session, 2, 3)
    write(database.provenance.switch_memory, off, False)
    write(branches.park_tail, session, ids(session)[2])
    assert read(branch_family.memories_elsewhere, session) == []


def test_what_is_pinned_is_sent_everywhere() -> None:
    session = a_session(*"1234")
    pinned = memory(session, 2, 3)
    write(database.provenance.set_pinned, pinned, True)
    write(branches.park_tail, session, ids(session)[2])
    assert read(branch_family.memories_elsewhere, session) == []


def test_a_title_that_a_machine_made_gives_way_in_a_copy_too() -> None:
    session = database.create_session()
    database.save_message("1", True, session_id=session)
    write(put_made_title, session, "Tea")
    copy = write(copying.begin_copy, session, None, "Tea")
    assert read(get_title, copy) == ("Tea", TitledBy.MACHINE)


def test_a_page_of_a_session_that_took_turns_tells_how_many_there_are() -> None:
    session = a_session(*"12345678")
    branch = write(branches.park_tail, session, ids(session)[2])
    page = read(pages.newest_page, session, 10)
    assert [each.text for each in page.messages] == ["1", "2"]
    assert read(positions.message_at, branch, 5) == ids(branch)[5]


def test_the_original_sees_every_session_and_no_trigger_stands_in_its_way() -> None:
    session, first, second = nested()
    found = {each["id"] for each in database.get_all_sessions("default")}
    assert found == {session, first, second}
    with closing(sqlite3.connect(database.get_db_path())) as original:
        original.execute("UPDATE chat_messages SET session_id = ? WHERE session_id = ?", (session, first))
        original.commit()
    check_counts()


def test_a_branch_says_how_it_came_to_be() -> None:
    session, first, second = nested()
    found = {each.session_id: each for each in read(branch_family.map_of, first, 9)}
    assert found.keys() == {session, first, second}
    assert found[session].origin is None
    assert (found[first].messages, found[second].messages, found[session].messages) == (2, 3, 2)
    origin = found[second].origin
    assert origin
    assert origin.kind is BranchKind.PARKED


def test_a_branch_says_how_many_messages_are_its_own_also_without_the_one_it_forked_at() -> None:
    session = a_session("1", "2", "3")
    copy = write(copying.begin_copy, session, ids(session)[1], "Copy")

    def own() -> int:
        return next(each.messages for each in read(branch_family.map_of, copy, 9) if each.session_id == copy)

    assert own() == 0
    database.save_message("Else", True, session_id=copy)
    assert own() == 1
    write(delete_messages, copy, [ids(copy)[1]])
    assert own() == 1


def test_a_memory_that_rests_is_not_compared_with_what_is_left_of_its_messages() -> None:
    session = a_session(*"1234")
    memory(session, 0, 3)
    read(list_memories)
    branch = write(branches.park_tail, session, ids(session)[2])
    query = f"UPDATE chat_messages SET message = 'x' WHERE id = {ids(branch)[0]}"
    execute(database.get_db_path(), query)
    assert [each.source for each in read(list_memories)] == [SourceState.UNKNOWN]
    execute(database.get_db_path(), query.replace("'x'", "'3'"))
    write(branches.open_branch, branch)
    assert [each.source for each in read(list_memories)] == [SourceState.SAME]
