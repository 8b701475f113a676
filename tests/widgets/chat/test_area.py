from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.chat.area import ConversationArea


def test_what_is_quick_comes_without_a_skeleton(qtbot: QtBot, area: ConversationArea) -> None:
    area.expect_messages()
    assert area.currentWidget() is area.blank
    area.show_messages()
    assert area.currentWidget() is area.transcript
    assert not area._patience.isActive()


def test_what_is_slow_gets_a_skeleton(qtbot: QtBot, area: ConversationArea) -> None:
    area.expect_messages()
    qtbot.waitUntil(area.skeleton.isVisible)
    area.expect_messages()
    assert area.skeleton.isVisible()
    area.show_messages()
    assert not area.skeleton.isVisible()


def test_what_is_not_looked_at_is_not_made(qtbot: QtBot, area: ConversationArea) -> None:
    area.show_persona("default", Profile("Mia"), None)
    area.expect_messages()
    area.show_messages()
    assert area.count() == 2
    area.show_nothing_said()
    assert area.nothing_said.name.text() == "Mia"


def test_the_button_that_tries_again_comes_where_the_transcript_was(
    qtbot: QtBot, area: ConversationArea
) -> None:
    window, before, after = QWidget(), QPushButton("Before"), QPushButton("After")
    area.transcript.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for widget in (before, area, after):
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    area.show_problem("It cannot be read.", "")
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert area.problem.button.hasFocus()
    qtbot.keyClick(area.problem.button, Qt.Key.Key_Tab)
    assert after.hasFocus()
    area.setParent(None)


def document_of(label: QLabel) -> QTextDocument:
    document = QTextDocument()
    document.setHtml(label.text())
    return document
