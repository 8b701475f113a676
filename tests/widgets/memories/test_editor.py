"""Writing a memory: saving, leaving, and what is never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from personaui_desktop.errors import InvalidInput
from personaui_desktop.widgets.memories.editor import Draft, MemoryEditor
from personaui_desktop.widgets.memories.memory_text import LONGEST_TEXT

Key = Qt.Key


@pytest.fixture
def editor(qtbot: QtBot) -> MemoryEditor:
    made = MemoryEditor()
    qtbot.addWidget(made)
    made.resize(272, 200)
    made.open_editor(Draft())
    made.text.setFocus()
    return made


def test_blank_text_is_never_saved(editor: MemoryEditor, qtbot: QtBot) -> None:
    asked = QSignalSpy(editor.save_requested)
    qtbot.keyClicks(editor.text, "   ")
    qtbot.keyClick(editor.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.count() == 0


def test_saves_once_until_answered(editor: MemoryEditor, qtbot: QtBot) -> None:
    asked = QSignalSpy(editor.save_requested)
    qtbot.keyClicks(editor.text, "He sails.")
    for _ in range(3):
        qtbot.keyClick(editor.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.count() == 1
    editor.show_problem(InvalidInput("The disk is full.", "Make room."))
    assert editor.text.toPlainText() == "He sails."
    editor.save()
    assert asked.count() == 2


def test_enter_alone_begins_a_line(editor: MemoryEditor, qtbot: QtBot) -> None:
    qtbot.keyClick(editor.text, Key.Key_Return)
    assert editor.text.toPlainText() == "\n"


def test_escape_leaves_what_is_unchanged(editor: MemoryEditor, qtbot: QtBot) -> None:
    qtbot.keyClick(editor.text, Key.Key_Escape)
    assert not editor.is_open


def test_escape_asks_before_throwing_away(editor: MemoryEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor.text, "He sails.")
    qtbot.keyClick(editor.text, Key.Key_Escape)
    assert editor.is_open
    assert editor.discard_button.isVisible()
    assert not editor.save_button.isVisible()
    editor.keep_button.click()
    assert editor.text.toPlainText() == "He sails."
    assert editor.save_button.isVisible()
    qtbot.keyClick(editor.text, Key.Key_Escape)
    editor.discard_button.click()
    assert not editor.is_open


def test_half_characters_do_not_get_through(editor: MemoryEditor) -> None:
    editor.text.setPlainText("a\ud800b")
    assert editor.draft.text.encode("utf-8").startswith(b"a")


def test_says_when_text_is_too_long(editor: MemoryEditor) -> None:
    editor.text.setPlainText("x" * (LONGEST_TEXT + 1))
    assert not editor.save_button.isEnabled()
    editor.text.setPlainText("x" * LONGEST_TEXT)
    assert editor.save_button.isEnabled()
