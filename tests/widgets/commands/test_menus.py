"""The menu bar, made of names: every one exists, has words, a key and a letter of its own."""

from collections import Counter
from functools import partial
from itertools import product

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.commands import menu_of, some_commands

from personaui_desktop.widgets.commands.actions import Actions
from personaui_desktop.widgets.commands.command import Command, Scope, Subject
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.key_names import plain
from personaui_desktop.widgets.commands.menu_bar import Menus
from personaui_desktop.widgets.commands.menus import (
    DIVIDER,
    MEMORY_MENU,
    MENU_BAR,
    MESSAGE_MENU,
    PERSONA_MENU,
    SESSION_MENU,
    SUBMENUS,
    context_menu,
)
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.main_window import MainWindow

LISTED = [name for names in MENU_BAR.values() for name in names if name != DIVIDER]


def test_every_command_has_words(window: MainWindow) -> None:
    assert [command.name for command in window.commands if not plain(command.title)] == []


def test_every_name_in_a_menu_exists(window: MainWindow) -> None:
    names = {*LISTED, *PERSONA_MENU, *SESSION_MENU, *MESSAGE_MENU, *MEMORY_MENU} - {DIVIDER}
    assert {name for name in names if name not in window.commands} == set()


def test_what_runs_anywhere_or_has_a_key_of_the_window_stands_in_a_menu(window: MainWindow) -> None:
    expected = [each.name for each in window.commands if each.scope is Scope.WINDOW or each.keys]
    assert set(expected) == set(LISTED)


def test_every_line_has_a_key_and_no_two_share_one(window: MainWindow) -> None:
    keys = [each for name in set(LISTED) for each in window.commands[name].keys]
    assert all(window.commands[name].keys for name in LISTED)
    assert all(not QKeySequence(each).isEmpty() for each in keys)
    assert [each for each, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("scope", Scope)
def test_no_two_commands_share_a_key_where_it_counts(window: MainWindow, scope: Scope) -> None:
    keys = [each for command in window.commands if command.scope is scope for each in command.pane_keys]
    assert all(not QKeySequence(each).isEmpty() for each in keys)
    assert [each for each, times in Counter(keys).items() if times > 1] == []


def test_mnemonics_are_distinct_within_a_menu(window: MainWindow) -> None:
    for title, names in MENU_BAR.items():
        letters = [letter_of(window.commands[name].title) for name in names if name != DIVIDER]
        assert len(letters) == len(set(letters)), (title, letters)


def test_what_is_within_a_menu_stands_side_by_side_in_one_of_the_bar() -> None:
    for names in SUBMENUS.values():
        (listed,) = [each for each in MENU_BAR.values() if names[0] in each]
        at = listed.index(names[0])
        assert listed[at : at + len(names)] == names


def test_mnemonics_are_distinct_where_they_are_seen(window: MainWindow) -> None:
    for action in window.menuBar().actions():
        for menu in (action.menu(), *(each.menu() for each in action.menu().actions() if each.menu())):
            letters = [letter_of(each.text()) for each in menu.actions() if not each.isSeparator()]
            assert len(letters) == len(set(letters)), (menu.title(), letters)


def test_a_menu_within_a_menu_is_filled_as_its_commands_come_and_greyed_out_with_the_menu(
    qtbot: QtBot,
) -> None:
    window, ran = QMainWindow(), list[object]()
    qtbot.addWidget(window)
    titled = (("queue.send", "&Send now", True), ("queue.edit", "&Edit", False))
    made = [
        Command(name, words, partial(ran.append, name), keys=(f"Ctrl+{words[1]}",), can=lambda can=can: can)
        for name, words, can in titled
    ]
    commands = Commands(made[:1])
    actions = Actions(window, commands)
    menus = Menus(window.menuBar(), actions)
    reply = menu_of(window, "&Reply")

    def lines() -> dict[str, list[str]]:
        found = [each.menu() for each in reply.actions() if each.menu()]
        return {menu.title(): [each.text() for each in menu.actions()] for menu in found}

    assert lines() == {"W&aiting messages": ["&Send now"]}
    commands.declare(made[1:])
    actions.make()
    menus.fill()
    assert lines() == {"W&aiting messages": ["&Send now", "&Edit"]}
    reply.aboutToShow.emit()
    assert [actions[name].isEnabled() for name, _, _ in titled] == [True, False]
    actions["queue.send"].trigger()
    assert ran == ["queue.send"]


def test_mnemonics_of_the_menus_are_distinct() -> None:
    letters = [letter_of(str(title)) for title in MENU_BAR]
    assert len(letters) == len(set(letters)), letters


def letter_of(words: str) -> str:
    return words[words.index("&") + 1].lower()


def test_what_is_declared_later_comes_into_its_place(qtbot: QtBot) -> None:
    window, ran = QMainWindow(), list[object]()
    qtbot.addWidget(window)
    commands = Commands((Command("program.quit", "&Quit", lambda: ran.append("quit"), keys=("Ctrl+Q",)),))
    actions = Actions(window, commands)
    menus = Menus(window.menuBar(), actions)
    assert [action.text() for action in menu_of(window, "&File").actions() if action.text()] == ["&Quit"]
    commands.include(some_commands(ran))
    actions.make()
    menus.fill()
    lines = [action.text() for action in menu_of(window, "&File").actions() if action.text()]
    assert lines == ["&New conversation", "&Quit"]


def test_a_things_menu_runs_its_commands_on_it_and_others_on_what_is_chosen(qtbot: QtBot) -> None:
    parent, ran = QWidget(), list[object]()
    qtbot.addWidget(parent)
    commands = some_commands(ran)
    commands.declare((), (Subject(Scope.MEMORY, lambda: "chosen"),))
    names = ("memory.pin", "session.new", "reply.stop")
    menu = context_menu(parent, names, commands, Scope.MEMORY, "this")
    assert [plain(action.text()) for action in menu.actions()] == ["Pin", "New conversation"]
    for action in menu.actions():
        action.trigger()
    commands.start("memory.pin")
    assert ran == ["this", "new", "chosen"]
    idle = context_menu(parent, names, commands, Scope.MEMORY, "pinned")
    assert [plain(action.text()) for action in idle.actions()] == ["New conversation"]


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_menus_that_do_not_fit_are_behind_a_button_that_can_be_seen(qtbot: QtBot, appearance: str) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    before = theme().appearance
    theme().appearance = appearance
    Menus(window.menuBar(), Actions(window, some_commands([])))
    window.resize(300, 200)
    window.show()
    qtbot.waitExposed(window)
    button = window.menuBar().findChild(QToolButton, "qt_menubar_ext_button")
    qtbot.waitUntil(button.isVisible)
    picture = window.menuBar().grab(button.geometry()).toImage()
    places = product(range(picture.width()), range(picture.height()))
    seen = {picture.pixelColor(x, y).lightness() for x, y in places}
    theme().appearance = before
    assert max(seen) - min(seen) > 60
    assert button.accessibleName() == "More menus"
