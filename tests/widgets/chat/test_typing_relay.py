"""What is typed in a list goes to the field, and nothing else does."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.chat.typing_relay import TypingRelay

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
META, SHIFT, NONE = (
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Place(NamedTuple):
    """A list and a field in one window."""

    window: QWidget
    list: QListView
    field: QLineEdit


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    window = QWidget()
    qtbot.addWidget(window)
    rows, field = QListView(), QLineEdit()
    rows.setModel(QStringListModel(["one", "two"], rows))
    layout = QVBoxLayout(window)
    layout.addWidget(rows)
    layout.addWidget(field)
    relay = TypingRelay(field)
    relay.take_from(rows)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    rows.setFocus()
    return Place(window, rows, field)


@pytest.mark.parametrize(("text", "modifiers"), [("h", NONE), ("H", SHIFT), ("@", CTRL | ALT), ("é", NONE)])
def test_a_character_goes_to_the_field_and_the_keyboard_with_it(
    place: Place, text: str, modifiers: Qt.KeyboardModifier
) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Press, place.list, Qt.Key.Key_H, text, modifiers)
    assert place.field.text() == text
    assert place.field.hasFocus()


@pytest.mark.parametrize(
    ("key", "text", "modifiers"),
    [
        (Qt.Key.Key_Space, " ", NONE),
        (Qt.Key.Key_Down, "", NONE),
        (Qt.Key.Key_Return, "\r", NONE),
        (Qt.Key.Key_Delete, "\x7f", NONE),
        (Qt.Key.Key_C, "c", CTRL),
        (Qt.Key.Key_C, "c", ALT),
        (Qt.Key.Key_C, "c", META),
    ],
)
def test_keys_that_write_nothing_stay_with_the_list(
    place: Place, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier
) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Press, place.list, key, text, modifiers)
    assert place.field.text() == ""
    assert place.list.hasFocus()


def test_while_there_is_no_field_nothing_is_taken(place: Place) -> None:
    place.field.hide()
    QTest.keyClicks(place.list, "t")
    assert place.list.hasFocus()
    assert place.list.currentIndex().data() == "two"
