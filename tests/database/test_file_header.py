import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.files import bytes_in, execute

from personaui_desktop import database
from personaui_desktop.database.file_header import FORMAT
from personaui_desktop.errors import DamagedFile, NewerFile, PersonaFileError


@pytest.fixture
def file(data_dir: Path) -> Path:
    with database.reused_connections():
        for number in range(50):
            database.save_message("x" * 500 + str(number), True, persona_id="mia")
    return data_dir / "persona_mia.db"


def refused(kind: type[PersonaFileError], sentence: str) -> PersonaFileError:
    """The error that every way of opening the file gives."""
    calls = (
        lambda: database.get_chat_history(persona_id="mia"),
        lambda: database.save_message("x", True, persona_id="mia"),
        lambda: database.get_db_connection("mia"),
        lambda: database.run_pending_migrations("mia"),
        lambda: database.create_persona_db("mia"),
    )
    for call in calls:
        with pytest.raises(kind, match=sentence) as caught:
            call()
        assert caught.value.persona_id == "mia"
        assert caught.value.path.name == "persona_mia.db"
        assert str(caught.value.remedy)
    return caught.value


def test_a_file_of_a_newer_program_is_left_untouched(file: Path, data_dir: Path) -> None:
    execute(file, f"PRAGMA user_version = {FORMAT + 1}")
    before, changed = bytes_in(data_dir), file.stat().st_mtime_ns
    refused(NewerFile, "newer version")
    assert bytes_in(data_dir) == before
    assert file.stat().st_mtime_ns == changed


def test_so_is_one_whose_newer_version_is_only_in_its_log(file: Path, data_dir: Path) -> None:
    with closing(sqlite3.connect(file)) as writer:
        writer.execute(f"PRAGMA user_version = {FORMAT + 1}")
        wal = data_dir / "persona_mia.db-wal"
        assert wal.stat().st_size
        kept = {path.name: path.read_bytes() for path in (file, wal)}
    for name, content in kept.items():
        (data_dir / name).write_bytes(content)
    refused(NewerFile, "newer version")
    assert {name: (data_dir / name).read_bytes() for name in kept} == kept


def test_an_empty_file(file: Path) -> None:
    file.write_bytes(b"")
    refused(DamagedFile, "persona_mia.db is empty")
    assert file.read_bytes() == b""


@pytest.mark.parametrize(
    "content", [b"x", b"not a database at all" * 1000, b"SQLite format 2\0" + bytes(5000)]
)
def test_a_file_that_is_no_database(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    refused(DamagedFile, "is not a database")
    assert file.read_bytes() == content


@pytest.mark.parametrize("keep", [16, 99, 100, 4096, 8192, -4096, -1])
def test_a_truncated_file(file: Path, keep: int) -> None:
    content = file.read_bytes()[:keep]
    file.write_bytes(content)
    refused(DamagedFile, "is incomplete")
    assert file.read_bytes() == content


def test_a_file_damaged_within_is_an_error_and_not_a_crash(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(DamagedFile, match="is damaged"):
        database.get_chat_history(persona_id="mia")


def test_another_programs_database_is_left_alone(file: Path) -> None:
    file.unlink()
    execute(file, "CREATE TABLE bookmarks (url TEXT)")
    before = file.read_bytes()
    refused(DamagedFile, "another program")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    assert len(before) == file.stat().st_size


def test_a_folder_in_the_files_place(data_dir: Path) -> None:
    (data_dir / "persona_mia.db").mkdir()
    refused(DamagedFile, "is a folder, not a file")


def test_the_other_personas_are_usable_all_the_while(file: Path, data_dir: Path) -> None:
    file.write_bytes(b"")
    (data_dir / "persona_bad.db").write_bytes(b"no" * 1000)
    failures = database.init_all_dbs()
    assert {persona: type(error) for persona, error in failures.items()} == {
        "mia": DamagedFile,
        "bad": DamagedFile,
    }
    database.save_message("fine", True)
    assert database.find_session_persona(1) == "default"
    assert database.delete_persona_db("mia") is True
