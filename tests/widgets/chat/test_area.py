import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.chat.area import ConversationArea
from personaui_desktop.widgets.common.theme import theme


@pytest.fixture
def area(qtbot: QtBot) -> ConversationArea:
    made = ConversationArea(QWidget(), lambda: None)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    return made


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


def test_a_persona_introduces_itself_in_few_words_with_its_name_filled_in(area: ConversationArea) -> None:
    area.show_persona("default", Profile("Mia", "{{char}} is warm. " + "She talks a lot. " * 40), None)
    shown = area.nothing_said.description.text()
    assert shown.startswith("Mia is warm.")
    assert shown.endswith("…")
    assert len(shown) <= 241


def test_a_problem_without_remedy_of_ours_has_no_button(area: ConversationArea) -> None:
    area.show_problem("It is broken.", "", can_try_again=False)
    assert area.problem.button.isHidden()
    assert area.problem.remedy.isHidden()
    area.show_problem("It is broken.", "Mend it.", can_try_again=True)
    assert area.problem.button.isVisible()
    assert area.problem.remedy.text() == "Mend it."


def test_the_greeting_is_shown_before_it_is_said(area: ConversationArea) -> None:
    area.show_persona("default", Profile("Mia", greeting="*waves* I am **{{char}}**.\nSit down."), None)
    assert read(area.nothing_said.greeting) == "*waves* I am Mia.\nSit down."
    assert not area.nothing_said.greeting.isHidden()
    area.show_persona("default", Profile("Mia"), None)
    assert area.nothing_said.greeting.isHidden()


def test_the_greeting_is_set_as_a_message_is(qtbot: QtBot, area: ConversationArea) -> None:
    area.show_nothing_said()
    markdown = "*waves* I am **{{char}}**, <b>see</b> `x < 1` ![p](file:///etc/passwd)\n\n- one\n- two"
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
    with qtbot.waitSignal(area.nothing_said.link_activated) as told:
        QTest.mouseClick(greeting, Qt.MouseButton.LeftButton, pos=QPoint(24, middle))
    assert told.args == ["https://example.org/a"]
    QTest.mousePress(greeting, Qt.MouseButton.LeftButton, pos=QPoint(14, middle))
    QTest.mouseMove(greeting, QPoint(200, middle))
    QTest.mouseRelease(greeting, Qt.MouseButton.LeftButton, pos=QPoint(200, middle))
    assert greeting.selectedText() == "here it is"


def test_one_long_word_does_not_widen_the_page(qtbot: QtBot, area: ConversationArea) -> None:
    area.show_nothing_said()
    area.show_persona("default", Profile("W" * 80, "v" * 200, "w" * 400), None)
    area.resize(420, 500)
    page = area.nothing_said
    for label in (page.name, page.description, page.greeting):
        right = label.mapTo(area, QPoint(label.width(), 0)).x()
        qtbot.waitUntil(lambda label=label: label.minimumSizeHint().width() <= 400)
        assert right <= 420


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
