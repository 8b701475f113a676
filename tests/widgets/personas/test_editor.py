from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from support.persona_hands import LISTING, saved

from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.personas import Profile


def test_shows_what_is_and_hands_over_what_is_typed(qtbot, editor):
    profiles = saved(editor)
    assert editor.profile == LISTING.profile
    assert not editor.is_changed
    editor.name.edit.setText("  Immanuel   Kant ")
    qtbot.keyClick(editor.description.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert profiles == [Profile("Immanuel Kant", "Strict", "Good morning.")]
    assert editor.isVisible()
    editor.finish()
    assert not editor.isVisible()


def test_escape_asks_before_changes_are_lost(qtbot, editor):
    editor.greeting.edit.setPlainText("Something else")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    box = editor.findChild(QMessageBox)
    button = next(b for b in box.findChildren(QPushButton) if b.text() == "Discard changes")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not editor.isVisible()


def test_escape_closes_at_once_where_nothing_is_changed(qtbot, editor):
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_a_failure_keeps_what_was_typed(editor):
    editor.name.edit.setText("Immanuel")
    editor.save()
    assert not editor.save_button.isEnabled()
    editor.show_error(InvalidInput("The disk is full.", "Make room."))
    assert editor.problem.text() == "The disk is full. Make room."
    assert editor.save_button.isEnabled()
    assert editor.name.text == "Immanuel"
