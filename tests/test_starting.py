"""The program's start: its window, its folder, what it loads, and where it cannot."""

import gc
import signal
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.programs import PATIENCE_MS, Start, start_process

from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.settings.window_state import read_window_states
from personaui_desktop.widgets.columns import Side
from personaui_desktop.widgets.window_keeper import START_SIZE


def readable_by_others(folder: Path) -> list[str]:
    return [path.name for path in (folder, *folder.iterdir()) if path.stat().st_mode & 0o077]


def test_the_composer_has_the_focus_at_start(qtbot: QtBot, start: Start) -> None:
    program = start()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.chat.composer.edit.hasFocus)


def test_the_first_window_fits_on_the_screen(start: Start) -> None:
    window = start().window
    room = window.screen().availableSize()
    assert room.width() < START_SIZE.width()  # or this shows nothing
    assert window.width() < room.width()
    assert window.height() < room.height()


def test_the_window_comes_back_as_it_was(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    program = start()
    program.window.resize(700, 500)
    program.window.columns.toggle(Side.SESSIONS)
    size = program.window.size()
    again = start()
    assert again.window.size() == size
    assert not read_window_states(data_dir)[0].show_sessions


class Knot:
    """Garbage that only the cyclic collector can take."""

    def __init__(self) -> None:
        self.myself = self


def test_garbage_is_collected_once_the_window_is_filled(qtbot: QtBot, start: Start) -> None:
    start("--demo")
    knots = [Knot() for _ in range(gc.get_threshold()[0] + 1)]
    gone = weakref.ref(knots[0])
    knots.clear()
    qtbot.waitUntil(lambda: gone() is None)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_two_starts_at_one_moment_end_in_one_window_and_leave_private_files(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    pair = [start_process(folder), start_process(folder)]
    qtbot.waitUntil(lambda: any(process.poll() is not None for process in pair), timeout=2 * PATIENCE_MS)
    (staying,) = [process for process in pair if process.poll() is None]
    assert sorted(str(process.returncode) for process in pair) == ["0", "None"]
    assert readable_by_others(folder) == []
    staying.send_signal(signal.SIGTERM)
    assert staying.wait(timeout=60) == 0
    assert readable_by_others(folder) == []
    assert not (folder / "personaui.crash").exists()


def start_refused(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Start the program where it cannot; its sentence, which it also shows, is in ``stderr``."""
    code = (
        "import sys; from PySide6.QtWidgets import QMessageBox; QMessageBox.critical = lambda *_: None;"
        "from personaui_desktop.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "--data-dir", str(folder)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, cwd=Path(__file__).parents[1]
    )


def test_a_data_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    finished = start_refused(tmp_path / "file" / "inside")
    assert finished.returncode == 1
    assert "cannot be created: part of its path is not a folder. Choose" in finished.stderr


def test_a_data_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "personaui.running").mkdir()
    finished = start_refused(tmp_path)
    assert finished.returncode == 1
    assert f"{tmp_path / 'personaui.running'} cannot be written to: it is a folder. Choose" in finished.stderr
    assert "--data-dir" in finished.stderr
    assert finished.stderr.count("\n") == 1


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="no folder here that even an administrator cannot write"
)
def test_a_folder_that_nobody_can_write_is_a_clear_error() -> None:
    finished = start_refused(Path("/proc/self"))
    assert finished.returncode == 1
    assert "cannot be written" in finished.stderr
    assert finished.stderr.count("\n") == 1


SETTLES = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from personaui_desktop.app import Program
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse

def loaded():
    return {"anthropic", "pydantic", "PySide6.QtNetwork"} & set(sys.modules)

def look():
    if program._may_make_ready and program.worker.is_idle:
        print("settled", *sorted(loaded()), flush=True)
        program.window.close()

application = QApplication([])
instance = SingleInstance(Path(sys.argv[1]))
instance.take()
program = Program(parse(sys.argv[2:]), Path(sys.argv[1]), instance)
program.window.place.persona_changed.connect(lambda _id: print("shown", *sorted(loaded()), flush=True))
timer = QTimer()
timer.timeout.connect(look)
program.filled.connect(lambda: timer.start(50))
program.window.show()
application.exec()
program.close()
"""


@pytest.mark.parametrize(
    ("arguments", "settled"),
    [(["--demo"], "settled PySide6.QtNetwork"), ([], "settled PySide6.QtNetwork anthropic pydantic")],
)
def test_what_no_conversation_needs_comes_after_it_and_what_the_demo_does_not_need_not_at_all(
    data_dir: Path, arguments: list[str], settled: str
) -> None:
    save_settings(Settings(base_url="http://127.0.0.1:9"), data_dir)
    command = [sys.executable, "-c", SETTLES, str(data_dir), *arguments]
    finished = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, cwd=Path(__file__).parents[1]
    )
    assert finished.returncode == 0, finished.stderr
    lines = finished.stdout.splitlines()
    assert "shown" in lines
    assert lines[-1] == settled
