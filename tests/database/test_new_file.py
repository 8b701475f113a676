import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support.files import rows_of

from personaui_desktop import database
from personaui_desktop.database import new_file
from personaui_desktop.errors import FileNotWritable


def test_a_new_file_is_whole(data_dir: Path) -> None:
    path = data_dir / "persona_mia.db"
    new_file.create_file(path, "mia")
    assert [entry.name for entry in data_dir.iterdir()] == ["persona_mia.db"]
    info = {row["key"]: row["value"] for row in rows_of(path, "db_info")}
    assert info["persona_id"] == "mia"
    assert {"migration_add_last_memory_message_id", "migration_add_memory_message_ranges"} <= set(info)


def test_a_file_that_is_there_stays(data_dir: Path) -> None:
    database.save_message("kept", True)
    new_file.create_file(data_dir / "main.db", "default")
    assert database.get_total_message_count() == 1


def test_a_file_that_someone_else_made_meanwhile_loses_nothing_it_has_only_in_its_log(data_dir: Path) -> None:
    with database.reused_connections():
        database.save_message("in the log", True)
        new_file.create_file(data_dir / "main.db", "default")
    assert database.get_total_message_count() == 1


def test_several_programs_may_begin_with_one_new_persona(data_dir: Path) -> None:
    work = (
        "from personaui_desktop import database\n"
        "for _ in range(10): database.save_message('x', True, persona_id='mia')"
    )
    root = Path(database.__file__).parents[2]
    programs = [subprocess.Popen([sys.executable, "-c", work], cwd=root) for _ in range(3)]
    assert [program.wait() for program in programs] == [0, 0, 0]
    assert database.get_total_message_count("mia") == 30


def test_without_links_it_is_moved(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    new_file.create_file(data_dir / "main.db", "default")
    database.save_message("kept", True)
    new_file.create_file(data_dir / "main.db", "default")
    assert database.get_total_message_count() == 1
    assert [entry.name for entry in data_dir.iterdir()] == ["main.db"]


def test_a_disk_that_fails_leaves_nothing(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileNotWritable, match="the disk is full"):
        database.save_message("x", True)
    assert list(data_dir.iterdir()) == []


def test_a_log_left_behind_by_a_removed_file_is_not_taken_for_the_new_ones(data_dir: Path) -> None:
    with database.reused_connections():
        database.save_message("removed by hand", True, persona_id="mia")
        log = (data_dir / "persona_mia.db-wal").read_bytes()
    (data_dir / "persona_mia.db").unlink()
    (data_dir / "persona_mia.db-wal").write_bytes(log)
    database.create_persona_db("mia")
    assert database.get_total_message_count("mia") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there the folders of a user are their own")
def test_nobody_else_reads_a_new_file_or_what_is_kept_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new"
    monkeypatch.setenv("PERSONAUI_DATA_DIR", str(folder))
    modes = []
    monkeypatch.setattr(os, "fsync", lambda _handle: modes.extend(map(mode_of, folder.iterdir())))
    before = os.umask(0o022)
    try:
        with database.reused_connections():
            database.save_message("private", True)
            assert {file.name: mode_of(file) for file in folder.iterdir()} == dict.fromkeys(
                ("main.db", "main.db-wal", "main.db-shm"), 0o600
            )
    finally:
        os.umask(before)
    assert set(modes) == {0o600}
    assert mode_of(folder) == 0o700


SLOW_TO_REMOVE = """
import sys
from pathlib import Path
from time import monotonic, sleep
from personaui_desktop import database

remove = Path.unlink

def unlink(self, missing_ok=False):
    if self.name.endswith("-wal"):
        print("about to remove", flush=True)
        patient_until = monotonic() + 2
        while not Path(sys.argv[1]).exists() and monotonic() < patient_until:
            sleep(0.01)
    remove(self, missing_ok=missing_ok)

Path.unlink = unlink
{work}
print("done", flush=True)
"""


@pytest.mark.parametrize(
    "work",
    ["database.create_persona_db('mia')", "database.delete_persona_db('mia')"],
    ids=["made", "deleted"],
)
def test_the_log_of_a_file_that_another_program_made_meanwhile_stays(
    data_dir: Path, tmp_path: Path, work: str
) -> None:
    with database.reused_connections():
        database.save_message("earlier", True, persona_id="mia")
        log = (data_dir / "persona_mia.db-wal").read_bytes()
    if "create" in work:
        (data_dir / "persona_mia.db").unlink()
    (data_dir / "persona_mia.db-wal").write_bytes(log)
    command = [sys.executable, "-c", SLOW_TO_REMOVE.format(work=work), str(tmp_path / "made")]
    root = Path(database.__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "about to remove\n"
        with database.reused_connections():
            database.save_message("only in the log", True, persona_id="mia")
            before = {path.name: path.stat().st_ino for path in data_dir.glob("persona_mia.db*")}
            assert len(before) == 3
            (tmp_path / "made").touch()
            assert other.stdout.readline() == "done\n"
            assert {path.name: path.stat().st_ino for path in data_dir.glob("persona_mia.db*")} == before
    assert database.get_last_message(None, "mia")["message"] == "only in the log"
    assert other.returncode == 0


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
