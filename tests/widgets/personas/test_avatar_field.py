import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from personaui_desktop.widgets.personas.avatar_field import has_picture
from personaui_desktop.widgets.personas.crop_dialog import CropDialog


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


def a_picture() -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def test_a_picture_is_pasted_and_cropped_by_hand(qtbot, editor, worker):
    avatar = editor.form.avatar
    QGuiApplication.clipboard().setText("words")
    assert avatar.paste_button.isHidden()
    assert avatar.crop_button.isHidden()
    QGuiApplication.clipboard().setImage(a_picture())
    assert not avatar.paste_button.isHidden()
    qtbot.mouseClick(avatar.paste_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: avatar.avatar is not None and worker.is_idle)
    whole = avatar.avatar
    qtbot.mouseClick(avatar.crop_button, Qt.MouseButton.LeftButton)
    dialog = avatar.findChild(CropDialog)
    dialog.size_slider.setValue(50)
    qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: avatar.avatar != whole)
    assert QImage.fromData(avatar.avatar).size().toTuple() == (100, 100)
    assert editor.character.profile.avatar == avatar.avatar
    editor.undo()
    assert avatar.crop_button.isHidden()
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("kind", ["file", "picture"])
def test_a_picture_is_dropped(qtbot, editor, picture, kind):
    data = QMimeData()
    if kind == "file":
        data.setUrls([QUrl.fromLocalFile(str(picture))])
    else:
        data.setImageData(a_picture())
    avatar = editor.form.avatar
    actions, button, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(5, 5), actions, data, button, keys)
    QApplication.sendEvent(avatar, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(avatar, QDropEvent(QPointF(5, 5), actions, data, button, keys))
    qtbot.waitUntil(lambda: editor.character.profile.avatar is not None)


def test_words_are_no_picture():
    data = QMimeData()
    data.setText("words")
    assert not has_picture(data)
