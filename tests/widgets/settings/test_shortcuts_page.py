"""The page of the keyboard as a person uses it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.keys_in_force import KeysInForce
from personaui_desktop.widgets.settings import shortcuts_page
from personaui_desktop.widgets.settings.shortcuts_page import ShortcutsPage

Key, Held = Qt.Key, Qt.KeyboardModifier
COMMANDS = (
    Command("session.new", "&New conversation", str, keys=("Ctrl+N",)),
    Command("find.text", "&Find in conversation…", str, keys=("Ctrl+F", "F3")),
    Command("program.quit", "&Quit", str, keys=("Ctrl+Q",)),
    Command("message.send", "Send", str, pane_keys=("Enter",)),
)
WORDS = {each.name: each.words for each in COMMANDS}


@pytest.fixture
def make(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ShortcutsPage]:
    table = KeysInForce()
    table.declare(COMMANDS)
    monkeypatch.setattr(shortcuts_page, "keys_in_force", lambda: table)

    def made(**shortcuts: list[str]) -> ShortcutsPage:
        chosen = {name.replace("_", ".", 1): keys for name, keys in shortcuts.items()}
        page = ShortcutsPage(Settings(shortcuts=chosen), WORDS)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return made


def shown(page: ShortcutsPage) -> dict[str, str]:
    return {name: item.text(1) for name, item in page._items.items()}


def record(page: ShortcutsPage, name: str, key: Key, held: Held = Held.NoModifier) -> None:
    """Go to a command and press keys for it."""
    page.go_to(name)
    page.tree.setFocus()
    QTest.keyClick(page.tree, Key.Key_Return)
    assert page.recorder.hasFocus()
    QTest.keyClick(page.recorder, key, held)


def chosen(page: ShortcutsPage) -> dict[str, object]:
    return dict(page.put_into(Settings()).shortcuts)


def test_every_command_of_the_menus_is_listed_with_its_keys(make) -> None:
    assert shown(make()) == {"session.new": "Ctrl+N", "find.text": "Ctrl+F, F3", "program.quit": "Ctrl+Q"}
    assert chosen(make()) == {}


def test_keys_are_recorded_as_they_are_pressed(make) -> None:
    page = make()
    record(page, "session.new", Key.Key_Return, Held.ControlModifier | Held.ShiftModifier)
    assert shown(page)["session.new"] == "Ctrl+Shift+Enter"
    record(page, "program.quit", Key.Key_F12)
    assert chosen(page) == {"session.new": ["Ctrl+Shift+Enter"], "program.quit": ["F12"]}
    record(page, "program.quit", Key.Key_Q, Held.ControlModifier)
    assert chosen(page) == {"session.new": ["Ctrl+Shift+Enter"]}, "its own again"


def test_a_conflict_is_shown_and_the_other_command_gives_its_keys(make) -> None:
    page = make()
    record(page, "session.new", Key.Key_F, Held.ControlModifier)
    assert shown(page) == {"session.new": "Ctrl+F", "find.text": "F3", "program.quit": "Ctrl+Q"}
    assert "Ctrl+F was used by “\u2068Find in conversation\u2069”, which keeps F3." in page.note.text()
    record(page, "session.new", Key.Key_Q, Held.ControlModifier)
    assert "which has no keys now" in page.note.text()
    page.go_to("program.quit")
    assert page.note.text() == "Ctrl+Q is used by “\u2068New conversation\u2069” now."
    # Also where it was chosen for that one.
    record(page, "find.text", Key.Key_Q, Held.ControlModifier)
    assert shown(page) == {"session.new": "", "find.text": "Ctrl+Q", "program.quit": ""}


@pytest.mark.parametrize("key", [Key.Key_A, Key.Key_Return, Key.Key_Backspace])
def test_what_is_needed_for_writing_is_refused(make, key: Key) -> None:
    page = make()
    record(page, "session.new", key)
    assert "alone is needed for writing" in page.note.text()
    assert chosen(page) == {}
    record(page, "session.new", Key.Key_F, Held.AltModifier)
    assert page.note.text() == "⚠ Alt+F opens a menu."
    assert chosen(page) == {}


def test_keys_that_are_only_held_and_escape_record_nothing(make) -> None:
    page = make()
    record(page, "session.new", Key.Key_Control, Held.ControlModifier)
    assert page.note.text() == ""
    QTest.keyClick(page.recorder, Key.Key_Escape)
    assert page.tree.hasFocus()
    assert chosen(page) == {}


def test_each_and_all_are_reset(qtbot: QtBot, make) -> None:
    page = make(session_new=["F5"], find_text=["F6"], no_such=["F7"])
    page.go_to("session.new")
    qtbot.mouseClick(page.reset_button, Qt.MouseButton.LeftButton)
    assert chosen(page) == {"find.text": ["F6"], "no.such": ["F7"]}
    assert not page.reset_button.isEnabled()
    qtbot.mouseClick(page.none_button, Qt.MouseButton.LeftButton)
    assert shown(page)["session.new"] == ""
    assert not page.none_button.isEnabled()
    qtbot.mouseClick(page.reset_all_button, Qt.MouseButton.LeftButton)
    assert chosen(page) == {}
    assert shown(page)["find.text"] == "Ctrl+F, F3"
    assert not page.reset_all_button.isEnabled()


def test_commands_are_found_by_words_and_keys(make) -> None:
    page = make()
    for written, found in (("conv", 2), ("ctrl+q", 1), ("NEW conv", 1), ("x", 0), ("", 3)):
        page.search.setText(written)
        assert sum(not item.isHidden() for item in page._items.values()) == found
    page.search.setText("quit")
    assert {name: group.isHidden() for name, group in page._groups.items()} == {"File": False, "Edit": True}


def test_it_is_reached_by_keys_alone_and_named(make) -> None:
    page = make()
    assert not page.recorder.isEnabled()
    page.go_to("session.new")
    assert page.recorder.accessibleName() == "Keys of “\u2068New conversation\u2069”"
    page.recorder.setFocus()
    QTest.keyClick(page.recorder, Key.Key_Tab)
    assert page.none_button.hasFocus()
