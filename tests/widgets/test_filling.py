from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from support.programs import programs, say

from personaui_desktop.app import Program
from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse
from personaui_desktop.database import save_memory
from personaui_desktop.operations import beginning
from personaui_desktop.widgets.columns import Side
from personaui_desktop.widgets.desk import Desk
from personaui_desktop.widgets.filling import Filling
from personaui_desktop.widgets.main_window import MainWindow

PIECES = 3


class Stage(QWidget):
    """A window with a field to write in, something to be seen, and pieces that come."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.seen = QLineEdit(), QWidget()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.seen)
        self.made: list[int] = []
        self.resize(300, 200)
        self.show()
        self.filling = Filling(self, self.pieces())

    def pieces(self) -> Iterator[None]:
        for number in range(PIECES):
            self.made.append(number)
            yield


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    made = Stage()
    qtbot.addWidget(made)
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_nothing_comes_before_what_is_waited_for_was_painted(qtbot: QtBot, stage: Stage) -> None:
    stage.seen.hide()
    stage.filling.begin_after(stage.seen)
    stage.seen.setToolTip("An event that is no paint")
    QCoreApplication.processEvents()
    assert stage.made == []
    with qtbot.waitSignal(stage.filling.done):
        stage.seen.show()
    assert stage.made == [0, 1, 2]


@pytest.mark.parametrize("waits", [True, False])
def test_the_end_comes_once_though_it_was_hurried_before_anything_was_seen(
    qtbot: QtBot, stage: Stage, waits: bool
) -> None:
    ends = list[None]()
    stage.filling.done.connect(lambda: ends.append(None))
    if waits:
        stage.filling.begin_after(stage.seen)
    stage.filling.finish()
    if not waits:
        stage.filling.begin_after(None)
    stage.seen.update()
    for _ in range(3):
        QApplication.processEvents()
    assert len(ends) == 1
    assert not stage.filling._timer.isActive()


def test_what_waits_in_the_event_loop_comes_before_the_first_piece(qtbot: QtBot, stage: Stage) -> None:
    made = list[list[int]]()

    class First(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self, lambda: made.append(list(stage.made)))
            return super().eventFilter(watched, event)

    first = First()
    stage.seen.installEventFilter(first)
    stage.filling.begin_after(stage.seen)
    with qtbot.waitSignal(stage.filling.done):
        stage.seen.update()
    assert made == [[]]


def test_one_piece_comes_an_event_loop_turn(qtbot: QtBot, stage: Stage) -> None:
    stage.filling.begin_after(None)
    counts = list[int]()
    while len(stage.made) < PIECES:
        QCoreApplication.processEvents()
        counts.append(len(stage.made))
    assert {1, 2, 3} <= set(counts)


def test_a_window_that_nobody_sees_is_filled_all_the_same(qtbot: QtBot, stage: Stage) -> None:
    with qtbot.waitSignal(stage.filling.done):
        stage.filling.begin_after(QWidget(stage))
        stage.hide()


def test_writing_goes_on_and_a_command_or_a_click_has_the_rest_done_at_once(
    qtbot: QtBot, stage: Stage
) -> None:
    stage.field.setFocus()
    qtbot.keyClicks(stage.field, "ab")
    # Where nothing takes a letter it is no command either.
    qtbot.keyClicks(stage.seen, "ab")
    assert stage.made == []
    qtbot.keyClick(stage.field, Qt.Key.Key_F10)
    assert stage.made == [0, 1, 2]
    assert stage.field.text() == "ab"


def test_a_click_has_the_rest_done_at_once(qtbot: QtBot, stage: Stage) -> None:
    # A real click comes through the window that the system knows.
    handle = stage.windowHandle()
    qtbot.mouseClick(handle, Qt.MouseButton.LeftButton, pos=stage.field.geometry().center())
    assert stage.made == [0, 1, 2]


def test_what_is_done_stays_done(qtbot: QtBot, stage: Stage) -> None:
    stage.filling.finish()
    stage.filling.finish()
    qtbot.keyClick(stage.field, Qt.Key.Key_F10)
    assert stage.made == [0, 1, 2]


@pytest.fixture
def begin(qtbot: QtBot, data_dir: Path) -> Iterator[Callable[[], Program]]:
    """Starts on a conversation, up to the moment when its panes are to be made."""
    with programs(qtbot, data_dir) as start:
        begun = start("--demo")
        say(qtbot, begun, "Hello")
        save_memory(None, "Likes tea.")
    running: list[Program] = []

    def paint() -> Program:
        instance = SingleInstance(data_dir)
        assert instance.take()
        begun = Program(parse(["--demo"]), data_dir, instance)
        running.append(begun)
        with qtbot.waitSignal(begun.window.painted):
            begun.window.show()
        return begun

    yield paint
    for begun in running:
        begun.window.close()
        begun.close()
        begun.window.deleteLater()
        begun.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def program(begin: Callable[[], Program]) -> Program:
    """A start on a conversation, its panes not made yet."""
    return begin()


def panes_by_tab(window: MainWindow) -> list[QWidget]:
    """The panes in the order in which Tab comes to them, from the rail on."""
    panes, found = (window.rail, window.sessions, window.chat, window.memories), list[QWidget]()
    stop = window.rail.list
    while True:
        found += [pane for pane in panes if pane.isAncestorOf(stop) and pane not in found]
        stop = stop.nextInFocusChain()
        if stop is window.rail.list:
            return found


def test_the_conversation_is_there_before_the_panes_and_stays_where_it_is(
    qtbot: QtBot, program: Program
) -> None:
    window = program.window
    window.resize(1360, 800)
    qtbot.waitUntil(lambda: bool(window.chat.transcript.scene.placement.placed))
    assert not hasattr(window, "memories")
    place = window.chat.geometry(), window.columns.geometry()
    header = window.chat.header
    assert header.sessions_button.isHidden()
    assert header.memories_button.isHidden()
    window.filling.finish()
    QCoreApplication.processEvents()
    assert (window.chat.geometry(), window.columns.geometry()) == place
    assert window.memories.isVisible()
    assert panes_by_tab(window) == [window.rail, window.sessions, window.chat, window.memories]
    qtbot.waitUntil(lambda: window.sessions.shown is not None)
    assert window.sessions.shown.id == window.place.session_id
    qtbot.waitUntil(lambda: window.memories.shelf.view.model().rowCount() == 1)


class Watch(QObject):
    """Notes at each paint of a composer whether its conversation is there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window, self.paints = window, list[tuple[bool, str]]()
        window.chat.composer.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            chat = self.window.chat
            is_there = chat.transcript.isVisible() and bool(chat.transcript.scene.placement.placed)
            self.paints.append((is_there, chat.header.session_title))
        return super().eventFilter(watched, event)


def test_the_frame_gives_way_to_the_whole_conversation_at_one_stroke(
    qtbot: QtBot, begin: Callable[[], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = Event()
    ask, fill = beginning.begin, MainWindow.fill

    def tell_when_read(*arguments: Any) -> Operation[Any]:
        operation = ask(*arguments)
        return Errand(lambda: (operation.work(), finished.set())[0])

    def fill_when_read(window: MainWindow, desk: Desk) -> None:
        assert finished.wait(10)
        fill(window, desk)

    # A file is seldom so slow that it is not read by the time that the conversation is made.
    monkeypatch.setattr(import_module(beginning.__name__), "begin", tell_when_read)
    monkeypatch.setattr(MainWindow, "fill", fill_when_read)
    program = begin()
    watch = Watch(program.window)
    qtbot.waitUntil(lambda: bool(watch.paints))
    assert set(watch.paints) == {(True, "Hello")}
    assert not hasattr(program.window, "memories")


def test_the_conversation_is_set_in_one_width_while_the_panes_come(
    qtbot: QtBot, begin: Callable[[], Program]
) -> None:
    program = begin()
    widths = list[int]()

    class Sizes(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QResizeEvent):
                widths.append(event.size().width())
            return super().eventFilter(watched, event)

    sizes = Sizes()
    program.window.chat.installEventFilter(sizes)
    with qtbot.waitSignal(program.filled):
        pass
    QCoreApplication.processEvents()
    assert {*widths} <= {program.window.chat.width()}


def test_keys_of_a_pane_that_is_not_there_yet_make_it(qtbot: QtBot, program: Program) -> None:
    window = program.window
    window.resize(1360, 800)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F10)
    assert not window.columns.is_shown(Side.MEMORIES)


def test_closing_before_it_is_known_where_to_keeps_what_was_typed(
    qtbot: QtBot, begin: Callable[[], Program], data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, ask = Event(), beginning.begin

    def read_late(*arguments: Any) -> Operation[Any]:
        operation = ask(*arguments)
        return Errand(lambda: (gate.wait(10), operation.work())[1])

    with monkeypatch.context() as patched:
        patched.setattr(import_module(beginning.__name__), "begin", read_late)
        program = begin()
        window = program.window
        assert window.place.persona_id == ""
        window.chat.composer.edit.insert_text("Half a thought")
        window.close()
        gate.set()
        program.close()
    with programs(qtbot, data_dir) as start:
        begun = start("--demo")
        assert begun.window.chat.has_messages
        qtbot.waitUntil(lambda: begun.window.chat.composer.text == "Half a thought")


def test_closing_before_the_panes_are_there_keeps_what_was_typed(
    qtbot: QtBot, program: Program, data_dir: Path
) -> None:
    qtbot.waitUntil(lambda: program.window.chat.has_messages)
    qtbot.keyClicks(program.window.chat.composer.edit, "Half a thought")
    assert not hasattr(program.window, "memories")
    program.window.close()
    program.close()
    with programs(qtbot, data_dir) as start:
        assert start("--demo").window.chat.composer.text == "Half a thought"
