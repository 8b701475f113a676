import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.files import execute
from support.foul import make_full_file

from personaui_desktop import database
from personaui_desktop.database import opening
from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.database.failures import known_error
from personaui_desktop.errors import DamagedFile, FileBusy, FileNotWritable


def test_a_data_folder_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PERSONAUI_DATA_DIR", str(tmp_path / "file" / "data"))
    with pytest.raises(FileNotWritable, match=r"main\.db cannot be used: part of its path is not"):
        database.save_message("x", True)
    assert isinstance(database.init_all_dbs()["default"], FileNotWritable)


def test_a_full_disk_loses_only_what_was_not_stored() -> None:
    database.save_message("before", True)
    with database.reused_connections():
        with connect("default") as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(FileNotWritable, match="the disk is full"):
            database.save_message("x" * 1_000_000, True)
        database.save_message("after", True)
    assert [message["message"] for message in database.get_chat_history()] == ["before", "after"]


HIGHEST = 2**63 - 1


@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT INTO chat_messages (id, session_id, message, is_user) VALUES ({HIGHEST}, 1, 'x', 1)",
        f"UPDATE chat_messages SET id = {HIGHEST}",
        f"UPDATE sqlite_sequence SET seq = {HIGHEST} WHERE name = 'chat_messages'",
    ],
)
def test_ids_that_another_program_used_up_are_no_full_disk(data_dir: Path, statement: str) -> None:
    database.save_message("before", True)
    execute(data_dir / "main.db", statement)
    with pytest.raises(FileNotWritable, match=r"main\.db cannot store anything new, because another program"):
        database.save_message("after", True)
    assert "before" in [message["message"] for message in database.get_chat_history()]


@pytest.mark.parametrize("table", ["chat_sessions", "memories", "memory_proposals", "undo_steps"])
def test_used_up_ids_of_any_table_are_told_of(data_dir: Path, table: str) -> None:
    make_full_file()
    execute(
        data_dir / "main.db", f"UPDATE {table} SET id = {HIGHEST} WHERE id = (SELECT MAX(id) FROM {table})"
    )
    used_up = pytest.raises(FileNotWritable, match="used up its numbering")
    with used_up, connect("default") as connection:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
        connection.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(names)} FROM {table}")


def test_a_file_that_cannot_be_written() -> None:
    database.save_message("before", True)
    with database.reused_connections():
        with connect("default") as connection:
            connection.execute("PRAGMA query_only = ON")
        with pytest.raises(FileNotWritable, match="cannot be written"):
            database.save_message("x", True)


def test_a_file_that_another_program_keeps_locked(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.0)
    database.save_message("before", True)
    with closing(sqlite3.connect(data_dir / "main.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileBusy, match="in use by another program"):
            database.save_message("x", True)
        assert len(database.get_chat_history()) == 1
        other.execute("ROLLBACK")
    database.save_message("after", True)


def test_whatever_sqlite_finds_in_a_file_is_told_by_the_files_name(caplog: pytest.LogCaptureFixture) -> None:
    no_table = pytest.raises(DamagedFile, match=r"^main\.db has unexpected content\.$")
    with no_table, connect("default", create=True) as connection:
        connection.execute("SELECT something FROM nowhere")
    no_value = pytest.raises(
        DamagedFile, match=r"^main\.db cannot store this, because it does not fit what is"
    )
    with no_value, connect("default") as connection:
        connection.execute("INSERT INTO chat_messages DEFAULT VALUES")
    assert "main.db: no such table: nowhere" in caplog.text
    assert "main.db: NOT NULL constraint failed" in caplog.text


@pytest.mark.parametrize(
    ("code", "sentence"), [(11, "persona_mia.db is damaged."), (26, "persona_mia.db is not a database.")]
)
def test_what_sqlite_says_of_a_damaged_file_is_for_the_log_alone(
    code: int, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    error = sqlite3.DatabaseError("malformed database schema (my secret)")
    error.sqlite_errorcode = code
    known = known_error(error, "mia", Path("persona_mia.db"))
    assert isinstance(known, DamagedFile)
    assert str(known) == sentence
    assert "my secret" not in str(known.remedy)
    assert "persona_mia.db: malformed database schema (my secret)" in caplog.text


def test_a_misuse_of_sqlite_is_no_known_error() -> None:
    with pytest.raises(sqlite3.ProgrammingError), connect("default", create=True) as connection:
        connection.execute("SELECT ?", (1, 2))


def test_what_fails_within_a_transaction_is_taken_back() -> None:
    session = database.create_session("kept")

    def change_and_fail() -> None:
        with connect("default") as connection, transaction(connection):
            connection.execute(database.sql("sessions.update_session_title"), ("changed", session))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert database.get_session(session)["title"] == "kept"
