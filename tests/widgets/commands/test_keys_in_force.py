"""The same keys are in force in menus, tooltips, the palette and the help, in all windows and at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.programs import Start, programs
from support.windows import use

from personaui_desktop import database
from personaui_desktop.settings.file import read_settings
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.help import ShortcutsDialog
from personaui_desktop.widgets.commands.keys_in_force import KeysInForce, keys_in_force, with_keys
from personaui_desktop.widgets.main_window import MainWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def begin(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    database.create_session("A talk")
    with programs(qtbot, data_dir) as start:
        yield start
    keys_in_force().choose({})


def keys_of(window: MainWindow, name: str) -> list[str]:
    return [each.toString() for each in window.menu_actions[name].shortcuts()]


def test_only_what_is_otherwise_is_told(qtbot: QtBot) -> None:
    table = KeysInForce()
    commands = [
        Command("a", "A", str, keys=("Ctrl+Shift+Return", "Ctrl+Shift+Enter")),
        Command("b", "B", str),
    ]
    with qtbot.waitSignal(table.changed):
        table.declare(commands)
    assert (table.of("a"), table.of("b"), table.of("c")) == (("Ctrl+Shift+Enter",), (), ())
    for unchanged in (lambda: table.declare(commands), lambda: table.choose({"b": ["F5"]})):
        with qtbot.assertNotEmitted(table.changed):
            unchanged()
    with qtbot.waitSignal(table.changed):
        table.choose({"a": ["F5"]})
    assert table.of("a") == ("F5",)


def test_chosen_keys_are_in_force_at_once_in_all_windows(qtbot: QtBot, begin: Start) -> None:
    program = begin("--demo")
    first = program.window
    first.filling.finish()
    first.window_asked.emit(*first.place.where)
    second = program.window
    assert second is not first
    first.desk.preferences.set(shortcuts={"session.inspect": ["Ctrl+Alt+Enter"], "pane.memories": []})
    for window in (first, second):
        assert keys_of(window, "session.inspect") == ["Ctrl+Alt+Enter", "Ctrl+Alt+Return"]
        assert keys_of(window, "pane.memories") == []
        assert "(Ctrl+Alt+Enter)" in window.chat.foot.cost_line.link.toolTip()
        assert window.chat.header.memories_button.toolTip() == "Show memories"
    assert with_keys("Words", "session.inspect") == "Words (Ctrl+Alt+Enter)"
    second.palette_over.open()
    rows = {row.key: row.keys for row in second.palette_over.box._offer._commands}
    assert rows["command:session.inspect"] == "Ctrl+Alt+Enter"
    assert rows["command:pane.memories"] == ""
    second.palette_over.leave()
    dialog = ShortcutsDialog(second.commands, second)
    found = dialog.tree.findItems("What is sent", Qt.MatchFlag.MatchRecursive)
    assert [item.text(1) for item in found] == ["Ctrl+Alt+Enter, /sent"]


def test_what_was_declared_starts_something_else_where_that_was_chosen(qtbot: QtBot, begin: Start) -> None:
    window = begin("--demo").window
    window.filling.finish()
    window.desk.preferences.set(shortcuts={"memory.search": ["Ctrl+F"]})
    assert keys_of(window, "find.text") == []
    use(qtbot, window)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_F, CONTROL)
    assert window.chat.transcript.hands.explorer._bar is None
    assert keys_of(window, "memory.search") == ["Ctrl+F"]


def test_they_are_kept_and_damaged_ones_harm_nothing(qtbot: QtBot, begin: Start, data_dir: Path) -> None:
    odd = {"session.new": "F5", "find.text": ["A", 3], "no.such": ["F5"], "session.pin": ["F5"]}
    program = begin("--demo")
    program.desk.preferences.set(shortcuts=odd)
    qtbot.waitUntil(lambda: read_settings(data_dir)[0].shortcuts == odd)
    program = begin("--demo")
    program.window.filling.finish()
    assert keys_of(program.window, "session.new") == ["Ctrl+N"]
    assert keys_of(program.window, "find.text") == []
    assert keys_of(program.window, "session.pin") == ["F5"]
    assert program.desk.preferences.settings.shortcuts == odd
