"""F2 and Del after a click on a conversation, in the whole window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot
from support.programs import programs

from personaui_desktop.database import create_persona_db, create_session, save_message
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.window_keeper import START_SIZE


@pytest.fixture
def window(qtbot: QtBot, data_dir: Path) -> Iterator[MainWindow]:
    create_persona_db("default")
    for title in ("Older", "Newer"):
        save_message("Hello", True, "You", create_session(title, "default"))
    with programs(qtbot, data_dir) as start:
        window = start("--demo").window
        window.resize(START_SIZE)
        window.activateWindow()
        qtbot.waitUntil(window.chat.composer.edit.hasFocus)
        yield window


def click(qtbot: QtBot, window: MainWindow, title: str) -> None:
    """Click a conversation; the keyboard goes on to the composer."""
    model = window.sessions.filter_model
    index = next(model.index(row, 0) for row in range(2) if model.index(row, 0).data() == title)
    at = window.sessions.list.visualRect(index).center()
    qtbot.mouseClick(window.sessions.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(window.chat.composer.edit.hasFocus)


def questions(window: MainWindow) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_f2_after_a_click_renames_the_conversation(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, "Older")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "Older"
    qtbot.keyClicks(field, "Oldest")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.chat.header.title.text() == "Oldest")
    assert window.chat.composer.text == ""


def test_del_after_a_click_moves_the_conversation_to_the_trash(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, "Older")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.notice_bar.notice is not None)
    assert "Older" in window.notice_bar.notice.text


def test_del_in_what_is_being_written_deletes_a_character(qtbot: QtBot, window: MainWindow) -> None:
    edit = window.chat.composer.edit
    click(qtbot, window, "Older")
    qtbot.keyClicks(edit, "ab")
    qtbot.keyClick(edit, Qt.Key.Key_Home)
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert window.chat.composer.text == "b"
    click(qtbot, window, "Newer")
    click(qtbot, window, "Older")
    qtbot.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton)
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    click(qtbot, window, "Older")
    QApplication.sendEvent(edit, QInputMethodEvent("k", []))
    QApplication.sendEvent(edit, QInputMethodEvent("", []))
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert questions(window) == []


def test_del_in_the_composer_means_nothing_else_without_a_click(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.chat.composer.edit, Qt.Key.Key_Delete)
    assert questions(window) == []
