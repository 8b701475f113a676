import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from personaui_desktop.operations import persona_files
from personaui_desktop.widgets.personas.trash_dialog import TrashDialog


def shown(bench) -> TrashDialog:
    bench.rail.files.show_trash()
    bench.settle()
    return next(each for each in bench.rail.findChildren(TrashDialog) if each.isVisible())


@pytest.fixture
def deleted(bench):
    bench.open()
    bench.rail._actions()._really_delete("p1")
    bench.settle()
    return bench


def test_a_deleted_persona_comes_back_and_is_shown(qtbot, deleted):
    assert deleted.names() == ["Mia", "Elara"]
    dialog = shown(deleted)
    assert dialog.list.item(0).text().startswith("\u2068Kant\u2069, deleted")
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    deleted.settle()
    assert deleted.names() == ["Mia", "Elara", "Kant"]
    assert deleted.place.persona_id == "p1"


def test_it_goes_for_good_once_that_is_meant(qtbot, deleted):
    dialog = shown(deleted)
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    box = dialog.findChild(QMessageBox)
    assert "for good" in box.text()
    button = next(each for each in box.findChildren(QPushButton) if each.text() == "Delete")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    deleted.settle()
    assert dialog.list.count() == 0
    assert not dialog.restore_button.isEnabled()
    assert "none now" in dialog.sentence.text()
    assert persona_files.in_trash().work() == []


def test_an_empty_trash_says_so(qtbot, bench):
    bench.open()
    dialog = shown(bench)
    assert not dialog.list.isVisible()
    assert not dialog.delete_button.isEnabled()
    dialog.reject()
