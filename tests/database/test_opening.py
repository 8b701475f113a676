import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.files import make_legacy_file

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
