from functools import partial

import pytest
from support.branches import a_session, check_counts, ids, line_of, rows, steps_of, texts
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import branches, undo_steps
from personaui_desktop.database.connection import connect
from personaui_desktop.database.file import PersonaFile, together
from personaui_desktop.database.replies import begin_reply
from personaui_desktop.database.session_titles import get_title
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import DamagedFile, InvalidInput, NotNow
from personaui_desktop.records.sessions import TitledBy


def test_a_parked_tail_is_a_session_of_its_own_with_its_ids() -> None:
    session = a_session("1", "2", "3", "4")
    before = ids(session)
    branch = write(branches.park_tail, session, before[2])
    assert texts(session) == ["1", "2"]
    assert texts(branch) == ["3", "4"]
    assert ids(session) + ids(branch) == before
    check_counts()
    assert database.get_current_session_id() == session


def test_an_opened_branch_takes_its_place_and_what_was_there_is_parked() -> None:
    session = a_session("1", "2", "3", "4")
    branch = write(branches.park_tail, session, ids(session)[2])
    database.save_message("5", True, session_id=session)
    assert write(branches.open_branch, branch) == session
    assert texts(session) == ["1", "2", "3", "4"]
    assert texts(branch) == ["5"]
    assert write(branches.open_branch, branch) == session
    assert texts(session) == ["1", "2", "5"]
    check_counts()


def test_of_a_tail_that_has_nothing_to_take_turns_with_no_empty_session_stays() -> None:
    session = a_session("1", "2")
    branch = write(branches.park_tail, session, ids(session)[1])
    write(branches.open_branch, branch)
    assert [each["id"] for each in database.get_all_sessions("default")] == [session]
    assert rows("SELECT * FROM session_branches") == []
    assert read(undo_steps.undo)
    assert (texts(session), texts(branch)) == (["1"], ["2"])
    assert read(undo_steps.redo)
    assert texts(session) == ["1", "2"]


def test_parking_is_taken_back_and_done_again_with_what_was_said_since() -> None:
    session = a_session("1", "2", "3")
    branch = write(branches.park_tail, session, ids(session)[1])
    assert read(undo_steps.undo)
    assert texts(session) == ["1", "2", "3"]
    assert database.get_session(branch) is None
    assert read(undo_steps.redo)
    assert (texts(session), texts(branch)) == (["1"], ["2", "3"])
    database.save_message("4", True, session_id=session)
    assert read(undo_steps.undo)
    assert (texts(session), texts(branch)) == (["1", "2", "3"], ["4"])
    assert read(undo_steps.redo)
    assert (texts(session), texts(branch)) == (["1", "4"], ["2", "3"])
    check_counts()


def test_nothing_moves_while_a_reply_arrives_in_it() -> None:
    session = a_session("1", "2", "3")
    with_reply = ids(session)[1]
    write(begin_reply, session, "Mia", "run")
    with pytest.raises(InvalidInput, match="reply"):
        write(branches.park_tail, session, with_reply)
    assert len(database.get_all_sessions("default")) == 1


def test_nothing_moves_while_a_reply_arrives_in_what_is_parked() -> None:
    session = a_session("1", "2")
    branch = write(branches.park_tail, session, ids(session)[1])
    write(begin_reply, branch, "Mia", "run")
    with pytest.raises(NotNow, match="reply"):
        write(branches.open_branch, branch)


def test_a_full_disk_in_the_middle_of_a_move_leaves_all_as_it_was() -> None:
    session = a_session("1", "2", "3")
    with connect("default") as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE UPDATE ON memories BEGIN SELECT RAISE(FAIL, 'full'); END"
        )
    database.save_memory(session, "m", start_message_id=ids(session)[1], end_message_id=ids(session)[2])
    with pytest.raises(DamagedFile):
        write(branches.park_tail, session, ids(session)[1])
    assert texts(session) == ["1", "2", "3"]
    assert rows("SELECT * FROM message_moves") == []


def title(session: int) -> str:
    found = database.get_session(session)
    assert found
    return str(found["title"])


def test_what_is_parked_is_called_by_its_first_words_whichever_tail_that_is() -> None:
    session = a_session("1", "2", "Walk to the mill and\nback again, as far as the old weir")
    branch = write(branches.park_tail, session, ids(session)[2])
    assert (title(session), title(branch)) == ("Tea", "Walk to the mill and back again, as far as the…")
    assert read(get_title, branch)[1] is TitledBy.FIRST_WORDS
    database.save_message("Swim", True, session_id=session)
    write(branches.open_branch, branch)
    assert (title(session), title(branch)) == ("Tea", "Swim")
    database.delete_session(session)
    assert title(branch) == "Swim"


def test_a_tail_that_begins_without_words_has_its_trunks_title() -> None:
    session = a_session("1", "  ", "3")
    assert title(write(branches.park_tail, session, ids(session)[1])) == "Tea"


@pytest.mark.parametrize("before", [0, 250, 65_530])
def test_messages_are_counted_about_the_fork_and_beyond(before: int) -> None:
    session = a_session()
    with connect("default") as connection:
        add = "INSERT INTO chat_messages (id, session_id, message, is_user) VALUES (?, ?, 'x', 1)"
        connection.executemany(add, [(before + at, session) for at in (1, 2, 3, 300, 70_000)])
    branch = write(branches.park_tail, session, before + 2)
    check_counts()
    with connect("default") as connection:
        connection.executemany(add, [(before + at, session) for at in (70_001, 70_300, 140_000)])
    for _ in range(2):
        write(branches.open_branch, branch)
        check_counts()
    read(undo_steps.undo)
    check_counts()


def open_at_once(file: PersonaFile, branch: int) -> None:
    with together(file):
        branches.open_branch(file, branch)


def test_the_deepest_of_many_branches_costs_each_no_more_to_open_to_take_back_and_to_open_again() -> None:
    costs = []
    for number in (100, 400):
        session, deepest = line_of(number)
        was = rows("SELECT id, session_id FROM chat_messages")
        opening = steps_of(partial(open_at_once, branch=deepest))
        assert len(texts(session)) == number + 2
        undoing = steps_of(undo_steps.undo)
        assert rows("SELECT id, session_id FROM chat_messages") == was
        costs.append((opening, undoing, steps_of(undo_steps.redo)))
        assert len(texts(session)) == number + 2
        check_counts()
    for few, many in zip(*costs, strict=True):
        assert many < few * 6


def test_a_tail_is_parked_by_a_statement_that_looks_at_nothing_else() -> None:
    session = a_session(*"1234")
    branch = write(branches.park_tail, session, ids(session)[2])
    names = {"branch": branch, "trunk": session, "fork": ids(session)[1]}
    with connect("default") as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {sql('tails.park_messages')}", names).fetchall()
        looked = connection.execute(
            f"EXPLAIN QUERY PLAN {sql('tails.is_being_copied')}", (session,)
        ).fetchall()
    assert [row[3] for row in plan] == [
        "SEARCH chat_messages USING COVERING INDEX idx_session_id (session_id=? AND rowid>?)"
    ]
    assert "idx_branches_unfinished" in looked[0][3]


def test_of_each_message_that_is_moved_nothing_is_looked_up() -> None:
    def steps(number: int) -> int:
        session = a_session("0")
        with connect("default") as connection:
            insert = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, 'm', 1)"
            connection.executemany(insert, [(session,)] * number)
        return steps_of(partial(park_at_once, session=session, message_id=ids(session)[1]))

    few, many = steps(100), steps(1_100)
    assert (many - few) <= 80, "thousands of SQLite's steps for a thousand messages"


def park_at_once(file: PersonaFile, session: int, message_id: int) -> None:
    with together(file):
        branches.park_tail(file, session, message_id)
