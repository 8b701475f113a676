"""The registry of migrations, and bringing an open file up to date with it."""

import sqlite3
from pathlib import Path
from typing import TypedDict

from personaui_desktop.database.failures import known_error
from personaui_desktop.database.file_header import FORMAT, refuse_newer
from personaui_desktop.database.opening import transaction
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import MigrationFailed


class Migration(TypedDict):
    """One change of the schema: ``check`` is a query that fails while ``apply`` is still to be done."""

    id: str
    check: str
    apply: list[str]


def _for_each_size(statements: str) -> list[str]:
    """The same for messages counted among every 2^8 and among every 2^16 neighbouring ids."""
    return [statements.replace("SHIFT", shift) for shift in ("8", "16")]


def _trigger(name: str, event: str, statements: str) -> str:
    return f"CREATE TRIGGER {name} {event} BEGIN {''.join(_for_each_size(statements))} END"


_COUNT_ALL = """INSERT INTO message_counts (session_id, shift, block, messages)
    SELECT session_id, SHIFT, id >> SHIFT, COUNT(*) FROM chat_messages GROUP BY session_id, id >> SHIFT"""
# Neither OR IGNORE nor an upsert: within a trigger the policy of the statement that fired it would count.
_COUNT_NEW = """
    INSERT INTO message_counts (session_id, shift, block, messages)
    SELECT NEW.session_id, SHIFT, NEW.id >> SHIFT, 0
    WHERE NOT EXISTS (
        SELECT 1 FROM message_counts
        WHERE session_id = NEW.session_id AND shift = SHIFT AND block = NEW.id >> SHIFT
    );
    UPDATE message_counts SET messages = messages + 1
    WHERE session_id = NEW.session_id AND shift = SHIFT AND block = NEW.id >> SHIFT;"""
_COUNT_OLD = """
    UPDATE message_counts SET messages = messages - 1
    WHERE session_id = OLD.session_id AND shift = SHIFT AND block = OLD.id >> SHIFT;
    DELETE FROM message_counts
    WHERE session_id = OLD.session_id AND shift = SHIFT AND block = OLD.id >> SHIFT AND messages <= 0;"""

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
    {
        "id": "add_memory_sources",
        "check": "SELECT memory_id, source_hash, state, pinned, origin FROM memory_sources LIMIT 1",
        "apply": [
            """CREATE TABLE memory_sources (
                memory_id INTEGER PRIMARY KEY REFERENCES memories (id) ON DELETE CASCADE,
                source_hash TEXT,
                state TEXT,
                pinned BOOLEAN NOT NULL DEFAULT 0,
                origin TEXT NOT NULL DEFAULT 'hand'
            )""",
            # Whoever changes a message, the memories made from it are looked at again.
            """CREATE TRIGGER IF NOT EXISTS memory_source_edited
            AFTER UPDATE OF message, session_id ON chat_messages
            WHEN OLD.message IS NOT NEW.message OR OLD.session_id IS NOT NEW.session_id BEGIN
                UPDATE memory_sources SET state = NULL WHERE memory_id IN (
                    SELECT id FROM memories
                    WHERE session_id IN (OLD.session_id, NEW.session_id)
                      AND OLD.id BETWEEN start_message_id AND end_message_id
                );
            END""",
            """CREATE TRIGGER IF NOT EXISTS memory_source_deleted AFTER DELETE ON chat_messages BEGIN
                UPDATE memory_sources SET state = NULL WHERE memory_id IN (
                    SELECT id FROM memories
                    WHERE session_id = OLD.session_id AND OLD.id BETWEEN start_message_id AND end_message_id
                );
            END""",
            """CREATE TRIGGER IF NOT EXISTS memory_source_inserted AFTER INSERT ON chat_messages BEGIN
                UPDATE memory_sources SET state = NULL WHERE memory_id IN (
                    SELECT id FROM memories
                    WHERE session_id = NEW.session_id AND NEW.id BETWEEN start_message_id AND end_message_id
                );
            END""",
        ],
    },
    {
        "id": "add_memory_proposals",
        "check": "SELECT id, session_id, memory_id, source_hash, moves_marker FROM memory_proposals LIMIT 1",
        "apply": [
            """CREATE TABLE memory_proposals (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                session_id INTEGER NOT NULL REFERENCES chat_sessions (id) ON DELETE CASCADE,
                memory_id INTEGER REFERENCES memories (id) ON DELETE CASCADE,
                content TEXT NOT NULL,
                start_message_id INTEGER NOT NULL,
                end_message_id INTEGER NOT NULL,
                source_hash TEXT NOT NULL,
                origin TEXT NOT NULL,
                moves_marker BOOLEAN NOT NULL,
                is_discarded BOOLEAN NOT NULL DEFAULT 0,
                created_at DATETIME NOT NULL
            )""",
        ],
    },
    {
        # The full-text index of the memories is this program's own business, see `memory_index`. Whichever
        # program writes a memory only notes its id: its SQLite may have no full-text search.
        "id": "add_memory_changes",
        "check": "SELECT memory_id FROM memory_changes LIMIT 1",
        "apply": [
            "DROP TRIGGER IF EXISTS memory_index_insert",
            "DROP TRIGGER IF EXISTS memory_index_delete",
            "DROP TRIGGER IF EXISTS memory_index_update",
            "CREATE TABLE memory_changes (memory_id INTEGER NOT NULL)",
            """CREATE TRIGGER memory_inserted AFTER INSERT ON memories BEGIN
                INSERT INTO memory_changes (memory_id) VALUES (NEW.id);
            END""",
            """CREATE TRIGGER memory_deleted AFTER DELETE ON memories BEGIN
                INSERT INTO memory_changes (memory_id) VALUES (OLD.id);
            END""",
            """CREATE TRIGGER memory_updated AFTER UPDATE OF id, content ON memories BEGIN
                INSERT INTO memory_changes (memory_id) VALUES (OLD.id), (NEW.id);
            END""",
            """CREATE INDEX IF NOT EXISTS idx_memory_newest_active
            ON memories (created_at, id) WHERE is_active""",
        ],
    },
    {
        "id": "add_reply_receipts",
        "check": "SELECT 1 FROM reply_receipts JOIN sent_systems USING (system_hash) JOIN spending LIMIT 1",
        "apply": [
            # The system text is alike from reply to reply, so it is kept once.
            "CREATE TABLE sent_systems (system_hash TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID",
            """CREATE TABLE reply_receipts (
                message_id INTEGER PRIMARY KEY REFERENCES chat_messages (id) ON DELETE CASCADE,
                system_hash TEXT NOT NULL,
                content BLOB NOT NULL,
                sent_at DATETIME NOT NULL,
                cost_nano INTEGER,
                prices_of TEXT
            )""",
            "CREATE INDEX idx_receipt_system ON reply_receipts (system_hash)",
            """CREATE TRIGGER sent_system_unused AFTER DELETE ON reply_receipts BEGIN
                DELETE FROM sent_systems
                WHERE system_hash = OLD.system_hash
                  AND NOT EXISTS (SELECT 1 FROM reply_receipts WHERE system_hash = OLD.system_hash);
            END""",
            # Money that was spent stays spent, whatever becomes of the message.
            """CREATE TABLE spending (
                id INTEGER PRIMARY KEY,
                session_id INTEGER,
                spent_at DATETIME NOT NULL,
                purpose TEXT NOT NULL,
                model TEXT,
                input_tokens INTEGER,
                output_tokens INTEGER,
                cache_read_tokens INTEGER,
                cache_write_tokens INTEGER,
                cost_nano INTEGER
            )""",
            "CREATE INDEX idx_spending_session ON spending (session_id)",
            "CREATE INDEX idx_spending_time ON spending (spent_at)",
        ],
    },
    {
        "id": "add_drafts",
        "check": "SELECT session_id, content, updated_at FROM drafts LIMIT 1",
        "apply": [
            # No session stands for the one that is still to begin.
            """CREATE TABLE drafts (
                session_id INTEGER UNIQUE REFERENCES chat_sessions (id) ON DELETE CASCADE,
                content TEXT NOT NULL,
                updated_at DATETIME NOT NULL
            )""",
        ],
    },
    {
        # Where in its session a message stands is asked with every page, and counting what lies before it
        # would take ever longer. So a session's messages among neighbouring ids are counted here.
        "id": "add_message_counts",
        "check": "SELECT session_id, shift, block, messages FROM message_counts LIMIT 1",
        "apply": [
            """CREATE TABLE message_counts (
                session_id INTEGER NOT NULL,
                shift INTEGER NOT NULL,
                block INTEGER NOT NULL,
                messages INTEGER NOT NULL,
                PRIMARY KEY (session_id, shift, block)
            ) WITHOUT ROWID""",
            *_for_each_size(_COUNT_ALL),
            _trigger("message_counted", "AFTER INSERT ON chat_messages", _COUNT_NEW),
            _trigger("message_uncounted", "AFTER DELETE ON chat_messages", _COUNT_OLD),
            _trigger(
                "message_recounted",
                "AFTER UPDATE OF id, session_id ON chat_messages",
                _COUNT_OLD + _COUNT_NEW,
            ),
            "CREATE INDEX idx_session_time ON chat_messages (session_id, timestamp)",
        ],
    },
    {
        "id": "add_undo_steps",
        "check": "SELECT 1 FROM undo_steps JOIN undo_rows ON step_id = undo_steps.id LIMIT 1",
        "apply": [
            """CREATE TABLE undo_steps (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                kind TEXT NOT NULL,
                session_id INTEGER,
                done_at DATETIME NOT NULL,
                is_undone BOOLEAN NOT NULL DEFAULT 0
            )""",
            """CREATE TABLE undo_rows (
                step_id INTEGER NOT NULL REFERENCES undo_steps (id) ON DELETE CASCADE,
                place INTEGER NOT NULL,
                table_name TEXT NOT NULL,
                row_id INTEGER NOT NULL,
                row_before TEXT,
                row_after TEXT,
                PRIMARY KEY (step_id, place)
            ) WITHOUT ROWID""",
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


def _is_up_to_date(connection: sqlite3.Connection, persona_id: str) -> bool:
    if ("db_info",) not in connection.execute(sql("migrations.get_table_names")).fetchall():
        return False
    applied = {key for (key,) in connection.execute(sql("migrations.get_applied_migrations"))}
    return (
        applied.issuperset(key_of(migration) for migration in MIGRATIONS)
        and connection.execute(sql("migrations.get_persona_id")).fetchone() == (persona_id,)
        and connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    )


def _bring_schema(connection: sqlite3.Connection, persona_id: str, path: Path) -> None:
    with transaction(connection):
        refuse_newer(connection.execute("PRAGMA user_version").fetchone()[0], persona_id, path)
        for statement in _SCHEMA:
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
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        # Programs that migrate without a transaction can leave a file with the first of two columns.
        if not str(error).startswith("duplicate column name"):
            raise
