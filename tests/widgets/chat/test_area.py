import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.records import Profile
from personaui_desktop.widgets.chat.area import ConversationArea


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
    assert area.nothing_said.greeting.text() == "*waves* I am **Mia**.\nSit down."
    assert not area.nothing_said.greeting.isHidden()
    area.show_persona("default", Profile("Mia"), None)
    assert area.nothing_said.greeting.isHidden()
