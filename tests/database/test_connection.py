import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from personaui_desktop import database


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
