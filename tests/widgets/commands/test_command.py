import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.commands.actions import Actions
from personaui_desktop.widgets.commands.command import Command, Scope, Subject
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.key_names import is_pressed

NONE, SHIFT, KEYPAD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers)


def test_a_command_runs_on_what_is_chosen_or_tells_that_nothing_is() -> None:
    ran, chosen = list[object](), list[object]()
    subject = Subject(Scope.MEMORY, lambda: chosen[-1] if chosen else None, lambda: ran.append("missing"))
    pin = Command("memory.pin", "Pin", ran.append, Scope.MEMORY, can=lambda thing: thing == "loose")
    commands = Commands((pin,), (subject,))
    commands.start("memory.pin")
    assert not commands.can_start("memory.pin")
    chosen.append("loose")
    commands.start("memory.pin")
    assert commands.can_start("memory.pin")
    chosen.append("fixed")
    assert not commands.can_start("memory.pin")
    assert ran == ["missing", "loose"]


@pytest.mark.parametrize(
    ("event", "keys", "is_for_them"),
    [
        (press(Qt.Key.Key_Return), "Enter", True),
        (press(Qt.Key.Key_Enter, KEYPAD), "Enter", True),
        (press(Qt.Key.Key_Return, SHIFT), "Enter", False),
        (press(Qt.Key.Key_Return, SHIFT), "Shift+Enter", True),
        (press(Qt.Key.Key_Delete, KEYPAD), "Del", True),
        (press(Qt.Key.Key_F2), "Del", False),
    ],
)
def test_a_key_is_what_it_is_called(event: QKeyEvent, keys: str, is_for_them: bool) -> None:
    assert is_pressed(event, keys) is is_for_them


def test_words_and_ticks_follow_what_they_tell(qtbot: QtBot) -> None:
    window, words, order = QWidget(), ["&Undo"], ["newest"]
    qtbot.addWidget(window)
    undo = Command("edit.undo", lambda: words[-1], lambda: None, keys=("Ctrl+Z",))
    sort = Command("memory.sort", "Pinned", lambda: None, keys=("F4",), tick=lambda: order[-1] == "pinned")
    actions = Actions(window, Commands((undo, sort)))
    words.append("&Undo deleting a memory")
    actions["memory.sort"].trigger()
    assert not actions["memory.sort"].isChecked()
    order.append("pinned")
    actions.refresh()
    assert actions["edit.undo"].text() == "&Undo deleting a memory"
    assert actions["memory.sort"].isChecked()
