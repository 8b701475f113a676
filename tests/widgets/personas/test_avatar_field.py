from PySide6.QtCore import Qt


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
