"""A look at a file's tables: are they those of a persona, and is nothing among them that is not."""

import logging
import sqlite3
from pathlib import Path

from personaui_desktop.database import failures
from personaui_desktop.database.failures import damaged
from personaui_desktop.database.migration import MIGRATIONS, key_of
from personaui_desktop.database.own_schema import ColumnShape, own_schema
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.phrases import Phrase

_log = logging.getLogger(__name__)

_FIRST_COLUMNS = {
    "db_info": ("key", "value"),
    "chat_sessions": ("id", "title", "persona_id", "created_at", "updated_at"),
    "chat_messages": ("id", "session_id", "message", "is_user", "timestamp", "character_name"),
    "memories": ("id", "session_id", "persona_id", "content", "created_at", "is_active"),
}
"""What every persona's file has had from the beginning; migrations add the rest."""

_EARLIER_TRIGGERS = {
    *("memory_index_insert", "memory_index_delete", "memory_index_update"),
    *("memory_source_inserted", "memory_source_deleted", "memory_source_edited"),
}
"""Ours once; a migration removes them."""
_EARLIER_MIGRATIONS = {"migration_add_memory_index"}
"""Ours once: a file that notes them is no newer program's."""

_WRITING = ("INSERT INTO {} DEFAULT VALUES", "DELETE FROM {}", "SELECT rowid FROM {}")


def check_shape(connection: sqlite3.Connection, persona_id: str, path: Path) -> None:
    """Refuse a file whose tables are not those of a persona. An entirely empty database passes.

    A newer program's file, which tells of migrations unknown here, may have triggers and views unknown here.

    Raises:
        DamagedFile: it is another program's database; or a table or column is missing, or is something else;
            or there is a view or a trigger that is not ours; or a foreign key fits nothing.
    """
    things = {(kind, name.lower()) for kind, name in connection.execute(sql("shape.get_things"))}
    tables = {name for kind, name in things if kind == "table"}
    if not things:
        return
    if tables.isdisjoint(_FIRST_COLUMNS):
        raise damaged(persona_id, path, failures.OF_ANOTHER_PROGRAM)
    wrong = _missing_table(tables) or _unfit(connection, things)
    if wrong:
        raise damaged(persona_id, path, failures.UNFIT.filled(why=wrong))


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether the tables that every persona's file has are there."""
    names = {name.lower() for kind, name in connection.execute(sql("shape.get_things")) if kind == "table"}
    return names.issuperset(_FIRST_COLUMNS)


def _missing_table(tables: set[str]) -> Phrase | None:
    missing = [table for table in _FIRST_COLUMNS if table not in tables]
    return failures.NO_TABLE.filled(table=missing[0]) if missing else None


def _unfit(connection: sqlite3.Connection, things: set[tuple[str, str]]) -> Phrase | None:
    expected, triggers, _names = own_schema()
    noted = {key for (key,) in connection.execute(sql("migrations.get_applied_migrations"))}
    ours = {key_of(migration) for migration in MIGRATIONS}
    if not ours <= noted:
        expected = frozenset(column for column in expected if column[1] in _FIRST_COLUMNS.get(column[0], ()))
    strange = None if noted - ours - _EARLIER_MIGRATIONS else _stranger(things, triggers)
    return strange or _missing_column(connection, expected) or _unwritable(connection, expected)


def _stranger(things: set[tuple[str, str]], triggers: frozenset[str]) -> Phrase | None:
    strangers = sorted(
        (kind, name)
        for kind, name in things
        if kind == "view" or (kind == "trigger" and name not in triggers | _EARLIER_TRIGGERS)
    )
    return failures.STRANGER.filled(thing=" ".join(strangers[0])) if strangers else None


def _missing_column(connection: sqlite3.Connection, expected: frozenset[ColumnShape]) -> Phrase | None:
    missing = sorted(expected.difference(connection.execute(sql("shape.get_columns"))), key=str)
    if not missing:
        return None
    table, column, *_ = missing[0]
    return failures.NO_COLUMN.filled(column=column, table=table)


def _unwritable(connection: sqlite3.Connection, expected: frozenset[ColumnShape]) -> Phrase | None:
    """Whether SQLite sees how the tables would be written; nothing is. What it says is for the log alone."""
    for table in sorted({table for table, *_ in expected} & set(_FIRST_COLUMNS)):
        for statement in _WRITING:
            try:
                connection.execute("EXPLAIN " + statement.format(table)).close()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                    raise
                _log.warning("The table %s: %s", table, error)
                return failures.MISFIT.filled(table=table)
    return None
