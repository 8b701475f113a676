from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

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


def document_of(label: QLabel) -> QTextDocument:
    document = QTextDocument()
    document.setHtml(label.text())
    return document
