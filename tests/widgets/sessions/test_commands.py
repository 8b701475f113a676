from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from personaui_desktop.database import (
    get_all_sessions,
    get_session,
    save_message,
)


def press_in_question(qtbot, pane, text: str) -> None:
    box = next(box for box in pane.findChildren(QMessageBox) if box.isVisible())
    button = next(button for button in box.findChildren(QPushButton) if button.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_new_stands_first_and_is_shown(qtbot, bench, three):
    save_message("Hello", True, "Mia", three[2])
    bench.show("default")
    qtbot.mouseClick(bench.pane.header.new_button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert bench.titles()[0] == "New conversation"
    assert bench.selected() == "New conversation"
    assert bench.place.session_id not in three


def test_a_deletion_is_confirmed_and_the_neighbour_is_shown(qtbot, bench, three):
    bench.show("default")
    bench.pane.commands.start("session.next")
    qtbot.keyClick(bench.pane.list, Qt.Key.Key_Delete)
    press_in_question(qtbot, bench.pane, "Delete")
    bench.settle()
    assert bench.titles() == ["Lighthouse", "Sourdough"]
    assert bench.place.session_id == three[0]
    assert get_session(three[1]) is None


def test_a_deletion_can_be_called_off(qtbot, bench, three):
    bench.show("default")
    bench.pane.commands.start("session.delete")
    press_in_question(qtbot, bench.pane, "Cancel")
    bench.settle()
    assert len(bench.titles()) == 3


def test_new_takes_an_empty_conversation_again(qtbot, bench, three):
    bench.remembered["default"] = three[0]
    bench.show("default")
    assert bench.place.session_id == three[0]
    with qtbot.waitSignal(bench.pane.settled):
        bench.pane.new_session()
    assert bench.place.session_id == three[2]
    assert len(get_all_sessions("default")) == 3
