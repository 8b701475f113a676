import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from support.chat_stage import Stage

from personaui_desktop.database import (
    create_session,
    get_db_path,
    save_message,
)
from personaui_desktop.item_models.personas import PersonaListModel
from personaui_desktop.records.personas import PersonaListing, Profile
from personaui_desktop.widgets.chat.area import ConversationArea
from personaui_desktop.widgets.common import recovery


def test_a_persona_introduces_itself_in_few_words_with_its_name_filled_in(area: ConversationArea) -> None:
    personas = PersonaListModel()
    written = Profile("Mia", "{{char}} is warm. " + "She talks a lot. " * 40)
    personas.set_rows([PersonaListing("default", written)])
    area.show_persona("default", personas.cast("default"), None)
    shown = area.nothing_said.description.text()
    assert shown.startswith("Mia is warm.")
    assert shown.endswith("…")
    assert len(shown) <= 241


def test_a_problem_can_be_tried_again_whether_or_not_it_has_a_remedy(area: ConversationArea) -> None:
    area.show_problem("It is broken.", "")
    assert area.problem.button.isVisible()
    assert area.problem.remedy.isHidden()
    area.show_problem("It is broken.", "Mend it.")
    assert area.problem.button.isVisible()
    assert area.problem.remedy.text() == "Mend it."


def test_a_persona_without_words_yet_introduces_itself(stage: Stage) -> None:
    area = stage.pane.area
    assert area.currentWidget() is area.nothing_said
    assert area.nothing_said.name.text() == "Mia"
    assert area.nothing_said.description.text() == "Curious and warm"
    stage.go_to(stage.session())
    assert area.currentWidget() is area.nothing_said


def test_a_persona_that_cannot_be_opened_says_so_and_gives_the_focus_back(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Good day"))
    rows = [
        PersonaListing("default", Profile("Mia")),
        PersonaListing("bad", Profile("bad"), "Its file is damaged. Put a backup in its place."),
    ]
    stage.personas.set_rows(rows)
    stage.place.show_persona("bad")
    problem = stage.pane.area.problem
    assert problem.sentence.text() == "Its file is damaged. Put a backup in its place."
    assert problem.isVisible()
    assert stage.pane.foot.isHidden()
    stage.place.show_persona("default")
    assert stage.pane.composer.edit.hasFocus()


def test_what_is_typed_once_the_window_is_active_does_not_go_to_a_composer_that_is_hidden(
    stage: Stage,
) -> None:
    stage.go_to(stage.session("Hello"))
    other = QLineEdit()
    stage.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    stage.until(other.isActiveWindow)
    rows = [
        PersonaListing("default", Profile("Mia")),
        PersonaListing("bad", Profile("bad"), "It is damaged."),
    ]
    stage.personas.set_rows(rows)
    stage.pane.composer.edit.setFocus()
    stage.place.show_persona("bad")
    stage.pane.window().activateWindow()
    stage.until(stage.pane.window().isActiveWindow)
    QTest.keyClick(stage.pane.window().windowHandle(), Qt.Key.Key_L)
    stage.settle()
    assert stage.pane.composer.text == ""
    stage.place.show_persona("default")
    assert stage.pane.composer.edit.hasFocus()


def test_a_session_that_cannot_be_read_can_be_tried_again(stage: Stage) -> None:
    path = get_db_path("other")
    path.write_bytes(b"no database" * 1000)
    stage.personas.set_rows([PersonaListing("other", Profile("Other"))])
    stage.place.show_persona("other")
    stage.place.show_session(1)
    problem = stage.pane.area.problem
    stage.until(problem.isVisible)
    assert path.name in problem.sentence.text()
    path.unlink()
    save_message("Back again", True, session_id=create_session("Mended", "other"), persona_id="other")
    problem.button.click()
    stage.shows("Back again")
    assert stage.pane.area.currentWidget() is stage.pane.transcript


def test_a_session_that_can_be_read_again_is_found_by_itself(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "AGAIN_MS", 20)
    path = get_db_path("other")
    path.write_bytes(b"no database" * 1000)
    stage.place.show_persona("other")
    stage.place.show_session(1)
    stage.until(stage.pane.area.problem.isVisible)
    path.unlink()
    save_message("Back again", True, session_id=create_session("Mended", "other"), persona_id="other")
    stage.shows("Back again")
