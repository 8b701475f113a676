from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.programs import PATIENCE_MS, programs, say

from personaui_desktop.app import Program
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse
from personaui_desktop.database import get_all_sessions

LETTERS = "the quick brown fox jumps"
EVERY_MS = 8


class Typist(QObject):
    """Types one letter after the other into whatever has the keyboard, from the window's first moment on."""

    def __init__(self, window: QWidget, text: str) -> None:
        super().__init__()
        self.window, self.left = window, list(text)
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.press)
        self.timer.start(EVERY_MS)

    def press(self) -> None:
        if not self.left:
            self.timer.stop()
            return
        letter = self.left.pop(0)
        key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_A
        at = QApplication.focusWidget() or self.window.focusWidget() or self.window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(at, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


@pytest.fixture
def begin(qtbot: QtBot, data_dir: Path) -> Iterator[Callable[[], Program]]:
    """Begins the program, and returns before its window is painted."""
    running: list[Program] = []

    def make() -> Program:
        instance = SingleInstance(data_dir)
        assert instance.take()
        program = Program(parse(["--demo"]), data_dir, instance)
        running.append(program)
        program.window.show()
        return program

    yield make
    for program in running:
        program.window.close()
        program.close()
        program.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until_settled(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(
        lambda: program._is_filled and bool(program.window.place.persona_id) and program.worker.is_idle,
        timeout=PATIENCE_MS,
    )


@pytest.mark.parametrize("talked_before", [False, True])
def test_every_letter_typed_at_once_after_the_start_is_in_the_composer_in_order(
    qtbot: QtBot, data_dir: Path, begin: Callable[[], Program], talked_before: bool
) -> None:
    if talked_before:
        with programs(qtbot, data_dir) as start:
            say(qtbot, start(), "Hello")
    program = begin()
    typist = Typist(program.window, LETTERS)
    typist.press()
    qtbot.waitUntil(lambda: not typist.left, timeout=PATIENCE_MS)
    wait_until_settled(qtbot, program)
    assert program.window.chat.composer.text == LETTERS
    assert (program.window.place.session_id is not None) is talked_before


def test_nothing_is_sent_before_it_is_known_where_to(qtbot: QtBot, begin: Callable[[], Program]) -> None:
    program = begin()
    typist = Typist(program.window, "first\nsecond")
    while typist.left:
        typist.press()
    # The composer is there before the persona is.
    program.window.painted.connect(
        lambda: qtbot.keyClick(program.window.chat.composer.edit, Qt.Key.Key_Return)
    )
    wait_until_settled(qtbot, program)
    assert get_all_sessions("default") == []
    assert program.window.chat.composer.text == "first\nsecond"


def test_what_an_input_method_has_finished_and_what_was_taken_back_count(
    qtbot: QtBot, begin: Callable[[], Program]
) -> None:
    program = begin()
    frame = program.window._frame
    assert program.window.focusWidget() is frame
    assert frame.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    commit = QInputMethodEvent()
    commit.setCommitString("你好")
    QCoreApplication.sendEvent(frame, commit)
    qtbot.keyClick(frame, Qt.Key.Key_X)
    qtbot.keyClick(frame, Qt.Key.Key_Backspace)
    qtbot.keyClick(frame, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(frame, Qt.Key.Key_Space)
    qtbot.keyClick(frame, Qt.Key.Key_Exclam)
    wait_until_settled(qtbot, program)
    assert program.window.chat.composer.text == "你好 !"
