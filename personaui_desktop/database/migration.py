"""Brings an open file up to date: the tables that every persona's file has, then the migrations."""

import logging
import re
import sqlite3
from pathlib import Path

from personaui_desktop.database.failures import known_error, not_updated
from personaui_desktop.database.file_header import FORMAT, refuse_newer
from personaui_desktop.database.migration_files import Migration, read_migrations
from personaui_desktop.database.opening import transaction
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.paths import sql_dir

_log = logging.getLogger(__name__)

MIGRATIONS: list[Migration] = read_migrations(sql_dir() / "migrations")
"""The registry, in the order in which they are applied."""

_NEW_COLUMN = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", re.IGNORECASE)

_FIRST_TABLES = (
    "first_tables.create_db_info",
    "first_tables.create_chat_sessions",
    "first_tables.create_chat_messages",
    "first_tables.create_memories",
    "first_tables.create_session_index",
    "first_tables.create_memory_session_index",
    "first_tables.create_memory_active_index",
    "first_tables.create_memory_persona_index",
)


def key_of(migration: Migration) -> str:
    """Under which key of ``db_info`` a file notes that the migration was applied."""
    return f"migration_{migration['id']}"


def bring_up_to_date(connection: sqlite3.Connection, persona_id: str, path: Path) -> None:
    """Give an open file the whole schema, the persona's id and all migrations; quick where all is there.

    Raises:
        MigrationFailed: a migration failed and was rolled back.
        NewerFile: a newer version of the program has written the file meanwhile.
    """
    if _is_up_to_date(connection, persona_id):
        return
    _bring_first_tables(connection, persona_id, path)
    for migration in MIGRATIONS:
        try:
            _apply(connection, migration)
        except sqlite3.Error as error:
            _log.warning("The migration %s: %s", migration["id"], error)
            raise known_error(error, persona_id, path) or not_updated(
                persona_id, path, migration["id"]
            ) from error


def _is_up_to_date(connection: sqlite3.Connection, persona_id: str) -> bool:
    if ("db_info",) not in connection.execute(sql("migrations.get_table_names")).fetchall():
        return False
    applied = {key for (key,) in connection.execute(sql("migrations.get_applied_migrations"))}
    return (
        applied.issuperset(key_of(migration) for migration in MIGRATIONS)
        and connection.execute(sql("migrations.get_persona_id")).fetchone() == (persona_id,)
        and connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    )


def _bring_first_tables(connection: sqlite3.Connection, persona_id: str, path: Path) -> None:
    with transaction(connection):
        refuse_newer(connection.execute("PRAGMA user_version").fetchone()[0], persona_id, path)
        for statement in _FIRST_TABLES:
            connection.execute(sql(statement))
        connection.execute(sql("memories.upsert_db_info"), ("persona_id", persona_id))
        connection.execute(f"PRAGMA user_version = {FORMAT}")


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    key = key_of(migration)
    with transaction(connection):
        if connection.execute(sql("migrations.is_migration_applied"), (key,)).fetchone():
            return
        if not _is_in_place(connection, migration["check"]):
            for statement in migration["apply"]:
                _execute_unless_done(connection, statement)
        connection.execute(sql("migrations.mark_migration_applied"), (key,))


def _is_in_place(connection: sqlite3.Connection, check: str) -> bool:
    try:
        connection.execute(check).fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return False
    return True


def _execute_unless_done(connection: sqlite3.Connection, statement: str) -> None:
    # Programs that migrate without a transaction can leave a file with the first of two columns.
    added = _NEW_COLUMN.match(statement)
    if added is None or not connection.execute(sql("shape.has_column"), added.groups()).fetchone():
        connection.execute(statement)
