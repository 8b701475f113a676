from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot
from support.commands import menu_of, some_commands

from personaui_desktop.widgets.commands.actions import Actions
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.menu_bar import Menus


def test_an_action_in_two_menus_is_one_and_runs_its_command(qtbot: QtBot) -> None:
    window, ran = QMainWindow(), list[object]()
    qtbot.addWidget(window)
    actions = Actions(window, some_commands(ran))
    menus = Menus(window.menuBar(), actions)
    found = [action for title in ("&File", "&Conversation") for action in menu_of(window, title).actions()]
    assert found.count(actions["session.new"]) == 2
    found[0].trigger()
    assert ran == ["new"]
    assert menus.parent() is window.menuBar()


def test_a_menu_that_opens_says_the_words_as_they_are_then(qtbot: QtBot) -> None:
    window, state = QMainWindow(), ["&Retry"]
    qtbot.addWidget(window)
    command = Command("program.quit", lambda: state[0], list, keys=("Ctrl+Q",))
    actions = Actions(window, Commands((command,)))
    Menus(window.menuBar(), actions)
    state[0] = "&Regenerate"
    menu_of(window, "&File").aboutToShow.emit()
    assert actions["program.quit"].text() == "&Regenerate"


def test_what_could_do_nothing_is_grey_while_its_menu_is_open(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window, some_commands([]))
    Menus(window.menuBar(), actions)
    menu = menu_of(window, "&Conversation")
    menu.aboutToShow.emit()
    assert not actions["reply.stop"].isEnabled()
    assert actions["session.inspect"].isEnabled()
    menu.aboutToHide.emit()
    assert actions["reply.stop"].isEnabled()
