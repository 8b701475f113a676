from PySide6.QtCore import Qt


def test_a_picture_is_taken_and_removed(qtbot, editor, worker, picture):
    editor.form.avatar.take(picture)
    qtbot.waitUntil(lambda: editor.form.avatar.preview.image is not None)
    assert editor.is_changed
    assert editor.character.profile.avatar.startswith(b"\x89PNG")
    qtbot.mouseClick(editor.form.avatar.remove_button, Qt.MouseButton.LeftButton)
    assert editor.character.profile.avatar is None
    assert editor.form.avatar.preview.image is None


def test_a_file_that_is_no_picture_is_said_beside_the_button(qtbot, editor, tmp_path):
    file = tmp_path / "words.png"
    file.write_text("no picture")
    editor.form.avatar.take(file)
    qtbot.waitUntil(lambda: "not a picture" in editor.form.avatar.problem.text())
    assert editor.form.avatar.choose_button.isEnabled()
    assert editor.character.profile.avatar is None
