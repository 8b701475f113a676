from PySide6.QtCore import Qt
from support.on_file import store_profile

from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.personas import Profile


def test_a_click_shows_a_persona(qtbot, bench):
    bench.open()
    assert bench.names() == ["Mia", "Elara", "Kant"]
    centre = bench.rail.list.visualRect(bench.model.index(2)).center()
    qtbot.mouseClick(bench.rail.list.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert bench.place.persona_id == "p1"


def test_arrow_keys_move_and_enter_chooses(qtbot, bench):
    bench.open()
    qtbot.keyClick(bench.rail.list, Qt.Key.Key_Down)
    assert bench.place.persona_id == "default"
    qtbot.keyClick(bench.rail.list, Qt.Key.Key_Return)
    assert bench.place.persona_id == "p2"


def test_many_personas_leave_the_button_in_sight(bench):
    bench.open()
    assert bench.rail.add_button.geometry().top() == bench.rail.list.geometry().bottom() + 1
    for number in range(30):
        store_profile(Profile(f"N{number}"), f"n{number}")
        bench.worker.changed.emit(Change(Topic.PERSONAS, f"n{number}"))
    bench.settle()
    bench.qtbot.waitUntil(lambda: bench.rail.list.verticalScrollBar().maximum() > 0)
    assert bench.rail.rect().contains(bench.rail.add_button.geometry())


def test_a_click_goes_on_to_the_conversation_and_keys_stay(qtbot, bench):
    bench.open()
    with qtbot.assertNotEmitted(bench.rail.settled):
        qtbot.keyClick(bench.rail.list, Qt.Key.Key_Down)
        qtbot.keyClick(bench.rail.list, Qt.Key.Key_Return)
    centre = bench.rail.list.visualRect(bench.model.index(2)).center()
    with qtbot.waitSignal(bench.rail.settled):
        qtbot.mouseClick(bench.rail.list.viewport(), Qt.MouseButton.LeftButton, pos=centre)
