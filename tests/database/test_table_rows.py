import pytest

from personaui_desktop import database
from personaui_desktop.database.file import opened
from personaui_desktop.database.own_schema import own_schema
from personaui_desktop.database.table_rows import (
    COPIED,
    TABLES,
    copying,
    names_system,
    putting,
    reading,
    removing,
    tables_of_messages,
)


def test_every_declared_table_is_one_and_so_are_its_columns() -> None:
    names = own_schema().names
    for table, rows in TABLES.items():
        assert rows.is_part or table in names
        assert {*rows.keeps_not, *(name for name, _ in rows.copies_as)} <= set(names.get(table, ()))


@pytest.mark.parametrize("table", TABLES)
def test_sqlite_understands_every_statement(table: str) -> None:
    rows = TABLES[table]
    database.create_persona_db()
    with opened("default") as file:
        file.connection.execute("EXPLAIN " + reading(table), (1,))
        if not rows.is_part:
            statement = putting(table)
            file.connection.execute("EXPLAIN " + statement, dict.fromkeys(own_schema().names[table]))
            file.connection.execute("EXPLAIN " + removing(table), (1,))
        if table in COPIED:
            numbers = dict.fromkeys(("target", "offset", "first", "last"), 1)
            file.connection.execute("EXPLAIN " + copying(table), numbers)


def test_what_has_a_column_for_a_message_or_a_system_text_is_found_by_the_schema() -> None:
    beside = {"replies", "reply_receipts", "message_versions", "message_marks", "edit_drafts"}
    assert beside <= set(tables_of_messages())
    assert not {"chat_messages", "memories", "queued_messages"} & set(tables_of_messages())
    assert [table for table in TABLES if names_system(table)] == ["reply_receipts", "message_versions"]


def test_a_part_of_other_rows_is_never_removed_and_an_unknown_table_never_read() -> None:
    with pytest.raises(LookupError):
        removing("message_tails")
    with pytest.raises(LookupError):
        reading("db_info")
