import sqlite3
from pathlib import Path

import pytest

from personaui_desktop import database
from personaui_desktop.database.connection import connect


def test_within_reused_connections_the_file_is_opened_once(data_dir: Path) -> None:
    with database.reused_connections():
        with connect("default", create=True) as first:
            pass
        with connect("default") as second:
            assert second is first
        database.save_message("x", True)
        assert (data_dir / "main.db-wal").exists()
    with pytest.raises(sqlite3.ProgrammingError):
        first.execute("SELECT 1")
    assert [path.name for path in data_dir.iterdir()] == ["main.db"]


def test_connections_unused_longest_are_closed(data_dir: Path) -> None:
    with database.reused_connections(limit=2):
        for persona_id in ("a", "b", "a", "c"):
            database.save_message("x", True, persona_id=persona_id)
        still_open = sorted(path.name for path in data_dir.glob("*-wal"))
    assert still_open == ["persona_a.db-wal", "persona_c.db-wal"]
    assert sorted(path.name for path in data_dir.iterdir()) == [
        "persona_a.db",
        "persona_b.db",
        "persona_c.db",
    ]


def test_a_connection_used_within_another_persona_s_is_safe_with_the_smallest_pool() -> None:
    with database.reused_connections(limit=0), connect("a", create=True) as outer:
        database.save_message("x", True, persona_id="b")
        assert outer.execute("SELECT COUNT(*) FROM chat_messages").fetchone() == (0,)


def test_a_transaction_left_open_is_not_handed_on() -> None:
    database.create_session("kept")
    with database.reused_connections():
        with connect("default") as connection:
            connection.execute("BEGIN")
            connection.execute("DELETE FROM chat_sessions")
        assert [session["title"] for session in database.get_all_sessions("default")] == ["kept"]
