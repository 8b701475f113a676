"""The registry of migrations, and bringing files up to date with it."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TypedDict

from personaui_desktop.database.failures import damaged, known_error, translated
from personaui_desktop.database.file_header import FORMAT, check_file
from personaui_desktop.database.locations import get_all_persona_ids, get_db_path
from personaui_desktop.database.opening import open_connection, transaction
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import KnownError, MigrationFailed

_log = logging.getLogger(__name__)


class Migration(TypedDict):
    """One change of the schema: ``check`` is a query that fails while ``apply`` is still to be done."""

    id: str
    check: str
    apply: list[str]


MIGRATIONS: list[Migration] = [
    {
        "id": "add_last_memory_message_id",
        "check": "SELECT last_memory_message_id FROM chat_sessions LIMIT 1",
        "apply": ["ALTER TABLE chat_sessions ADD COLUMN last_memory_message_id INTEGER DEFAULT NULL"],
    },
    {
        "id": "add_memory_message_ranges",
        "check": "SELECT start_message_id, end_message_id FROM memories LIMIT 1",
        "apply": [
            "ALTER TABLE memories ADD COLUMN start_message_id INTEGER DEFAULT NULL",
            "ALTER TABLE memories ADD COLUMN end_message_id INTEGER DEFAULT NULL",
        ],
    },
    {
        "id": "add_persona_profile",
        "check": "SELECT name, description, greeting, avatar, updated_at FROM persona_profile LIMIT 1",
        "apply": [
            """CREATE TABLE persona_profile (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                name TEXT NOT NULL,
                description TEXT NOT NULL DEFAULT '',
                greeting TEXT NOT NULL DEFAULT '',
                avatar BLOB,
                updated_at DATETIME NOT NULL
            )""",
        ],
    },
    {
        "id": "add_replies",
        "check": "SELECT message_id, status, run FROM replies LIMIT 1",
        "apply": [
            """CREATE TABLE replies (
                message_id INTEGER PRIMARY KEY REFERENCES chat_messages (id) ON DELETE CASCADE,
                status TEXT NOT NULL,
                problem TEXT,
                model TEXT,
                stop_reason TEXT,
                input_tokens INTEGER,
                output_tokens INTEGER,
                cache_read_tokens INTEGER,
                cache_write_tokens INTEGER,
                first_text_ms INTEGER,
                run TEXT,
                updated_at DATETIME NOT NULL
            )""",
            # Only replies under way are in it, so that looking for interrupted ones costs nothing.
            "CREATE INDEX idx_replies_streaming ON replies (message_id) WHERE status = 'streaming'",
        ],
    },
]

_SCHEMA = (
    "schema.create_db_info",
    "schema.create_chat_sessions",
    "schema.create_chat_messages",
    "schema.create_memories",
    "schema.create_session_index",
    "schema.create_memory_session_index",
    "schema.create_memory_active_index",
    "schema.create_memory_persona_index",
)


def run_pending_migrations(persona_id: str | None = None) -> dict[str, KnownError]:
    """Bring one persona's file up to date, or every file, each migration in a transaction of its own.

    A migration that fails is rolled back and ends the work on its file; the other files go on.

    Returns:
        What failed, by persona; empty when all is well. Each failure is also in the log.

    Raises:
        KnownError: one persona was asked for and its file cannot be brought up to date.
    """
    if persona_id is not None:
        _migrate_file(persona_id)
        return {}
    failures: dict[str, KnownError] = {}
    for each in get_all_persona_ids():
        try:
            _migrate_file(each)
        except KnownError as error:
            # A persona may be deleted while others are looked after.
            if get_db_path(each).exists():
                _log.error("%s", error)
                failures[each] = error
    return failures


def bring_up_to_date(connection: sqlite3.Connection, persona_id: str, path: Path) -> None:
    """Give an open file the whole schema, the persona's id and all migrations; quick where all is there.

    Raises:
        MigrationFailed: a migration failed and was rolled back.
        DamagedFile: the file is another program's database.
    """
    if _is_up_to_date(connection, persona_id):
        return
    _bring_schema(connection, persona_id, path)
    for migration in MIGRATIONS:
        try:
            _apply(connection, migration)
        except sqlite3.Error as error:
            raise known_error(error, persona_id, path) or MigrationFailed(
                f"The migration {migration['id']} of {path.name} failed and was taken back: {error}.",
                "The file is as it was before. Report this, and use another persona until it is mended.",
                persona_id,
                path,
            ) from error


def _migrate_file(persona_id: str) -> None:
    path = get_db_path(persona_id)
    with translated(persona_id, path):
        check_file(path, persona_id)
        with closing(open_connection(path)) as connection:
            bring_up_to_date(connection, persona_id, path)


def _is_up_to_date(connection: sqlite3.Connection, persona_id: str) -> bool:
    if ("db_info",) not in connection.execute(sql("migrations.get_table_names")).fetchall():
        return False
    applied = {key for (key,) in connection.execute(sql("migrations.get_applied_migrations"))}
    return (
        applied.issuperset(_key(migration) for migration in MIGRATIONS)
        and connection.execute(sql("migrations.get_persona_id")).fetchone() == (persona_id,)
        and connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    )


def _bring_schema(connection: sqlite3.Connection, persona_id: str, path: Path) -> None:
    with transaction(connection):
        tables = {name for (name,) in connection.execute(sql("migrations.get_table_names"))}
        if tables and tables.isdisjoint({"db_info", "chat_sessions", "chat_messages", "memories"}):
            raise damaged(persona_id, path, "is a database of another program")
        for statement in _SCHEMA:
            connection.execute(sql(statement))
        connection.execute(sql("memories.upsert_db_info"), ("persona_id", persona_id))
        connection.execute(f"PRAGMA user_version = {FORMAT}")


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    key = _key(migration)
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
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        # Programs that migrate without a transaction can leave a file with the first of two columns.
        if not str(error).startswith("duplicate column name"):
            raise


def _key(migration: Migration) -> str:
    return f"migration_{migration['id']}"
