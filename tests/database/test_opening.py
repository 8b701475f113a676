import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from support.files import make_legacy_file

from personaui_desktop import database
from personaui_desktop.database import opening


@pytest.fixture
def old_file(data_dir: Path) -> Path:
    """A file without a write-ahead log, as older programs leave it."""
    path = data_dir / "main.db"
    make_legacy_file(path, "default", "ranges")
    return path


def test_another_program_that_writes_only_delays_the_log(
    old_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(old_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        # It is done while we wait; without waiting there would be no second try.
        monkeypatch.setattr(opening, "sleep", lambda _seconds: other.execute("COMMIT"))
        with closing(opening.open_connection(old_file, lambda: None)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_patience_with_another_program_ends(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.0)
    with closing(sqlite3.connect(old_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            opening.open_connection(old_file, lambda: None)


KEEPS_LOCKED_IN_BURSTS = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
while True:
    connection.execute("BEGIN IMMEDIATE")
    print("locked", flush=True)
    time.sleep(0.6)
    connection.execute("COMMIT")
    time.sleep(0.004)
"""


@pytest.fixture
def busy_program(data_dir: Path) -> Iterator[None]:
    """Another program that writes one thing after the other, to a slow disk, from now on."""
    database.save_message("before", True)
    command = [sys.executable, "-c", KEEPS_LOCKED_IN_BURSTS, str(data_dir / "main.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "locked\n"
        yield
        other.kill()


@pytest.mark.usefixtures("busy_program")
def test_a_program_that_writes_in_close_succession_leaves_room_for_another() -> None:
    started = monotonic()
    for number in range(3):
        database.save_message(f"{number}", True)
    assert database.get_total_message_count() == 4
    # Three gaps in succession would be luck; SQLite, by its own waiting, misses most of them.
    assert monotonic() - started < opening.BUSY_SECONDS
