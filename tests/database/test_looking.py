"""A file that is refused is left as it lies, and so is what lies beside it."""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.files import execute, make_legacy_file

from personaui_desktop import database
from personaui_desktop.errors import DamagedFile, KnownError
from personaui_desktop.operations import personas

BOOKMARKS = "CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x'), ('y');"
FOREIGN = {
    "plain": BOOKMARKS,
    "small pages": "PRAGMA page_size = 512;" + BOOKMARKS,
    "large pages": "PRAGMA page_size = 65536;" + BOOKMARKS,
    "autovacuum": "PRAGMA auto_vacuum = FULL;" + BOOKMARKS,
    "with a log": "PRAGMA journal_mode = WAL;" + BOOKMARKS,
    "a journal that stays": "PRAGMA journal_mode = PERSIST;" + BOOKMARKS,
    "a table memories": "CREATE TABLE memories (what TEXT);",
    "utf-16": "PRAGMA encoding = 'UTF-16';" + BOOKMARKS,
}
END_AMIDST = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.executescript(sys.argv[2])
os._exit(0)
"""
FILL = "INSERT INTO bookmarks SELECT hex(randomblob(2000)) FROM generate;"
AMIDST = (
    "CREATE TEMP TABLE generate AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 200)"
    " SELECT x FROM n; BEGIN;" + FILL
)


@pytest.fixture
def file(data_dir: Path) -> Path:
    return data_dir / "persona_mia.db"


def standing(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def refused_everywhere() -> None:
    calls: tuple[Callable[[], object], ...] = (
        lambda: database.get_chat_history(persona_id="mia"),
        lambda: database.save_message("x", True, persona_id="mia"),
        lambda: database.get_db_connection("mia"),
        lambda: database.run_pending_migrations("mia"),
    )
    folder = database.get_db_path("mia").parent
    changed = folder.stat().st_mtime_ns
    for call in calls:
        with pytest.raises(DamagedFile, match=r"persona_mia\.db"):
            call()
    assert folder.stat().st_mtime_ns == changed, "not even for a moment is anything made beside it"
    assert set(database.init_all_dbs()) == {"mia"}
    assert personas.open_last("mia").work().problem


@pytest.mark.parametrize("script", FOREIGN.values(), ids=FOREIGN)
def test_another_programs_database_is_left_untouched(file: Path, data_dir: Path, script: str) -> None:
    database.init_persona_db()
    with closing(sqlite3.connect(file)) as other:
        other.executescript(script)
    before = standing(data_dir)
    refused_everywhere()
    assert standing(data_dir) == before


@pytest.mark.parametrize("keep", [(".db", ".db-wal"), (".db", ".db-wal", ".db-shm")])
def test_so_is_one_with_changes_in_its_log(file: Path, data_dir: Path, keep: tuple[str, ...]) -> None:
    database.init_persona_db()
    with closing(sqlite3.connect(file)) as other:
        other.executescript("PRAGMA journal_mode = WAL;" + BOOKMARKS)
        left = {path: path.read_bytes() for path in data_dir.glob("persona_mia*")}
    for path, content in left.items():
        path.unlink(missing_ok=True)
        if path.name.endswith(keep):
            path.write_bytes(content)
    before = standing(data_dir)
    refused_everywhere()
    assert standing(data_dir) == before


def test_so_is_one_that_another_program_has_open(file: Path, data_dir: Path) -> None:
    database.init_persona_db()
    with closing(sqlite3.connect(file)) as other:
        other.executescript("PRAGMA journal_mode = WAL;" + BOOKMARKS)
        before = standing(data_dir)
        refused_everywhere()
        assert standing(data_dir) == before


def test_so_is_one_whose_program_ended_amidst_a_change(file: Path, data_dir: Path) -> None:
    database.init_persona_db()
    end_amidst(file, BOOKMARKS + AMIDST)
    assert (data_dir / "persona_mia.db-journal").stat().st_size
    before = standing(data_dir)
    refused_everywhere()
    assert standing(data_dir) == before


def test_a_persona_whose_program_ended_amidst_a_change_has_what_was_there_before(
    file: Path, data_dir: Path
) -> None:
    make_legacy_file(file, "mia", "ranges")
    end_amidst(file, AMIDST.replace(FILL, "UPDATE chat_messages SET message = hex(randomblob(90000));"))
    assert (data_dir / "persona_mia.db-journal").stat().st_size
    messages = [message["message"] for message in database.get_chat_history(session_id=1, persona_id="mia")]
    assert messages == ["Nachricht 1 你好", "Nachricht 2 你好", "Nachricht 3 你好"]


@pytest.mark.parametrize("keep", [(".db", ".db-wal"), (".db", ".db-wal", ".db-shm")])
def test_what_a_killed_program_left_in_the_log_is_there(
    file: Path, data_dir: Path, keep: tuple[str, ...]
) -> None:
    with database.reused_connections():
        database.save_message("in the log", True, persona_id="mia")
        left = {path: path.read_bytes() for path in data_dir.glob("persona_mia*")}
    for path, content in left.items():
        if path.name.endswith(keep):
            path.write_bytes(content)
    assert [message["message"] for message in database.get_chat_history(persona_id="mia")] == ["in the log"]


def end_amidst(file: Path, script: str) -> None:
    subprocess.run([sys.executable, "-c", END_AMIDST, str(file), script], check=True, timeout=60)


def a_socket(path: Path) -> None:
    # The path of a socket must be short.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (lambda path: os.mkfifo(path), "is a pipe"),
    "socket": (a_socket, "is a socket"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "is a device"),
    "folder": (lambda path: path.mkdir(), "is a folder"),
    "loop": (lambda path: path.symlink_to(path.name), "is a broken link"),
    "dead link": (lambda path: path.symlink_to("gone/away.db"), "is a broken link"),
    "link to a pipe": (
        lambda path: (os.mkfifo(f"{path}.pipe"), path.symlink_to(f"{path}.pipe"))[1],
        "is a pipe",
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such things there")
@pytest.mark.parametrize(("make", "sentence"), NO_FILES.values(), ids=NO_FILES)
@pytest.mark.parametrize("persona_id", ["mia", "default"])
def test_what_is_no_file_is_refused_by_name_and_never_opened(
    data_dir: Path, make: Callable[[Path], None], sentence: str, persona_id: str
) -> None:
    database.save_message("fine", True, persona_id="kai")
    make(database.get_db_path(persona_id))
    before = sorted(path.name for path in data_dir.iterdir())
    calls: tuple[Callable[[], object], ...] = (
        lambda: database.get_chat_history(persona_id=persona_id),
        lambda: database.save_message("x", True, persona_id=persona_id),
        lambda: database.get_db_connection(persona_id),
        lambda: database.create_persona_db(persona_id),
    )
    for call in calls:
        with pytest.raises(KnownError, match=sentence):
            call()
    assert [session["persona_id"] for session in database.get_all_sessions(None)] == ["kai"]
    assert sorted(path.name for path in data_dir.iterdir()) == before
    assert "kai" not in database.init_all_dbs()
    assert personas.open_last("kai").work().problem is None


def test_a_link_to_a_file_is_as_good_as_the_file(file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    make_legacy_file(elsewhere, "mia", "ranges")
    file.symlink_to(elsewhere)
    database.save_message("through the link", True, session_id=1, persona_id="mia")
    assert file.is_symlink()
    assert database.get_last_message(1, "mia")["message"] == "through the link"


def test_a_file_that_another_program_is_writing_is_looked_at_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from personaui_desktop.database import looking

    database.create_persona_db("mia")
    execute(file, "ALTER TABLE memories RENAME TO memories_for_now")

    def look(path: Path, persona_id: str) -> None:
        try:
            first_look(path, persona_id)
        except DamagedFile:
            execute(path, "ALTER TABLE memories_for_now RENAME TO memories")
            raise

    first_look = looking._look
    monkeypatch.setattr(looking, "_look", look)
    assert database.get_all_memories(persona_id="mia") == []


@pytest.fixture(autouse=True)
def _no_temporary_files_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []
