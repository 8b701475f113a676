"""The whole program in a test: started as often as wanted, talked with, ended."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from personaui_desktop.app import Program
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse

Start = Callable[..., Program]

PATIENCE_MS = 20_000


@contextmanager
def programs(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    """Starts the program on a data folder with the arguments given, one program after the other."""
    running: list[Program] = []

    def start(*arguments: str, crash: str | None = None) -> Program:
        _end(running)
        instance = SingleInstance(data_dir)
        assert instance.take()
        program = Program(parse(list(arguments)), data_dir, instance, crash)
        running.append(program)
        with qtbot.waitSignal(program.filled):
            program.window.show()
        qtbot.waitUntil(
            lambda: bool(program.window.place.persona_id) and program.worker.is_idle, timeout=PATIENCE_MS
        )
        return program

    try:
        yield start
    finally:
        _end(running)


def _end(running: list[Program]) -> None:
    while running:
        program = running.pop()
        program.windows.quit()
        for window in program.windows.open[:-1]:
            # Its question is not answered.
            window.end()
        program.close()
        program.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def say(qtbot: QtBot, program: Program, text: str) -> None:
    """Type, press Enter, wait for the reply's end."""
    edit = program.window.chat.composer.edit
    qtbot.keyClicks(edit, text)
    with qtbot.waitSignal(program.replies.ended, timeout=PATIENCE_MS):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.worker.is_idle)


def shown_messages(program: Program) -> list[str]:
    """What the messages of the shown conversation say."""
    model = program.window.chat._model
    return [model.message(row).text for row in range(model.rowCount())]


def start_process(folder: Path) -> "subprocess.Popen[bytes]":
    """A start of its own, in another process."""
    command = [sys.executable, "-m", "personaui_desktop", "--demo", "--data-dir", str(folder)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], stderr=subprocess.DEVNULL)
