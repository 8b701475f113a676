"""Commands by name: what they run on, what is done where there is nothing, and which keys they take."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.commands import Commands

NONE, SHIFT, KEYPAD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers)


def test_a_name_stands_for_one_command() -> None:
    twice = Command("message.copy", "Copy", lambda: None)
    with pytest.raises(ValueError, match=r"message\.copy"):
        Commands((twice, twice))


def test_a_key_counts_in_its_scope_only() -> None:
    edit = Command("memory.edit", "Edit", lambda: None, Scope.MEMORY, pane_keys=("F2", "Enter"))
    rename = Command("session.rename", "Rename", lambda: None, Scope.SESSION, pane_keys=("F2",))
    commands = Commands((edit, rename))
    assert commands.pressed(press(Qt.Key.Key_F2), Scope.MEMORY) is edit
    assert commands.pressed(press(Qt.Key.Key_Return), Scope.MEMORY) is edit
    assert commands.pressed(press(Qt.Key.Key_F2), Scope.SESSION) is rename
    assert commands.pressed(press(Qt.Key.Key_Return), Scope.SESSION) is None
