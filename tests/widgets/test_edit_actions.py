from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.on_file import write

from personaui_desktop.database import get_all_memories, save_memory
from personaui_desktop.database.provenance import forget_memory
from personaui_desktop.widgets.main_window import MainWindow


def press_undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.chat.composer.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def press_redo(qtbot: QtBot, window: MainWindow) -> None:
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.chat.composer.edit, Qt.Key.Key_Z, shift)


def test_in_a_text_field_undo_is_the_fields_own(qtbot: QtBot, window: MainWindow) -> None:
    memory_id = save_memory(None, "Likes tea.")
    write(forget_memory, memory_id)
    window.history.load()
    qtbot.waitUntil(lambda: window.history.next.undo is not None)
    qtbot.keyClicks(window.chat.composer.edit, "abc")
    press_undo(qtbot, window)
    assert window.chat.composer.edit.toPlainText() == ""
    assert window.history.next.undo is not None
    press_redo(qtbot, window)
    assert window.chat.composer.edit.toPlainText() == "abc"
    press_undo(qtbot, window)
    press_undo(qtbot, window)
    qtbot.waitUntil(lambda: window.history.next.redo is not None)
    assert [memory["id"] for memory in get_all_memories()] == [memory_id]
