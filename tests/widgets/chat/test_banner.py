from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.chat.banner import Banner


def test_it_is_there_only_while_it_says_something(qtbot: QtBot) -> None:
    banner = Banner("warning", "warn", [])
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.say("No network.", "Try again.")
    assert not banner.isHidden()
    assert banner.words.text() == "No network. Try again."
    banner.say("")
    assert banner.isHidden()


def test_its_buttons_work_by_keyboard(qtbot: QtBot) -> None:
    pressed: list[str] = []
    banner = Banner("", "dim", [("Retry", lambda: pressed.append("retry"))])
    qtbot.addWidget(banner)
    banner.say("No reply yet.")
    banner.show()
    QTest.keyClick(banner.buttons[0], Qt.Key.Key_Space)
    assert pressed == ["retry"]


def test_words_of_others_are_not_taken_for_marks(qtbot: QtBot) -> None:
    banner = Banner("warning", "warn", [])
    qtbot.addWidget(banner)
    banner.say("<b>bold</b>")
    assert banner.words.textFormat() is Qt.TextFormat.PlainText
