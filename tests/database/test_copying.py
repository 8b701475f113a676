"""Copies: everything that hangs on a message comes along, in chunks that a kill may come between of."""

from pathlib import Path

import pytest
from support.files import tables_on_messages
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import branch_family, copying, edits, pages, replies, undo_steps, versions
from personaui_desktop.database.connection import connect
from personaui_desktop.database.session_marks import put_in_trash, trashed
from personaui_desktop.database.sessions import is_in_trash
from personaui_desktop.database.table_rows import COPIED
from personaui_desktop.database.to_remember import amount_to_remember
from personaui_desktop.errors import NotNow
from personaui_desktop.records.branches import BranchKind
from personaui_desktop.records.messages import ReplyStatus

NOT_COPIED = {"edit_drafts"}
"""What a person has not finished yet stays where it was begun."""


def ids(session: int) -> list[int]:
    return [each["id"] for each in database.get_chat_history(10_000, session)]


def texts(session: int) -> list[str]:
    return [each["message"] for each in database.get_chat_history(10_000, session)]


def a_session(*texts: str) -> int:
    session = database.create_session("Tea")
    for at, text in enumerate(texts):
        database.save_message(text, at % 2 == 0, session_id=session)
    return session


def columns_of(table: str) -> list[tuple[str, str]]:
    with connect("default") as connection:
        return [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table})")]


def test_no_table_that_hangs_on_messages_is_forgotten(data_dir: Path) -> None:
    database.create_persona_db()
    assert tables_on_messages(data_dir / "main.db") == set(COPIED) | NOT_COPIED


@pytest.mark.parametrize("table", COPIED)
def test_no_column_is_forgotten(table: str) -> None:
    session = a_session("1", "2")
    message = ids(session)[1]
    own = {"id", "instead_of"}
    columns = [(name, kind) for name, kind in columns_of(table) if name not in own]
    values = [message if name == "message_id" else at + 2 for at, (name, _) in enumerate(columns)]
    names = ", ".join(name for name, _ in columns)
    with connect("default") as connection:
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
    copy = write(copying.begin_copy, session, None, "Copy")
    with connect("default") as connection:
        query = f"SELECT {names} FROM {table} ORDER BY message_id"
        first, second = (
            dict(zip([name for name, _ in columns], row, strict=True)) for row in connection.execute(query)
        )
    assert second.pop("message_id") == ids(copy)[1]
    del first["message_id"]
    assert first == second
    assert None not in first.values()


def test_a_copy_has_the_messages_up_to_one_and_their_times() -> None:
    session = a_session("1", "2", "3")
    copy = write(copying.begin_copy, session, ids(session)[1], "Copy")
    assert texts(copy) == ["1", "2"]
    were, are = database.get_chat_history(2, session, 1), database.get_chat_history(9, copy)
    assert [each["timestamp"] for each in were] == [each["timestamp"] for each in are]
    assert [each["is_user"] for each in are] == [True, False]


def test_its_messages_stay_in_order_whatever_is_written_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK", 2)
    other = a_session("a")
    session = a_session(*"1234567")
    database.save_message("b", True, session_id=other)
    copy = write(copying.begin_copy, session, None, "Copy")
    assert texts(copy) == ["6", "7"], "the end is there at once"
    database.save_message("8", True, session_id=copy)
    database.save_message("c", True, session_id=other)
    assert read(copying.unfinished_copies) == [copy]
    while write(copying.copy_chunk, copy):
        pass
    assert texts(copy) == list("12345678")
    assert texts(session) == list("1234567")
    assert read(copying.unfinished_copies) == []
    assert not write(copying.copy_chunk, copy), "and nothing is copied twice"
    assert texts(copy) == list("12345678")


def test_a_reply_that_has_not_said_anything_yet_is_not_copied() -> None:
    session = a_session("1", "2")
    write(replies.begin_reply, session, "Mia", "run")
    assert texts(write(copying.begin_copy, session, None, "Copy")) == ["1", "2"]


def test_of_a_reply_that_has_said_a_part_the_part_is_copied_and_nothing_arrives_in_it() -> None:
    session = a_session("1")
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(replies.store_reply_text, reply, "half")
    copy = write(copying.begin_copy, session, None, "Copy")
    found = read(pages.newest_page, copy, 9).messages
    assert [(each.text, each.status) for each in found] == [("1", None), ("half", ReplyStatus.STOPPED)]


def test_what_a_message_said_is_copied_where_its_next_version_has_not_said_anything_yet() -> None:
    a_session(*"abcd")
    session = a_session("1", "2", "3")
    message = ids(session)[1]
    write(edits.edit_message, message, "two", keeps_version=True)
    write(replies.begin_anew, message, "Mia", "run")
    copy = write(copying.begin_copy, session, None, "Copy")
    assert texts(copy) == ["1", "two", "3"]
    found = read(versions.list_versions, ids(copy)[1])
    assert [(each.text, each.is_chosen) for each in found] == [("2", False), ("two", True)]
    assert [each.status for each in read(pages.newest_page, copy, 9).messages] == [None, None, None]
    assert texts(session) == ["1", "", "3"], "where it still arrives"


def test_of_a_version_that_has_said_a_part_the_part_is_copied() -> None:
    session = a_session("1", "2")
    message = ids(session)[1]
    write(replies.begin_anew, message, "Mia", "run")
    write(replies.store_reply_text, message, "half")
    copy = write(copying.begin_copy, session, None, "Copy")
    found = read(versions.list_versions, ids(copy)[1])
    assert [(each.text, each.is_chosen) for each in found] == [("2", False), ("half", True)]


def test_what_is_being_copied_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK", 1)
    session = a_session(*"123")
    copy = write(copying.begin_copy, session, None, "Copy")
    for each in (session, copy):
        with pytest.raises(NotNow, match="copied"):
            write(database.branches.park_tail, each, ids(each)[-1])
        with pytest.raises(NotNow, match="copied"):
            write(copying.begin_copy, each, None, "Copy")
    while write(copying.copy_chunk, copy):
        pass
    write(database.branches.park_tail, session, ids(session)[-1])


@pytest.mark.parametrize("which", ["trunk", "branch"])
def test_tails_do_not_take_turns_while_one_is_being_copied(
    which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "CHUNK", 1)
    session = a_session(*"1234")
    branch = write(database.branches.park_tail, session, ids(session)[2])
    copy = write(copying.begin_copy, session if which == "trunk" else branch, None, "Copy")
    with pytest.raises(NotNow, match="copied"):
        write(database.branches.open_branch, branch)
    while write(copying.copy_chunk, copy):
        pass
    assert write(database.branches.open_branch, branch) == session
    assert texts(session) == list("1234")


def test_a_copy_that_was_deleted_before_it_was_whole_holds_nothing_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(copying, "CHUNK", 1)
    session = a_session(*"123")
    database.delete_session(write(copying.begin_copy, session, None, "Copy"))
    write(database.branches.park_tail, session, ids(session)[2])
    write(copying.begin_copy, session, None, "Another copy")
    database.delete_session(database.get_current_session_id())
    write(put_in_trash, [session])
    assert read(trashed) == [session]


def test_a_copy_that_lost_its_source_is_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK", 1)
    session = a_session(*"123")
    copy = write(copying.begin_copy, session, None, "Copy")
    database.delete_session(session)
    assert not write(copying.copy_chunk, copy)
    assert texts(copy) == ["3"]
    assert read(copying.unfinished_copies) == []


def test_a_copy_taken_back_is_in_the_trash_with_what_was_said_since() -> None:
    session = a_session("1")
    copy = write(copying.begin_copy, session, None, "Copy")
    database.save_message("2", True, session_id=copy)
    assert not read(is_in_trash, copy)
    assert read(undo_steps.undo)
    assert read(is_in_trash, copy)
    assert texts(copy) == ["1", "2"]
    assert read(undo_steps.redo)
    assert not read(is_in_trash, copy)


def test_a_copy_says_what_kind_of_copy_it_is() -> None:
    session = a_session("1", "2")
    for until, kind in ((None, BranchKind.DUPLICATE), (ids(session)[0], BranchKind.COPIED)):
        origin = read(branch_family.origin_of, write(copying.begin_copy, session, until, "Copy"))
        assert origin
        assert (origin.kind, origin.is_whole) == (kind, True)


def test_nothing_more_is_copied_into_a_copy_that_was_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK", 1)
    copy = write(copying.begin_copy, a_session("1", "2"), None, "Copy")
    database.delete_session(copy)
    assert not write(copying.copy_chunk, copy)


def test_an_empty_conversation_can_be_duplicated() -> None:
    copy = write(copying.begin_copy, database.create_session("Tea"), None, "Copy")
    assert texts(copy) == []
    assert read(copying.unfinished_copies) == []


def test_a_branch_does_not_remember_twice_what_was_remembered_before_the_fork() -> None:
    session = a_session(*"12345678")
    made = ids(session)
    database.save_memory(session, "before", start_message_id=made[0], end_message_id=made[3])
    database.save_memory(session, "after", start_message_id=made[6], end_message_id=made[7])
    database.set_last_memory_message_id(session, made[7])
    copy = write(copying.begin_copy, session, made[5], "Copy")
    copied = ids(copy)
    assert database.get_last_memory_message_id(copy) == copied[5]
    assert read(branch_family.inherited_ranges, read(branch_family.relatives_of, copy)) == [
        (copied[0], copied[3])
    ]
    assert [each.content for each in read(branch_family.memories_elsewhere, copy)] == ["after"]
    assert read(branch_family.memories_elsewhere, session) == []
    database.save_message("9", True, session_id=copy)
    database.save_memory(copy, "own", start_message_id=copied[0], end_message_id=ids(copy)[-1])
    assert [each.content for each in read(branch_family.memories_elsewhere, session)] == ["own"]


def test_branches_of_a_branch_share_only_what_all_of_them_have() -> None:
    session = a_session(*"12345678")
    first = write(copying.begin_copy, session, ids(session)[5], "First")
    second = write(copying.begin_copy, first, ids(first)[3], "Second")
    third = write(copying.begin_copy, first, ids(first)[4], "Third")
    found = {each.session_id: each for each in read(branch_family.relatives_of, second)}
    assert found[first].shared_until == ids(first)[3]
    assert found[third].shared_until == ids(third)[3]
    assert found[session].shared_until == ids(session)[3]
    assert found[session].shift == ids(second)[0] - ids(session)[0]
    found = {each.session_id: each for each in read(branch_family.relatives_of, session)}
    assert found[second].shared_until == ids(second)[3]
    assert found[second].shift == ids(session)[0] - ids(second)[0]


def test_what_was_remembered_before_the_fork_is_not_missing_in_a_copy() -> None:
    session = a_session(*"1234567890")
    made = ids(session)
    database.save_memory(session, "before", start_message_id=made[0], end_message_id=made[4])
    database.set_last_memory_message_id(session, made[4])
    copy = write(copying.begin_copy, session, made[4], "Copy")
    for text in "abcd":
        database.save_message(text, True, session_id=copy)
    own = ids(copy)
    database.save_memory(copy, "own", start_message_id=own[5], end_message_id=own[8])
    database.set_last_memory_message_id(copy, own[8])
    assert read(amount_to_remember, copy).gap is None
