"""Other programs may open a persona's file at any time, and close it again."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from personaui_desktop.database import create_session, get_chat_history, get_db_connection, save_message
from personaui_desktop.database.connection import reused_connections
from personaui_desktop.errors import NewerFile

COUNT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM chat_messages").fetchone()[0])
connection.close()
"""


def counted_elsewhere(file: Path) -> int:
    """How many messages another program finds."""
    command = [sys.executable, "-c", COUNT, str(file)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


def test_a_file_that_becomes_newer_while_it_is_open_is_refused_too(data_dir: Path) -> None:
    create_session("Open", "default")
    with closing(get_db_connection("default")):
        with closing(sqlite3.connect(data_dir / "main.db")) as newer:
            newer.execute("PRAGMA user_version = 99")
        with pytest.raises(NewerFile):
            get_db_connection("default")
    with closing(sqlite3.connect(data_dir / "main.db")) as left:
        assert left.execute("PRAGMA user_version").fetchone() == (99,)


@pytest.mark.skipif(sys.platform == "win32", reason="there locks belong to the descriptor")
def test_a_look_by_another_program_takes_nothing_away(data_dir: Path) -> None:
    file = data_dir / "main.db"
    log = file.with_name("main.db-wal")
    with reused_connections():
        session_id = create_session("Open", "default")
        save_message("Before.", True, session_id=session_id)
        with closing(get_db_connection("default")) as second:
            second.execute("SELECT count(*) FROM chat_messages").fetchone()
            before = log.stat().st_ino
            assert counted_elsewhere(file) == 1
            save_message("After.", True, session_id=session_id)
            assert log.stat().st_ino == before
            assert counted_elsewhere(file) == 2
        assert counted_elsewhere(file) == 2
        save_message("Much later.", True, session_id=session_id)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM chat_messages").fetchone() == (3,)
    assert len(get_chat_history(session_id=session_id)) == 3
