"""Some thousand calls at random: each is answered, or refused by name, and no file is the worse for it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.on_file import read
from support.random_calls import RandomCaller

from personaui_desktop import database
from personaui_desktop.database.find import find_step
from personaui_desktop.database.pages import AFTER_ALL

CALLS = 2_500


@pytest.mark.parametrize("seed", [1, 20, 300])
def test_every_call_is_answered_or_refused_by_name(data_dir: Path, seed: int) -> None:
    caller = RandomCaller(seed)
    with database.reused_connections():
        raw = [error for error in (caller.call() for _ in range(CALLS)) if error is not None]
    assert [(error.kind, error.call) for error in raw] == []
    assert min(caller.counts["answered"], caller.counts["refused"]) > CALLS // 10
    for file in data_dir.glob("*.db"):
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_looking_at_no_messages_finds_none() -> None:
    session = database.create_session()
    database.save_message("Hello", True, session_id=session)
    assert read(find_step, session, AFTER_ALL, len, size=0) == ([], None)
