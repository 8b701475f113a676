import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.personas import PersonaListing, Profile
from personaui_desktop.widgets.personas.editor import PersonaEditor

LISTING = PersonaListing("p1", Profile("Kant", "Strict", "Good morning."))


@pytest.fixture
def editor(qtbot, worker) -> PersonaEditor:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = PersonaEditor(LISTING, worker.run, parent)
    made.parent_kept = parent
    made.open()
    return made


def saved(editor: PersonaEditor) -> list[Profile]:
    profiles: list[Profile] = []
    editor.accepted_profile.connect(profiles.append)
    return profiles


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


def test_a_missing_name_is_said_beside_the_field(qtbot, editor):
    profiles = saved(editor)
    editor.name.edit.clear()
    editor.save()
    assert profiles == []
    assert "needs a name" in editor.name.sentence.text()
    assert editor.name.edit.property("wrong")
    qtbot.keyClicks(editor.name.edit, "K")
    assert not editor.name.edit.property("wrong")


def test_a_text_that_is_too_long_is_said_beside_the_field(editor):
    editor.greeting.edit.setPlainText("x" * 20_001)
    editor.save()
    assert "20,001" in editor.greeting.sentence.text()
    assert editor.description.sentence.property("tone") == "dim"


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


def test_a_picture_is_taken_and_removed(qtbot, editor, worker, picture):
    editor.avatar.take(picture)
    qtbot.waitUntil(lambda: editor.avatar.preview.image is not None)
    assert editor.is_changed
    assert editor.profile.avatar.startswith(b"\x89PNG")
    qtbot.mouseClick(editor.avatar.remove_button, Qt.MouseButton.LeftButton)
    assert editor.profile.avatar is None
    assert editor.avatar.preview.image is None


def test_a_file_that_is_no_picture_is_said_beside_the_button(qtbot, editor, tmp_path):
    file = tmp_path / "words.png"
    file.write_text("no picture")
    editor.avatar.take(file)
    qtbot.waitUntil(lambda: "not a picture" in editor.avatar.problem.text())
    assert editor.avatar.choose_button.isEnabled()
    assert editor.profile.avatar is None
