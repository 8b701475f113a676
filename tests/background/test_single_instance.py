import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.background.single_instance import LOCK_NAME, Claim, SingleInstance

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="such things are not there")
PAIRS = 2
FORKED_PAIRS = 50

STARTS = Path(__file__).parents[1] / "support" / "starts.py"


def run(*arguments: object) -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(STARTS), *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment)


def start(folder: Path, listens_after_ms: int = 0) -> "subprocess.Popen[str]":
    return run(folder, listens_after_ms)


def test_a_folder_belongs_to_one_program_at_a_time(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.take()
    assert not second.take()
    assert second.claim_silently() is Claim.SILENT
    first.release()
    assert second.take()
    second.release()


def test_a_second_start_brings_the_first_forward(tmp_path: Path) -> None:
    first = start(tmp_path)
    assert first.stdout is not None
    assert first.stdout.readline() == "OURS\n"
    # Whatever way the folder is named.
    (tmp_path.parent / "link").symlink_to(tmp_path)
    second = start(tmp_path.parent / "link")
    assert second.communicate(timeout=60) == ("SHOWN\n", None)
    assert first.communicate(timeout=60) == ("listens\ncame forward\n", None)


def test_of_two_starts_at_one_moment_one_opens_and_the_other_brings_it_forward(tmp_path: Path) -> None:
    pairs = []
    for number in range(PAIRS):
        folder = tmp_path / str(number)
        folder.mkdir()
        pairs.append((start(folder, 150 * number), start(folder, 150 * number)))
    for pair in pairs:
        told = sorted(process.communicate(timeout=30)[0] for process in pair)
        assert told == ["OURS\nlistens\ncame forward\n", "SHOWN\n"]


@POSIX
def test_of_fifty_pairs_of_starts_at_one_moment_every_one_ends_well(tmp_path: Path) -> None:
    output, _ = run(tmp_path, "--pairs", FORKED_PAIRS).communicate(timeout=120)
    assert output.splitlines() == ["OURS listens came forward, SHOWN"] * FORKED_PAIRS


def test_a_start_that_is_never_shown_forward_leaves_no_process_behind(tmp_path: Path) -> None:
    """So that a program that is broken ends, and the test of it with it, instead of staying for ever."""
    left_alone = run(tmp_path, 0, 5)
    try:
        assert left_alone.communicate(timeout=30)[0] == "OURS\nlistens\n"
        assert left_alone.returncode == 1
    finally:
        left_alone.kill()


@POSIX
def test_who_was_killed_holds_nothing(tmp_path: Path) -> None:
    for _ in range(3):
        killed = start(tmp_path)
        assert killed.stdout is not None
        assert killed.stdout.readline() == "OURS\n"
        killed.kill()
        killed.communicate()
    instance = SingleInstance(tmp_path)
    assert instance.claim() is Claim.OURS
    instance.release()


@POSIX
def test_a_start_while_the_last_one_ends_waits_for_the_folder(tmp_path: Path) -> None:
    last = start(tmp_path)
    assert last.stdout is not None
    assert [last.stdout.readline() for _ in range(2)] == ["OURS\n", "listens\n"]
    # It holds the folder, and has stopped answering.
    last.send_signal(signal.SIGSTOP)
    following = start(tmp_path)
    with pytest.raises(subprocess.TimeoutExpired):
        following.wait(timeout=1.5)
    last.kill()
    assert following.stdout is not None
    assert following.stdout.readline() == "OURS\n"
    for process in (last, following):
        process.kill()
        process.communicate()


def test_who_neither_answers_nor_ends_is_waited_for_no_longer_than_is_said(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    first.take()
    assert second.claim(patience=0.2) is Claim.SILENT
    first.release()


HOST = socket.gethostname()
OLD_LOCKS = {
    "empty": b"", "garbage": os.urandom(300), "huge": b"9" * 20_000_000, "zeros": b"\0" * 200,
    "own pid": f"{os.getpid()}\npersonaui-desktop\n{HOST}\n\n\n".encode(),
    "first process": f"1\npython\n{HOST}\n\n\n".encode(), "another host": b"4711\npython\nelsewhere\n\n\n",
    "no number": b"abc\npython\nhost\n", "negative": b"-1\npython\nhost\n",
    "huge number": b"9" * 400 + b"\npython\nhost\n",
}  # fmt: skip


@pytest.mark.parametrize("name", ["personaui.lock", LOCK_NAME])
@pytest.mark.parametrize("text", OLD_LOCKS.values(), ids=OLD_LOCKS.keys())
def test_what_a_lock_file_says_keeps_nobody_out(tmp_path: Path, name: str, text: bytes) -> None:
    (tmp_path / name).write_bytes(text)
    instance, other = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert instance.claim() is Claim.OURS
    assert not other.take()
    instance.release()


def a_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(place))


@POSIX
@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        lambda place: place.symlink_to("/etc/passwd"),
        lambda place: place.symlink_to(place),
        lambda place: place.symlink_to(place.parent / "nowhere"),
        a_socket,
    ],
    ids=["folder", "link", "circle", "broken link", "socket"],
)
def test_what_cannot_be_locked_is_told_and_not_waited_for(make: Callable[[Path], None]) -> None:
    # A short path: a socket's is bounded.
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / LOCK_NAME)
        with pytest.raises(OSError, match=LOCK_NAME):
            SingleInstance(Path(folder)).claim()
        assert not (Path(folder) / "nowhere").exists()


@POSIX
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / LOCK_NAME)
    instance = SingleInstance(tmp_path)
    assert instance.claim() is Claim.OURS
    instance.release()


@POSIX
def test_the_file_is_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        instance = SingleInstance(tmp_path)
        assert instance.take()
    finally:
        os.umask(before)
    assert (tmp_path / LOCK_NAME).stat().st_mode & 0o777 == 0o600
    instance.release()


def test_nobody_hears_where_nobody_listens(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).ask_forward()
