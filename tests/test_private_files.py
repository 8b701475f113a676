import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.files import make_legacy_file

from personaui_desktop.private_files import make_private_folder, open_private, tighten_once

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the folders of a user are their own")

OURS = (
    "main.db", "persona_11aa22bb.db", "main.db-wal", "main.db-shm", "persona_x.db-journal",
    "settings.json", "settings.json.damaged", "personaui.log", "personaui.old.log", "personaui.lock",
)  # fmt: skip


def mode_of(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def open_folder(data_dir: Path) -> Path:
    """A data folder as programs left it that did not care."""
    data_dir.chmod(0o755)
    for name in (*OURS, "notes.txt"):
        (data_dir / name).touch(0o644)
    return data_dir


def test_a_new_folder_is_private_and_one_that_is_there_stays(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    assert mode_of(tmp_path / "a" / "b") == "0o700"
    (tmp_path / "a" / "b").chmod(0o750)
    make_private_folder(tmp_path / "a" / "b")
    assert mode_of(tmp_path / "a" / "b") == "0o750"
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        make_private_folder(tmp_path / "file")


def test_a_new_file_is_private_while_it_is_still_empty(tmp_path: Path) -> None:
    with open(tmp_path / "new", "a", encoding="utf-8", opener=open_private):
        assert mode_of(tmp_path / "new") == "0o600"


def test_the_folder_and_the_programs_files_are_tightened_and_no_others(open_folder: Path) -> None:
    tighten_once(open_folder)
    assert {name: mode_of(open_folder / name) for name in OURS} == dict.fromkeys(OURS, "0o600")
    assert mode_of(open_folder / "notes.txt") == "0o644"
    assert mode_of(open_folder) == "0o700"


def test_what_the_person_loosens_afterwards_stays_so(open_folder: Path) -> None:
    tighten_once(open_folder)
    open_folder.chmod(0o750)
    (open_folder / "main.db").chmod(0o640)
    tighten_once(open_folder)
    assert (mode_of(open_folder), mode_of(open_folder / "main.db")) == ("0o750", "0o640")


def test_a_folder_that_is_everybodys_on_purpose_stays_so(open_folder: Path) -> None:
    open_folder.chmod(0o1777)
    tighten_once(open_folder)
    assert mode_of(open_folder) == "0o1777"
    assert mode_of(open_folder / "main.db") == "0o600"


def test_a_file_that_its_owner_may_only_read_stays_so(open_folder: Path) -> None:
    (open_folder / "main.db").chmod(0o444)
    tighten_once(open_folder)
    assert mode_of(open_folder / "main.db") == "0o400"


def test_where_nothing_can_be_changed_the_log_says_so(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(self: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    with caplog.at_level(logging.WARNING):
        tighten_once(open_folder)
    assert "cannot be made private" in caplog.text


def test_the_program_tightens_a_folder_that_was_readable_by_everybody(
    open_folder: Path, tmp_path: Path
) -> None:
    for name in OURS:
        (open_folder / name).unlink()
    make_legacy_file(open_folder / "main.db", "default", "ranges")
    command = [
        sys.executable,
        "-m",
        "personaui_desktop",
        "--demo",
        "--screenshot",
        str(tmp_path / "shot.png"),
    ]
    root = Path(__file__).parents[1]
    subprocess.run([*command, "--data-dir", str(open_folder)], timeout=60, check=True, cwd=root)
    assert mode_of(open_folder) == "0o700"
    assert mode_of(open_folder / "main.db") == "0o600"
