"""What writes many messages at one go counts them as the triggers would, and is done in one pass."""

import pytest
from support.files import execute
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import copying
from personaui_desktop.database.branches import delete_with_parked
from personaui_desktop.database.connection import connect
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.many_at_once import delete_at_once, many_at_once
from personaui_desktop.database.provenance import list_memories
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records.memories import SourceState

INSERT = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, ?, 1)"


def rows(query: str) -> list[tuple[object, ...]]:
    with connect("default") as connection:
        return connection.execute(query).fetchall()


def a_session(messages: int) -> int:
    session = database.create_session("Tea")
    with connect("default") as connection:
        connection.executemany(INSERT, [(session, str(at)) for at in range(messages)])
    return session


def check_counts() -> None:
    for shift in (8, 16):
        told = rows(f"SELECT session_id, block, messages FROM message_counts WHERE shift = {shift}")
        query = f"SELECT session_id, id >> {shift}, COUNT(*) FROM chat_messages GROUP BY 1, 2"
        assert sorted(told) == sorted(rows(query))


@pytest.mark.parametrize("highest", [0, 65_200, 65_536 * 3 - 400])
def test_a_copy_is_counted_as_it_comes_across_blocks(highest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK", 170)
    session = a_session(700)
    execute(database.get_db_path(), f"UPDATE sqlite_sequence SET seq = max(seq, {highest})")
    copy = write(copying.begin_copy, session, None, "Copy")
    check_counts()
    database.save_message("more", True, session_id=copy)
    while write(copying.copy_chunk, copy):
        check_counts()
    check_counts()
    assert database.get_message_count(copy) == 701


def test_copying_counts_no_message_by_itself() -> None:
    session = a_session(400)

    def changes(file: PersonaFile) -> int:
        before = file.connection.total_changes
        copying.begin_copy(file, session, None, "Copy")
        return file.connection.total_changes - before

    assert write(changes) < 500


def test_a_deleted_session_leaves_no_counts_and_its_memories_are_looked_at_again() -> None:
    session, other = a_session(300), a_session(3)
    first = rows(f"SELECT MIN(id) FROM chat_messages WHERE session_id = {session}")[0][0]
    write(database.provenance.store_memory, session, "m", first, first)
    assert [each.source for each in read(list_memories)] == [SourceState.SAME]
    assert write(delete_at_once, session)
    assert not write(delete_at_once, session)
    check_counts()
    assert rows("SELECT state FROM memory_sources") == [(None,)]
    assert [each.source for each in read(list_memories)] == [SourceState.GONE]
    assert database.get_message_count(other) == 3
    assert rows("SELECT * FROM message_moves") == []


def test_afterwards_the_triggers_count_again() -> None:
    session = a_session(3)

    def work(file: PersonaFile) -> None:
        with many_at_once(file, session):
            pass

    write(work)
    database.save_message("4", True, session_id=session)
    database.delete_last_message(session)
    check_counts()


def steps_of_deleting(number: int, verb: str) -> int:
    """How much SQLite does to delete a conversation of so many messages, each with a memory."""
    session = a_session(number)
    with connect("default") as connection:
        connection.execute(
            "INSERT INTO memories (session_id, content, start_message_id, end_message_id) "
            "SELECT session_id, 'm', id, id FROM chat_messages WHERE session_id = ?",
            (session,),
        )
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    def work(file: PersonaFile) -> None:
        file.connection.set_progress_handler(count, 100)
        if verb == "for good":
            delete_with_parked(file, session)
        else:
            database.sessions.delete_session(file, session)
        file.connection.set_progress_handler(None, 0)

    write(work)
    return steps


@pytest.mark.parametrize("verb", ["by itself", "for good"])
def test_deleting_a_conversation_costs_no_more_a_message_where_there_are_more_memories(verb: str) -> None:
    few, many = steps_of_deleting(200, verb), steps_of_deleting(800, verb)
    assert many < few * 6


def test_memories_to_compare_are_found_without_looking_at_the_others() -> None:
    a_session(1)
    plan = rows(f"EXPLAIN QUERY PLAN {sql('provenance.sources_to_look_at')}")
    assert any("idx_sources_to_look_at" in str(row) for row in plan)
