"""Who has left a menu writes on: no letter opens a menu again, or runs what stands in it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.main_window import MainWindow

KEY, BUTTON = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _ready(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.chat.composer.edit.hasFocus)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    """Press a key where the system would send it."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or window
    qtbot.keyClick(target, key)


def write(qtbot: QtBot, window: MainWindow, text: str) -> None:
    for letter in text:
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or window
        qtbot.keyClicks(target, letter)


def enter_the_bar(qtbot: QtBot, window: MainWindow) -> None:
    """Alt alone, as Qt's own window gets it."""
    QTest.keyPress(window.windowHandle(), KEY.Key_Alt, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window.windowHandle(), KEY.Key_Alt)
    qtbot.waitUntil(window.menuBar().hasFocus)


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_escape_in_a_menu_gives_the_keyboard_back_to_the_composer(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.windowHandle(), KEY.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    press(qtbot, window, KEY.Key_Escape)
    write(qtbot, window, "second message")
    assert window.chat.composer.text == "second message"


def test_escape_in_a_menu_reached_through_the_bar_gives_it_back_as_well(
    qtbot: QtBot, window: MainWindow
) -> None:
    enter_the_bar(qtbot, window)
    press(qtbot, window, KEY.Key_Right)
    press(qtbot, window, KEY.Key_Down)
    assert open_menu().title() == "&Edit"
    press(qtbot, window, KEY.Key_Escape)
    write(qtbot, window, "second message")
    assert window.chat.composer.text == "second message"


@pytest.mark.parametrize("place", ["edge", "hint", "header"])
def test_a_click_gives_it_back_also_where_nothing_takes_it(
    qtbot: QtBot, window: MainWindow, place: str
) -> None:
    composer = window.chat.composer
    places: dict[str, tuple[QWidget, QPoint]] = {
        "edge": (composer, QPoint(composer.width() // 2, 4)),
        "hint": (composer.hint, composer.hint.rect().center()),
        "header": (window.chat.header, QPoint(4, 4)),
    }
    enter_the_bar(qtbot, window)
    clicked, point = places[place]
    qtbot.mouseClick(clicked, BUTTON, pos=point)
    write(qtbot, window, "second message")
    assert composer.text == "second message"


def test_letters_still_open_menus_while_one_is_in_the_bar(qtbot: QtBot, window: MainWindow) -> None:
    enter_the_bar(qtbot, window)
    write(qtbot, window, "s")
    assert open_menu().title() == "Me&ssage"
    open_menu().close()


def test_a_click_in_the_box_of_the_composer_is_meant_for_its_text(qtbot: QtBot, window: MainWindow) -> None:
    window.sessions.setFocus()
    assert not window.chat.composer.edit.hasFocus()
    qtbot.mouseClick(window.chat.composer.hint, BUTTON)
    assert window.chat.composer.edit.hasFocus()
