from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.menus import ENTRIES, build_menus


def test_every_action_has_a_shortcut_and_no_two_share_one() -> None:
    shortcuts: dict[str, str] = {}
    for entry in ENTRIES:
        if entry.name:
            shortcuts[entry.name] = shortcuts.get(entry.name) or entry.shortcut
    assert all(shortcuts.values()), shortcuts
    assert all(not QKeySequence(keys).isEmpty() for keys in shortcuts.values())
    assert [keys for keys, times in Counter(shortcuts.values()).items() if times > 1] == []


def test_mnemonics_are_distinct_within_a_menu() -> None:
    for menu in {entry.menu for entry in ENTRIES}:
        letters = [
            entry.text[entry.text.index("&") + 1].lower()
            for entry in ENTRIES
            if entry.menu == menu and entry.text
        ]
        assert len(letters) == len(set(letters)), (menu, letters)


def test_mnemonics_of_the_menus_are_distinct() -> None:
    titles = list(dict.fromkeys(entry.menu for entry in ENTRIES))
    letters = [title[title.index("&") + 1].lower() for title in titles]
    assert len(letters) == len(set(letters)), letters


def test_an_action_in_two_menus_is_one_and_calls_its_handler(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    called: list[str] = []
    names = {entry.name for entry in ENTRIES if entry.name}
    actions = build_menus(window, {name: lambda name=name: called.append(name) for name in names})
    assert set(actions) == names
    actions["new_session"].trigger()
    assert called == ["new_session"]


def test_what_could_do_nothing_is_grey_while_its_menu_is_open(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    names = {entry.name for entry in ENTRIES if entry.name}
    actions = build_menus(window, {name: lambda: None for name in names}, lambda name: name != "stop")
    menu = next(action.menu() for action in window.menuBar().actions() if action.text() == "&Conversation")
    menu.aboutToShow.emit()
    assert not actions["stop"].isEnabled()
    assert actions["retry"].isEnabled()
    menu.aboutToHide.emit()
    assert actions["stop"].isEnabled()
