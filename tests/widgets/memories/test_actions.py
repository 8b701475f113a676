from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

Key = Qt.Key


def test_switches_by_space_and_by_the_switch(bench) -> None:
    bench.load("He sails.", "He likes rain.")
    bench.choose("He sails.")
    bench.qtbot.keyClick(bench.view, Key.Key_Space)
    bench.settle()
    assert not bench.view.current_memory.is_active
    index = bench.view.currentIndex()
    layout = bench.view.itemDelegate().layout_of(bench.view.current_memory)
    spot = bench.view.visualRect(index).topLeft() + layout.switch.center().toPoint()
    bench.qtbot.mouseClick(bench.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    bench.settle()
    assert bench.view.current_memory.is_active
    assert not bench.editor.isVisible()


def test_a_held_key_acts_once(bench) -> None:
    bench.load("One.", "Two.", "Three.")
    bench.choose("Three.")
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(bench.view, held)
    bench.settle()
    assert len(bench.contents) == 3


def test_deletes_and_brings_back(bench) -> None:
    bench.load("One.", "Two.", "Three.", off=("Two.",))
    before = list(bench.model.rows)
    bench.choose("Two.")
    bench.qtbot.keyClick(bench.view, Key.Key_Delete)
    bench.settle()
    assert bench.contents == ["Three.", "One."]
    label, undo = bench.told[-1].action
    assert (bench.told[-1].text, label) == ("Memory deleted.", "Undo")
    undo()
    bench.settle()
    assert bench.contents == ["Three.", "Two.", "One."]
    assert list(bench.model.rows) == before
    assert bench.view.current_memory.content == "Two."
