import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from support.chat_stage import Stage
from support.transcript_hands import click_part

from personaui_desktop.records.messages import Marks
from personaui_desktop.widgets.chat.note_dialog import MOST_CHARACTERS, NoteDialog
from personaui_desktop.widgets.chat.transcript.parts import PartKind


@pytest.fixture
def talk(stage: Stage) -> Stage:
    stage.go_to(stage.session("Hello", "Hi"))
    return stage


def marks(stage: Stage, row: int = 1) -> Marks:
    return stage.model.message(row).marks


def dialog(stage: Stage) -> NoteDialog:
    found = next(each for each in stage.pane.findChildren(NoteDialog) if each.isVisible())
    found.activateWindow()
    stage.until(found.isActiveWindow)
    return found


def test_a_note_is_written_seen_changed_and_taken_away(talk: Stage) -> None:
    talk.pane.commands.start("message.note")
    QTest.keyClicks(dialog(talk).text, "Look this up")
    QTest.keyClick(dialog(talk).text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    talk.until(lambda: marks(talk) == Marks(note="Look this up"))
    talk.settle()
    mouse = talk.pane.transcript.hands.mouse
    row = talk.pane.transcript.scene.row_of(2)
    assert row is not None
    at = row.laid.rects.marks[0].rect.translated(0, row.top).center()
    assert mouse.tip_at(at) == "<qt>Look this up</qt>"
    click_part(talk.pane.transcript, 2, PartKind.NOTE)
    assert dialog(talk).text.toPlainText() == "Look this up"
    dialog(talk).text.selectAll()
    QTest.keyClick(dialog(talk).text, Qt.Key.Key_Delete)
    dialog(talk).save_button.click()
    talk.until(lambda: marks(talk) == Marks())


def test_a_note_that_is_not_saved_is_asked_about(talk: Stage) -> None:
    talk.pane.commands.start("message.note")
    open_one = dialog(talk)
    QTest.keyClicks(open_one.text, "Half")
    QTest.keyClick(open_one, Qt.Key.Key_Escape)
    assert open_one.isVisible()
    (question,) = open_one.findChildren(QMessageBox)
    question.reject()
    assert open_one.isVisible()
    open_one.text.clear()
    QTest.keyClick(open_one, Qt.Key.Key_Escape)
    assert not open_one.isVisible()


def test_a_note_that_is_too_long_is_not_cut_but_told_of(talk: Stage) -> None:
    talk.pane.commands.start("message.note")
    open_one = dialog(talk)
    open_one.text.setPlainText("x" * (MOST_CHARACTERS + 1))
    assert not open_one.save_button.isEnabled()
    assert open_one.hint.text() == "A note can have up to 2,000 characters."
    QTest.keyClick(open_one.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert open_one.isVisible()
    open_one.text.setPlainText("x" * MOST_CHARACTERS)
    open_one.save_button.click()
    talk.until(lambda: marks(talk).note == "x" * MOST_CHARACTERS)
