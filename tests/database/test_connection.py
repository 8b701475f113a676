import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from personaui_desktop import database
from personaui_desktop.database.connection import connect


def test_a_callers_connection_is_a_usual_one(data_dir: Path) -> None:
    with closing(database.get_db_connection("mia")) as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)
        connection.execute("INSERT INTO chat_sessions (title) VALUES ('kept')")
        connection.commit()
        connection.execute("INSERT INTO chat_sessions (title) VALUES ('taken back')")
        connection.rollback()
    assert [session["title"] for session in database.get_all_sessions("mia")] == ["kept"]


def test_plain_calls_leave_nothing_open_and_nothing_beside_the_file(data_dir: Path) -> None:
    database.save_message("x", True)
    database.get_chat_history()
    assert [path.name for path in data_dir.iterdir()] == ["main.db"]


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


def test_a_file_put_in_place_of_an_open_one_is_noticed(data_dir: Path) -> None:
    database.save_message("other", True, persona_id="other")
    with database.reused_connections():
        database.save_message("mine", True, persona_id="mia")
        for path in data_dir.glob("persona_mia.db*"):
            path.unlink()
        (data_dir / "persona_other.db").rename(data_dir / "persona_mia.db")
        assert database.get_last_message(None, "mia")["message"] == "other"
        database.save_message("stored", True, persona_id="mia")
    assert database.get_last_message(None, "mia")["message"] == "stored"


def test_a_transaction_left_open_is_not_handed_on() -> None:
    database.create_session("kept")
    with database.reused_connections():
        with connect("default") as connection:
            connection.execute("BEGIN")
            connection.execute("DELETE FROM chat_sessions")
        assert [session["title"] for session in database.get_all_sessions("default")] == ["kept"]


@pytest.mark.parametrize("reuse", [True, False])
def test_many_threads_write_one_new_persona(reuse: bool) -> None:
    start = threading.Barrier(4)

    def write(thread: int) -> None:
        start.wait()
        if not reuse:
            database.save_message(f"{thread}", True, persona_id="mia")
            return
        with database.reused_connections():
            for number in range(25):
                database.save_message(f"{thread} {number}", True, persona_id="mia")
                database.get_chat_history(limit=3, persona_id="mia")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    assert database.get_total_message_count("mia") == (100 if reuse else 4)
    with closing(database.get_db_connection("mia")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
