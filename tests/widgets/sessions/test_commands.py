from PySide6.QtCore import Qt

from personaui_desktop.database import (
    save_message,
)


def test_new_stands_first_and_is_shown(qtbot, bench, three):
    save_message("Hello", True, "Mia", three[2])
    bench.show("default")
    qtbot.mouseClick(bench.pane.header.new_button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert bench.titles()[0] == "New conversation"
    assert bench.selected() == "New conversation"
    assert bench.place.session_id not in three
