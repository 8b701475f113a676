import faulthandler
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from personaui_desktop.crash_file import LONGEST, NAME, CrashFile

ROOT = Path(__file__).parents[1]

RUN = """
import faulthandler, os, signal, sys
from pathlib import Path
from personaui_desktop.crash_file import CrashFile

def secret_message(key):
    exec(sys.argv[2])

file = CrashFile(Path(sys.argv[1]))
file.begin()
secret_message("sk-ant-a-secret-key")
file.end()
"""


@pytest.fixture(autouse=True)
def own_faulthandler() -> Iterator[None]:
    """The tests' own fault handler is put back; it is set aside meanwhile."""
    was_enabled = faulthandler.is_enabled()
    yield
    if was_enabled:
        faulthandler.enable(sys.__stderr__ or 2)


def run(folder: Path, last_words: str) -> int:
    command = [sys.executable, "-c", RUN, str(folder), last_words]
    return subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, timeout=60, check=False).returncode


def left_in(folder: Path) -> str | None:
    file = CrashFile(folder)
    left = file.begin()
    file.end()
    return left


def test_a_run_that_ends_in_order_leaves_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, "pass") == 0
    assert not (tmp_path / NAME).exists()
    assert left_in(tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(
    "last_words", ["faulthandler._sigsegv()", "os.abort()", "os.kill(os.getpid(), signal.SIGBUS)"]
)
def test_a_crash_leaves_a_report_without_any_value(tmp_path: Path, last_words: str) -> None:
    assert run(tmp_path, last_words) < 0
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    left = left_in(tmp_path)
    assert left is not None
    assert "Fatal Python error" in left
    assert "in secret_message" in left
    assert "a-secret-key" not in left
    assert left_in(tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_run_that_was_killed_leaves_an_empty_report(tmp_path: Path) -> None:
    assert run(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)") == -signal.SIGKILL
    assert left_in(tmp_path) == ""


def test_a_huge_file_in_its_place_is_read_in_part_only(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff" * 3 * LONGEST)
    left = left_in(tmp_path)
    assert left is not None
    assert len(left) <= LONGEST


@pytest.mark.skipif(sys.platform == "win32", reason="no such things there")
def test_whatever_else_stands_in_its_place_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("precious")
    for make in (
        lambda place: os.mkfifo(place),
        lambda place: place.mkdir(),
        lambda place: place.symlink_to(elsewhere),
        lambda place: place.symlink_to(tmp_path / "nowhere"),
    ):
        folder = tmp_path / f"folder{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        make(folder / NAME)
        assert left_in(folder) is None
    assert elsewhere.read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()
