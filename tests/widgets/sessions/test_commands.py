from PySide6.QtCore import Qt

from personaui_desktop.database import (
    get_all_sessions,
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


def test_new_takes_an_empty_conversation_again(qtbot, bench, three):
    bench.remembered["default"] = three[0]
    bench.show("default")
    assert bench.place.session_id == three[0]
    with qtbot.waitSignal(bench.pane.settled):
        bench.pane.new_session()
    assert bench.place.session_id == three[2]
    assert len(get_all_sessions("default")) == 3
