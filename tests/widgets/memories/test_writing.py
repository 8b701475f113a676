import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from support.memory_hands import TEXT, answer, sentence
from support.on_file import read

from personaui_desktop.database import (
    create_persona_db,
)
from personaui_desktop.database.proposals import get_proposals


def test_it_can_be_cancelled(bench, talk) -> None:
    talk(6)
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: len(bench.responder.requests) == 1)
    assert sentence(bench) == "Writing memory…"
    assert not bench.pane.foot.remember_button.isEnabled()
    bench.pane.remembering.line.button.click()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()
    assert bench.responder.streams[0].stopped.is_set()
    assert bench.pane.foot.remember_button.isEnabled()
    assert read(get_proposals) == []


def test_what_is_written_for_another_persona_waits_there(bench, talk) -> None:
    talk(6)
    bench.do(lambda: create_persona_db("11aa22bb"))
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: len(bench.responder.requests) == 1)
    bench.place.show_persona("11aa22bb")
    bench.responder.streams[0].say(TEXT)
    bench.responder.streams[0].finish()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()
    assert not bench.editor.isVisible()
    assert not bench.shelf.proposals.isVisible()
    bench.place.show_persona("default")
    bench.settle()
    assert bench.shelf.proposals.text.text() == TEXT


@pytest.fixture
def beside(qtbot, bench):
    """A field beside the pane, in one window that has the keyboard."""
    window, field = QWidget(), QLineEdit()
    row = QHBoxLayout(window)
    row.addWidget(field)
    row.addWidget(bench.pane)
    qtbot.addWidget(window)
    window.resize(700, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield field
    bench.pane.setParent(None)


def test_what_was_written_for_the_person_leaves_the_keyboard_where_they_write(qtbot, bench, talk, beside):
    talk(6)
    qtbot.mouseClick(bench.pane.foot.remember_button, Qt.MouseButton.LeftButton)
    beside.setFocus()
    qtbot.keyClicks(beside, "I go on ")
    answer(bench, TEXT)
    qtbot.waitUntil(lambda: bench.editor.isVisible())
    assert beside.hasFocus()
    assert bench.editor.text.toPlainText() == TEXT


def test_the_keyboard_stays_with_the_memories_while_one_is_written_and_saved(qtbot, bench, talk, beside):
    talk(6)
    bench.pane.foot.remember_button.setFocus()
    answer(bench, TEXT)
    qtbot.keyClick(bench.pane.foot.remember_button, Qt.Key.Key_Space)
    assert not beside.hasFocus()
    assert bench.pane.hasFocus() or bench.pane.isAncestorOf(QApplication.focusWidget())
    qtbot.waitUntil(lambda: bench.editor.isVisible())
    assert bench.editor.text.hasFocus()
    qtbot.mouseClick(bench.editor.save_button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert not bench.editor.isVisible()
    assert bench.view.hasFocus()
