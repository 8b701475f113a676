"""The whole window by keyboard: Tab reaches everything in reading order, and undo reaches notices."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.on_file import write
from support.programs import programs

from personaui_desktop.database import create_session, get_all_memories, save_memory, save_message
from personaui_desktop.database.provenance import forget_memory
from personaui_desktop.widgets.columns import Side
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.personas.editor import PersonaEditor


def test_new_leaves_the_focus_with_the_composer(qtbot: QtBot, window: MainWindow) -> None:
    window.sessions.header.new_button.setFocus()
    window.sessions.header.new_button.click()
    qtbot.waitUntil(lambda: window.place.session_id is not None)
    qtbot.waitUntil(window.chat.composer.edit.hasFocus)


def press_undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.chat.composer.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def press_redo(qtbot: QtBot, window: MainWindow) -> None:
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.chat.composer.edit, Qt.Key.Key_Z, shift)


def test_of_two_deletions_both_come_back_whatever_notice_stands_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    memories = window.memories.shelf.view.model()

    def delete_next() -> None:
        count = memories.rowCount()
        window.memories.shelf.view.setCurrentIndex(memories.index(0, 0))
        window.commands.start("memory.delete")
        qtbot.waitUntil(lambda: memories.rowCount() == count - 1)

    for text in ("Likes tea.", "Likes rain."):
        save_memory(None, text)
    window.memories.load()
    qtbot.waitUntil(lambda: memories.rowCount() == 2)
    delete_next()
    delete_next()
    undo, redo = window.menu_actions["edit.undo"], window.menu_actions["edit.redo"]
    qtbot.waitUntil(lambda: undo.text() == "&Undo deleting a memory")
    assert redo.text() == "&Redo"
    window.notices.show("Copied.")
    height = window.columns.height()
    press_undo(qtbot, window)
    qtbot.waitUntil(lambda: memories.rowCount() == 1)
    press_undo(qtbot, window)
    qtbot.waitUntil(lambda: memories.rowCount() == 2)
    assert window.columns.height() == height
    qtbot.waitUntil(lambda: redo.text() == "&Redo deleting a memory")
    assert undo.text() == "&Undo"
    press_redo(qtbot, window)
    qtbot.waitUntil(lambda: memories.rowCount() == 1)


def test_the_next_pane_is_never_one_that_lies_beneath_another(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(640, 700)
    window.columns.toggle(Side.MEMORIES)
    assert window.columns.is_shown(Side.MEMORIES)
    window.memories.setFocus()
    for _ in range(3):
        window.menu_actions["pane.next"].trigger()
        is_inside = window.memories.isAncestorOf(QApplication.focusWidget())
        assert is_inside or not window.columns.is_shown(Side.MEMORIES)
    assert not window.columns.is_shown(Side.MEMORIES)


def test_a_pane_that_folds_away_in_a_narrow_window_leaves_the_keyboard_to_the_composer(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(1_400, 700)
    window.columns.reveal(Side.MEMORIES)
    window.memories.setFocus()
    assert window.memories.isAncestorOf(QApplication.focusWidget())
    window.resize(900, 700)
    qtbot.waitUntil(lambda: not window.columns.is_shown(Side.MEMORIES))
    assert window.chat.composer.edit.hasFocus()


def test_from_the_page_of_a_persona_one_comes_back_to_where_one_was(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.start("persona.edit")
    qtbot.waitUntil(lambda: window.pages.page is not None)
    editor = window.pages.page
    assert isinstance(editor, PersonaEditor)
    name = editor.form.fields["name"].edit
    qtbot.waitUntil(name.hasFocus)
    assert not window.columns.isVisible()
    qtbot.keyClicks(name, "Else")
    assert window.commands.can_start("edit.undo")
    window.commands.start("edit.undo")
    assert not editor.is_changed
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert window.columns.isVisible()
    qtbot.waitUntil(window.chat.composer.edit.hasFocus)


def test_what_is_written_on_a_page_is_kept_when_the_window_closes(qtbot: QtBot, data_dir: Path) -> None:
    with programs(qtbot, data_dir) as start:
        window = start("--demo").window
        window.commands.start("persona.edit")
        qtbot.waitUntil(lambda: window.pages.page is not None)
        window.pages.page.form.fields["name"].edit.setText("Else")
        again = start("--demo").window
        again.commands.start("persona.edit")
        qtbot.waitUntil(lambda: again.pages.page is not None)
        assert again.pages.page.character.profile.name == "Else"


def test_a_page_gives_way_to_a_command_from_elsewhere(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.start("persona.edit")
    qtbot.waitUntil(lambda: window.pages.page is not None)
    window.menu_actions["search.open"].trigger()
    assert window.pages.page is None
    assert window.search.is_open


def test_what_was_done_can_be_taken_back_after_a_restart(qtbot: QtBot, data_dir: Path) -> None:
    with programs(qtbot, data_dir) as start:
        start("--demo")
        memory_id = save_memory(None, "Likes tea.")
        write(forget_memory, memory_id)
        again = start("--demo").window
        qtbot.waitUntil(lambda: again.menu_actions["edit.undo"].text() == "&Undo deleting a memory")
        again.menu_actions["edit.undo"].trigger()
        qtbot.waitUntil(lambda: again.history.next.undo is None)
    assert [memory["id"] for memory in get_all_memories()] == [memory_id]


def test_each_pane_takes_the_keyboard_to_where_one_goes_on(qtbot: QtBot, window: MainWindow) -> None:
    window.sessions.new_session()
    qtbot.waitUntil(lambda: window.place.session_id is not None)
    qtbot.waitUntil(window.chat.composer.edit.hasFocus)
    qtbot.waitUntil(window.sessions.list.isVisible)
    around = []
    for _ in range(4):
        window.menu_actions["pane.next"].trigger()
        around.append(QApplication.focusWidget())
    assert window.memories.isAncestorOf(around[0])
    assert around[0] is not window.memories
    assert around[1:] == [window.rail.list, window.sessions.list, window.chat.composer.edit]
    window.menu_actions["pane.previous"].trigger()
    assert window.sessions.list.hasFocus()


def last_row_ends_at(window: MainWindow) -> float:
    """The lower edge of the last message and of what can be pressed beneath it, in the window's pixels."""
    transcript = window.chat.transcript
    bottom = transcript.scene.placement.placed[-1].bottom
    return transcript.viewport().mapTo(window, QPoint(0, 0)).y() + bottom


@pytest.mark.parametrize("words", ["Deleted.", "What was told is rather long. " * 12], ids=["short", "long"])
def test_a_notice_covers_nothing_that_is_to_be_read_or_pressed(
    qtbot: QtBot, window: MainWindow, words: str
) -> None:
    session_id = create_session()
    for number in range(40):
        save_message(f"Message {number}", is_user=bool(number % 2), session_id=session_id)
    window.place.show_session(session_id)
    placement = window.chat.transcript.scene.placement
    qtbot.waitUntil(lambda: bool(placement.placed) and placement.placed[-1].row == 39)
    ends = last_row_ends_at(window)
    notice = window.notices.show(words, kind="warning")
    top = window.notice_bar.mapTo(window, QPoint(0, 0)).y()
    qtbot.waitUntil(lambda: last_row_ends_at(window) <= top)
    window.notices.withdraw(notice)
    qtbot.waitUntil(lambda: last_row_ends_at(window) == ends)
