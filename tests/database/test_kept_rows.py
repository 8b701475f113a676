import json

import pytest
from support.on_file import read
from support.undoing import changing, edit, memories

from personaui_desktop import database
from personaui_desktop.database import undo_steps
from personaui_desktop.database.file import column_names, writing
from personaui_desktop.database.kept_rows import (
    KeptRow,
    make_so,
    packed,
    read_row,
    unpacked,
)
from personaui_desktop.database.sql_loader import all_queries
from personaui_desktop.database.table_rows import TABLES, reading
from personaui_desktop.errors import CannotUndo
from personaui_desktop.records.undo import RowKey, StepKind


@pytest.mark.usefixtures("_three_memories")
def test_a_row_that_changed_since_stays_as_it_is_and_the_step_is_forgotten() -> None:
    edit(2, "before")
    edit(1, "x")
    database.update_memory(1, "by another program")
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)
    assert memories()[0][1] == "by another program"
    assert read(undo_steps.undo), "the step before it can still be taken back"
    assert memories()[1][1] == "b"


@pytest.mark.usefixtures("_three_memories")
def test_other_columns_of_a_changed_row_stay_as_they_are() -> None:
    edit(1, "x")
    database.toggle_memory_status(1)
    read(undo_steps.undo)
    assert memories()[0] == (1, "a", 0)


@pytest.mark.usefixtures("_three_memories")
def test_a_row_that_another_program_deleted_is_not_made_of_half_its_columns() -> None:
    edit(1, "x")
    database.delete_memory(1)
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)
    assert [row[0] for row in memories()] == [2, 3]


def test_bytes_and_all_else_that_sqlite_holds_are_kept() -> None:
    columns = {"a": b"\xff\x00", "b": 1.5, "c": None, "d": 2**63 - 1, "e": "Größe 🌙"}
    assert unpacked(packed(columns)) == columns


def test_what_is_read_by_a_query_of_its_own_says_so_and_the_other_way_round() -> None:
    queries = {name.removeprefix("undo_steps.read_") for name in all_queries() if ".read_" in name}
    with_query = {table for table, rows in TABLES.items() if rows.has_query}
    assert with_query == {table for table in queries if "." not in table}


_HUNG_ON = {"session_id", "message_id", "memory_id"}


@pytest.mark.parametrize("table", [table for table, rows in TABLES.items() if not rows.is_part])
def test_a_row_is_put_changed_and_removed_with_all_that_is_read_of_it(table: str) -> None:
    session = database.create_session()
    message = database.save_message("Hello.", True, session_id=session)
    memory = database.save_memory(session, "Likes tea.")
    assert (session, message, memory) == (1, 1, 1)
    with writing("default") as file:
        found_by, *others = column_names(file.connection.execute(reading(table), (1,)))
        # Where a row has an id of its own it is a new one, else it hangs on the one that is there.
        key = RowKey(table, 7 if found_by == "id" else 1)
        before = read_row(file, key)
        for word in ("first", "second"):
            values = {name: 1 if name in _HUNG_ON else f"{word} {name}" for name in others}
            make_so(file, KeptRow(key, before, {found_by: key.row_id} | values))
            assert read_row(file, key) == {found_by: key.row_id} | values
            before = read_row(file, key)
        if found_by == "id":
            make_so(file, KeptRow(key, before, None))
            assert read_row(file, key) is None


def test_no_column_that_only_a_step_names_is_ever_written() -> None:
    made = database.save_memory(None, "Likes tea.")
    edit(made, "Likes rain.")
    foul = {"content": "Likes tea.", "content = 'x', is_active": 0}
    with writing("default") as file:
        values = (json.dumps(foul), json.dumps({"content": "Likes rain."}))
        file.connection.execute("UPDATE undo_rows SET row_before = ?, row_after = ?", values)
    read(undo_steps.undo)
    assert memories() == [(made, "Likes tea.", 1)]


@pytest.mark.parametrize("table", ["db_info", "memories; DROP TABLE memories", "step", "", "session_titles"])
def test_a_step_on_anything_else_than_the_kept_tables_changes_nothing(table: str) -> None:
    session = database.create_session()
    made = database.save_memory(session, "Likes tea.")
    edit(made, "Likes rain.")
    with writing("default") as file:
        values = (table, None, json.dumps({"session_id": 1, "title": "New conversation", "titled_by": None}))
        statement = "UPDATE undo_rows SET table_name = ?, row_before = ?, row_after = ?"
        file.connection.execute(statement, values)
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)
    assert memories() == [(made, "Likes rain.", 1)]
    assert len(database.get_all_sessions("default")) == 1


def test_what_a_memory_was_made_of_is_looked_at_again_where_it_is_as_it_was() -> None:
    made = database.save_memory(None, "Likes tea.")
    with writing("default") as file:
        file.connection.execute("INSERT INTO memory_sources VALUES (?, 'hash', 'same', 0, 'asked')", (made,))
    with changing(StepKind.MEMORY_EDITED, RowKey("memory_sources", made)) as connection:
        connection.execute("UPDATE memory_sources SET source_hash = 'other'")
    read(undo_steps.undo)
    with writing("default") as file:
        found = file.connection.execute("SELECT source_hash, state FROM memory_sources").fetchall()
    assert found == [("hash", None)]
