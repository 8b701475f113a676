from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.chat.area import ConversationArea
from personaui_desktop.widgets.chat.greeting import markdown_html
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.common.tokens import LIGHT


def test_the_greeting_is_shown_before_it_is_said(area: ConversationArea) -> None:
    area.show_persona("default", Profile("Mia", greeting="*waves* I am **Mia**.\nSit down."), None)
    assert read(area.nothing_said.greeting) == "*waves* I am Mia.\nSit down."
    assert not area.nothing_said.greeting.isHidden()
    area.show_persona("default", Profile("Mia"), None)
    assert area.nothing_said.greeting.isHidden()


def test_the_greeting_is_set_as_a_message_is(qtbot: QtBot, area: ConversationArea) -> None:
    area.show_nothing_said()
    markdown = "*waves* I am **Mia**, <b>see</b> `x < 1` ![p](file:///etc/passwd)\n\n- one\n- two"
    area.show_persona("default", Profile("Mia", greeting=markdown), None)
    greeting = area.nothing_said.greeting
    assert format_of(greeting, "Mia").fontWeight() > 500
    assert format_of(greeting, "waves").fontItalic()
    assert format_of(greeting, "waves").foreground().color() == theme().tokens.action
    assert format_of(greeting, "see").fontWeight() < 500
    assert "<b>see</b>" in read(greeting)
    assert "• " in read(greeting).replace("\u00a0", " ")
    assert "<img" not in greeting.text()


def test_the_greeting_can_be_selected_and_its_links_are_told(qtbot: QtBot, area: ConversationArea) -> None:
    area.show_nothing_said()
    area.show_persona("default", Profile("Mia", greeting="[here](https://example.org/a) it is"), None)
    greeting = area.nothing_said.greeting
    qtbot.waitUntil(lambda: greeting.width() > 300)
    middle = greeting.height() // 2
    with qtbot.waitSignal(area.link_activated) as told:
        QTest.mouseClick(greeting, Qt.MouseButton.LeftButton, pos=QPoint(24, middle))
    assert told.args == ["https://example.org/a"]
    QTest.mousePress(greeting, Qt.MouseButton.LeftButton, pos=QPoint(14, middle))
    QTest.mouseMove(greeting, QPoint(200, middle))
    QTest.mouseRelease(greeting, Qt.MouseButton.LeftButton, pos=QPoint(200, middle))
    assert greeting.selectedText() == "here it is"


def document_of(label: QLabel) -> QTextDocument:
    document = QTextDocument()
    document.setHtml(label.text())
    return document


def read(label: QLabel) -> str:
    """What is read in a label."""
    return document_of(label).toPlainText()


def format_of(label: QLabel, word: str):
    """How a word of a label is set."""
    document = document_of(label)
    found: QTextCursor = document.find(word)
    assert not found.isNull()
    return found.charFormat()


def test_lines_that_are_set_in_stay_so(qapp: object) -> None:
    document = QTextDocument()
    document.setHtml(markdown_html("def f():\n    return 1", LIGHT))
    assert document.toPlainText() == "def f():\n    return 1"
