import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from support.files import execute, rows_of

from personaui_desktop import database
from personaui_desktop.database.connection import connect
from personaui_desktop.database.pool import in_use
from personaui_desktop.errors import InvalidInput
from personaui_desktop.paths import sql_dir


def tables(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, type FROM sqlite_master WHERE sql IS NOT NULL"))


def things(connection: sqlite3.Connection) -> dict[str, str]:
    """Everything that a schema has, by name, however its SQL is spaced."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(text.split()) for name, text in found}


def test_a_persona_is_made_and_made_again_without_loss(data_dir: Path) -> None:
    assert database.create_persona_db("mia") is True
    database.save_message("kept", True, persona_id="mia")
    assert database.create_persona_db("mia") is True
    database.init_persona_db("mia")
    assert database.get_total_message_count("mia") == 1
    expected = {"db_info", "chat_sessions", "chat_messages", "memories"}
    indexes = {"idx_session_id", "idx_memory_session", "idx_memory_active", "idx_memory_persona"}
    assert expected | indexes <= set(tables(data_dir / "persona_mia.db"))


def test_the_schema_file_says_what_the_migrations_make_of_a_new_file() -> None:
    with closing(sqlite3.connect(":memory:")) as told:
        told.executescript((sql_dir() / "schema.sql").read_text(encoding="utf-8"))
        with connect("default", create=True) as made:
            assert things(told) == things(made)


def test_the_schema_file_can_also_be_run_whole(data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / "main.db")) as connection:
        connection.executescript((sql_dir() / "schema.sql").read_text(encoding="utf-8"))
    assert database.init_all_dbs() == {}
    database.save_message("works", True)


def test_all_files_are_brought_up_and_the_default_one_is_made(data_dir: Path) -> None:
    database.create_persona_db("mia")
    assert database.init_all_dbs() == {}
    assert database.get_all_persona_ids() == ["default", "mia"]


def test_opening_a_persona_makes_no_file_but_the_default_ones(data_dir: Path) -> None:
    assert database.schema.open_persona_db("gone") is False
    assert list(data_dir.iterdir()) == []
    assert database.schema.open_persona_db("default") is True
    assert [path.name for path in data_dir.iterdir()] == ["main.db"]


def test_a_persona_deleted_while_all_are_looked_after_stays_deleted(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database.schema, "get_all_persona_ids", lambda: ["default", "just-deleted"])
    assert database.init_all_dbs() == {}
    assert database.run_pending_migrations() == {}
    assert [path.name for path in data_dir.iterdir()] == ["main.db"]


def test_a_copied_file_belongs_to_the_persona_whose_name_it_has(data_dir: Path) -> None:
    session = database.create_session("copied", "mia")
    (data_dir / "persona_twin.db").write_bytes((data_dir / "persona_mia.db").read_bytes())
    assert database.get_session(session, "twin")["persona_id"] == "twin"
    info = {row["key"]: row["value"] for row in rows_of(data_dir / "persona_twin.db", "db_info")}
    assert info["persona_id"] == "twin"


def test_finding_a_session_makes_no_file(data_dir: Path) -> None:
    assert database.find_session_persona(1) is None
    assert list(data_dir.iterdir()) == []
    database.create_session("a", "mia")
    database.create_session("b", "mia")
    database.create_session("a", "ada")
    assert database.find_session_persona(1) == "ada"
    assert database.find_session_persona(2) == "mia"
    assert database.find_session_persona(3) is None
    with pytest.raises(InvalidInput):
        database.find_session_persona("1")


def test_finding_passes_over_files_that_cannot_be_used(data_dir: Path) -> None:
    (data_dir / "main.db").write_bytes(b"")
    session = database.create_session("a", "mia")
    assert database.find_session_persona(session) == "mia"


def test_the_default_persona_and_missing_ones_are_not_deleted() -> None:
    database.save_message("kept", True)
    assert database.delete_persona_db("default") is False
    assert database.delete_persona_db("nobody") is False
    assert database.get_total_message_count() == 1


def test_deleting_closes_the_file_in_every_thread_and_leaves_nothing(data_dir: Path) -> None:
    opened, deleted = threading.Event(), threading.Event()
    left: list[object] = []

    def other_lane() -> None:
        with database.reused_connections():
            database.save_message("from the other lane", True, persona_id="mia")
            opened.set()
            deleted.wait(10)
            left.append(database.get_last_message(None, "mia"))

    thread = threading.Thread(target=other_lane)
    with database.reused_connections():
        database.save_message("from this lane", True, persona_id="mia")
        database.save_message("stays", True)
        thread.start()
        assert opened.wait(10)
        assert (data_dir / "persona_mia.db-wal").exists()
        assert database.delete_persona_db("mia") is True
        assert list(data_dir.glob("persona_mia*")) == []
        deleted.set()
        thread.join(10)
        assert left == [None]
        assert list(data_dir.glob("persona_mia*")) == []
        database.save_message("again", True, persona_id="mia")
    assert database.get_total_message_count("mia") == 1


def test_deleting_waits_for_a_call_under_way_in_another_thread(data_dir: Path) -> None:
    database.save_message("x", True, persona_id="mia")
    order: list[str] = []
    with connect("mia") as connection:
        thread = threading.Thread(target=lambda: order.append(f"deleted {database.delete_persona_db('mia')}"))
        thread.start()
        order.append(f"read {connection.execute('SELECT COUNT(*) FROM chat_messages').fetchone()[0]}")
        assert (data_dir / "persona_mia.db").exists()
    thread.join(10)
    assert order == ["read 1", "deleted True"]
    with in_use(data_dir / "persona_mia.db"):
        assert not list(data_dir.glob("persona_mia*"))


def test_deleting_takes_along_what_another_program_left_beside_the_file(data_dir: Path) -> None:
    database.create_persona_db("mia")
    with closing(sqlite3.connect(data_dir / "persona_mia.db")) as other:
        other.execute("INSERT INTO chat_sessions (title) VALUES ('x')")
        other.commit()
        assert (data_dir / "persona_mia.db-shm").exists()
        assert database.delete_persona_db("mia") is True
        assert list(data_dir.iterdir()) == []


def test_messages_whose_session_is_gone_can_be_cleared(data_dir: Path) -> None:
    database.save_message("x", True)
    execute(data_dir / "main.db", "DELETE FROM chat_sessions")
    assert database.get_total_message_count() == 1
    database.clear_chat_history()
    assert database.get_total_message_count() == 0
