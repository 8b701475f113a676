import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.files import SHAPES, make_legacy_file

from personaui_desktop.database import public
from personaui_desktop.database.new_file import empty_database
from personaui_desktop.database.shape import _EARLIER_TRIGGERS, check_shape
from personaui_desktop.errors import DamagedFile

PATH = Path("persona_mia.db")
WRONG = {
    "DROP TABLE memories": r"the table memories is missing",
    "ALTER TABLE drafts RENAME TO notes": r"the column content of the table drafts is missing",
    "ALTER TABLE replies DROP COLUMN problem": r"the column problem of the table replies is missing",
    "ALTER TABLE chat_messages RENAME message TO text": r"the column message of the table chat_messages",
    "CREATE VIEW strange AS SELECT 1": r"the view strange is not from this program",
    "CREATE TRIGGER strange AFTER DELETE ON memories BEGIN SELECT 1; END": r"the trigger strange is not",
    "CREATE TABLE x (m REFERENCES chat_messages (message))": r"the table chat_messages does not fit",
    "DROP TABLE memory_changes": r"the column memory_id of the table memory_changes is missing",
}  # fmt: skip
FINE = (
    "CREATE TABLE moods (name TEXT)",
    "ALTER TABLE chat_messages ADD COLUMN mood TEXT",
    "CREATE INDEX mine ON chat_messages (character_name)",
    "PRAGMA application_id = 7",
)


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with closing(empty_database("mia", PATH)) as connection:
        yield connection


def refused(connection: sqlite3.Connection, sentence: str) -> None:
    with pytest.raises(DamagedFile, match=rf"persona_mia\.db .*{sentence}"):
        check_shape(connection, "mia", PATH)


@pytest.mark.parametrize(("statement", "sentence"), WRONG.items())
def test_what_is_wrong_is_told(database: sqlite3.Connection, statement: str, sentence: str) -> None:
    database.execute("PRAGMA legacy_alter_table = ON")
    database.execute(statement)
    refused(database, sentence)


MEMORIES = """CREATE TABLE new (
    id INTEGER PRIMARY KEY, session_id INTEGER, persona_id TEXT {default}, content TEXT, created_at TIMESTAMP,
    is_active INTEGER, start_message_id INTEGER, end_message_id INTEGER
){ending}"""
UNWRITABLE = {
    "what is added has a value that nothing makes": [
        MEMORIES.format(default="DEFAULT (made_up())", ending=""),
        "DROP TABLE memories",
        "ALTER TABLE new RENAME TO memories",
    ],
    "what is deleted takes something along that fits nothing": [
        "CREATE TABLE letters (id INTEGER PRIMARY KEY, memory REFERENCES memories ON DELETE CASCADE, stamp)",
        "CREATE TABLE stamps (stamp REFERENCES letters (stamp))",
    ],
    "what is added gets no id": [
        MEMORIES.format(default="", ending=" WITHOUT ROWID"),
        "DROP TABLE memories",
        "ALTER TABLE new RENAME TO memories",
    ],
}
"""By what cannot be done with the memories: how another program makes them so."""


@pytest.mark.parametrize("statements", UNWRITABLE.values(), ids=UNWRITABLE)
def test_a_table_that_cannot_be_written_is_refused(
    database: sqlite3.Connection, statements: list[str]
) -> None:
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("PRAGMA legacy_alter_table = ON")
    for statement in statements:
        database.execute(statement)
    database.execute("PRAGMA foreign_keys = ON")
    refused(database, "the table memories does not fit the others")


def test_what_sqlite_says_of_a_table_is_for_the_log_alone(
    database: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    database.execute("CREATE TABLE x (m REFERENCES chat_messages (message))")
    with pytest.raises(DamagedFile) as failure:
        check_shape(database, "mia", PATH)
    assert "foreign key mismatch" in caplog.text
    assert "foreign key mismatch" not in str(failure.value)
    assert "mismatch" not in str(failure.value.remedy)


class Locked(sqlite3.Connection):
    """A file that another program locks just when it is looked at how its tables would be written."""

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if statement.startswith("EXPLAIN"):
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        return super().execute(statement, *values)


def test_a_file_that_is_locked_is_not_called_damaged(database: sqlite3.Connection, tmp_path: Path) -> None:
    database.commit()
    database.execute("VACUUM INTO ?", (str(tmp_path / PATH),))
    with (
        closing(sqlite3.connect(tmp_path / PATH, factory=Locked)) as connection,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        check_shape(connection, "mia", PATH)


def test_a_table_whose_ids_are_no_longer_keys_is_refused(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA legacy_alter_table = ON")
    database.execute("CREATE TABLE copy AS SELECT * FROM memories")
    database.execute("DROP TABLE memories")
    database.execute("ALTER TABLE copy RENAME TO memories")
    refused(database, "the column id of the table memories is missing or changed")


@pytest.mark.parametrize(
    ("table", "column"), [("chat_messages", "is_user"), ("memories", "is_active"), ("memories", "content")]
)
def test_an_older_file_lacks_no_column_that_all_files_have(data_dir: Path, table: str, column: str) -> None:
    path = data_dir / "old.db"
    make_legacy_file(path, "mia", "first")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.execute(f"ALTER TABLE {table} RENAME {column} TO something")
        refused(connection, f"the column {column} of the table {table} is missing")


def test_an_older_file_needs_only_what_all_files_have(data_dir: Path) -> None:
    for shape in SHAPES:
        path = data_dir / f"{shape}.db"
        make_legacy_file(path, "mia", shape)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            check_shape(connection, "mia", PATH)
            connection.execute("ALTER TABLE chat_messages DROP COLUMN character_name")
            refused(connection, "the column character_name of the table chat_messages is missing")


MEMORY_INDEX = """
CREATE VIRTUAL TABLE memory_index USING fts5(content, content = 'memories', content_rowid = 'id');
CREATE TRIGGER memory_index_insert AFTER INSERT ON memories BEGIN
    INSERT INTO memory_index (rowid, content) VALUES (NEW.id, NEW.content);
END;
CREATE TRIGGER memory_index_delete AFTER DELETE ON memories BEGIN
    INSERT INTO memory_index (memory_index, rowid, content) VALUES ('delete', OLD.id, OLD.content);
END;
CREATE TRIGGER memory_index_update AFTER UPDATE OF id, content ON memories BEGIN
    INSERT INTO memory_index (memory_index, rowid, content) VALUES ('delete', OLD.id, OLD.content);
    INSERT INTO memory_index (rowid, content) VALUES (NEW.id, NEW.content);
END;
INSERT INTO db_info VALUES ('migration_add_memory_index', '2026-10-01');
"""
"""As an earlier version of the program left it."""


def test_the_triggers_of_an_earlier_version_are_no_strangers_and_others_still_are(data_dir: Path) -> None:
    path = data_dir / "main.db"
    make_legacy_file(path, "default", "ranges")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(MEMORY_INDEX)
        check_shape(connection, "default", path)
        connection.execute("CREATE TRIGGER strange AFTER DELETE ON memories BEGIN SELECT 1; END")
        with pytest.raises(DamagedFile, match="the trigger strange is not from this program"):
            check_shape(connection, "default", path)
        connection.execute("DROP TRIGGER strange")
    assert public.init_all_dbs() == {}
    made = public.save_memory(None, "Sails at dawn.")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'memory_index_*'")
        assert not {name for (name,) in triggers} & _EARLIER_TRIGGERS
        check_shape(connection, "default", path)
        connection.execute("CREATE TRIGGER strange AFTER DELETE ON memories BEGIN SELECT 1; END")
        with pytest.raises(DamagedFile, match="the trigger strange is not from this program"):
            check_shape(connection, "default", path)
    assert made


@pytest.mark.parametrize("statement", FINE)
def test_what_others_added_is_no_harm(database: sqlite3.Connection, statement: str) -> None:
    database.execute(statement)
    check_shape(database, "mia", PATH)


def test_a_newer_program_may_have_triggers_and_views_of_its_own(database: sqlite3.Connection) -> None:
    database.execute("CREATE TRIGGER later AFTER DELETE ON memories BEGIN SELECT 1; END")
    database.execute("CREATE VIEW later_view AS SELECT 1")
    refused(database, "the trigger later")
    database.execute("INSERT INTO db_info VALUES ('migration_add_later', '2030-01-01')")
    check_shape(database, "mia", PATH)


def test_another_programs_database_and_an_empty_one() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        check_shape(connection, "mia", PATH)
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        refused(connection, "belongs to another program")
