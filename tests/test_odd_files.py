"""The whole program over what other programs wrote oddly: huge ids, values of the wrong kind, huge texts."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from support.files import execute
from support.foul import Foul, make_full_file, put_foul
from support.programs import Start, say

from personaui_desktop.app import Program
from personaui_desktop.database import (
    get_all_memories,
    get_all_sessions,
    get_chat_history,
    get_last_memory_message_id,
)
from personaui_desktop.widgets.common.dialogs import BugReportDialog
from personaui_desktop.widgets.window_keeper import START_SIZE

BEYOND_INT = 2**40
PATIENCE_MS = 20_000
SOON_SECONDS = 2.0
LONG = 6_000


@pytest.fixture
def start_wide(start: Start) -> Start:
    """Starts the program in demo mode, wide enough for all of its panes."""

    def start_program() -> Program:
        program = start("--demo")
        program.window.resize(START_SIZE)
        return program

    return start_program


@pytest.fixture
def full_file(data_dir: Path) -> Path:
    """The default persona's file with a row in every table."""
    make_full_file()
    return data_dir / "main.db"


def settle(qtbot: QtBot, program: Program) -> None:
    """Wait until all that is under way has been shown and painted."""
    for _ in range(2):
        qtbot.waitUntil(lambda: program.worker.is_idle, timeout=PATIENCE_MS)
        program.window.repaint()
        QApplication.processEvents()


def look_at_everything(qtbot: QtBot, program: Program) -> None:
    """Show every session with its memories, and read all rows as a screen reader does."""
    window = program.window
    for session in get_all_sessions("default"):
        window.place.show_session(session["id"])
        settle(qtbot, program)
    for view in (window.sessions.list, window.memories.shelf.view):
        view.grab()
        interface = QAccessible.queryAccessibleInterface(view)
        for at in range(min(interface.childCount(), 10)):
            child = interface.child(at)
            if child is not None:
                child.text(QAccessible.Text.Name)
    assert not window.findChildren(BugReportDialog)


def test_ids_of_64_bits_serve_as_any_others(qtbot: QtBot, start_wide: Start, full_file: Path) -> None:
    execute(full_file, "DELETE FROM chat_sessions")
    execute(full_file, "DELETE FROM memories")
    execute(full_file, f"UPDATE sqlite_sequence SET seq = {BEYOND_INT}")
    program = start_wide()
    window, memories = program.window, program.window.memories
    say(qtbot, program, "The storm took the pier, and Biscuit barked all night.")
    say(qtbot, program, "My grandfather built it in 1910.")
    first = window.place.session_id
    assert first is not None
    stored = get_chat_history()
    assert min(first, *(message["id"] for message in stored)) > BEYOND_INT
    model = window.chat._model
    assert [model.message(row).text for row in range(model.rowCount())] == [
        message["message"] for message in stored
    ]

    memories.foot.remember_button.click()
    qtbot.waitUntil(memories.editor.isVisible, timeout=PATIENCE_MS)
    memories.editor.save()
    settle(qtbot, program)
    memory = get_all_memories()[0]
    assert memory["id"] > BEYOND_INT
    assert get_last_memory_message_id(first) == memory["end_message_id"] == stored[-1]["id"]
    window.commands.start("message.show_memory")
    assert memories.shelf.view.current_memory is not None
    with qtbot.waitSignal(memories.place_requested) as asked:
        memories.shelf.view.do("memory.show_messages", memories.shelf.view.current_memory)
    assert asked.args == [first, memory["start_message_id"], memory["end_message_id"]]
    window.commands.start("memory.delete")
    settle(qtbot, program)
    assert get_all_memories() == []

    window.sessions.new_session()
    qtbot.waitUntil(lambda: window.place.session_id != first and program.worker.is_idle)
    say(qtbot, program, "Another matter")
    look_at_everything(qtbot, program)
    window.place.show_session(first)
    settle(qtbot, program)
    window.sessions.rename_session()
    qtbot.keyClicks(window.sessions.list.findChild(QLineEdit), "The pier")
    qtbot.keyClick(window.sessions.list.findChild(QLineEdit), Qt.Key.Key_Return)
    settle(qtbot, program)
    assert [session["title"] for session in get_all_sessions() if session["id"] == first] == ["The pier"]
    assert start_wide().window.place.session_id == first


ODD = (None, 5, 2.5, float("inf"), "odd", b"\xff\xfe blob", 2**63 - 1)


COLUMNS = {
    "chat_sessions": 6,
    "chat_messages": 6,
    "memories": 8,
    "memory_sources": 5,
    "memory_proposals": 11,
    "replies": 12,
}


@pytest.mark.parametrize("as_text", [False, True], ids=["as it is", "bytes as text"])
@pytest.mark.parametrize("value", ODD, ids=repr)
def test_values_of_any_kind_leave_the_window_usable(
    qtbot: QtBot, start_wide: Start, full_file: Path, value: object, as_text: bool
) -> None:
    for table, columns in COLUMNS.items():
        for column in range(1, columns):
            put_foul(full_file, Foul(table, column, value, as_text, everywhere=False))
    program = start_wide()
    window = program.window
    look_at_everything(qtbot, program)
    assert window.sessions.list.model().rowCount() == 2
    assert window.memories.shelf.view.model().rowCount() == 2
    window.place.show_session(1)
    settle(qtbot, program)
    assert window.chat._model.rowCount() == 9
    say(qtbot, program, "Hello")
    assert get_chat_history(session_id=1)[-2]["message"].endswith("Hello")
    assert not window.findChildren(BugReportDialog)


HUGE = ["word " * 1_000_000, "x" * 5_000_000]
PLACES = [
    ("chat_sessions", "title"),
    ("persona_profile", "name"),
    ("persona_profile", "description"),
    ("persona_profile", "greeting"),
    ("chat_messages", "character_name"),
    ("replies", "problem"),
    ("replies", "model"),
    ("memories", "content"),
]


@pytest.mark.parametrize("text", HUGE, ids=["words", "one word"])
@pytest.mark.parametrize(("table", "column"), PLACES)
def test_a_text_as_long_as_a_library_is_shown_in_part(
    qtbot: QtBot, start_wide: Start, full_file: Path, table: str, column: str, text: str
) -> None:
    with closing(sqlite3.connect(full_file)) as connection, connection:
        connection.execute(f"UPDATE {table} SET {column} = ?", (text,))
    program = start_wide()
    window = program.window
    window.place.show_session(None)
    settle(qtbot, program)
    began = thread_time()
    look_at_everything(qtbot, program)
    assert thread_time() - began < SOON_SECONDS
    assert_short(window)
    with closing(sqlite3.connect(full_file)) as connection:
        assert connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall() == [(text,)]


def assert_short(window: QWidget) -> None:
    """Nothing that is read out or pops up is longer than anybody listens."""
    for widget in (window, *window.findChildren(QWidget)):
        assert len(widget.toolTip()) < LONG
        assert len(widget.windowTitle()) < LONG
        interface = QAccessible.queryAccessibleInterface(widget)
        for part in (interface, *(interface.child(at) for at in range(min(interface.childCount(), 10)))):
            if part is not None and part.isValid() and part.role() is not QAccessible.Role.EditableText:
                assert len(part.text(QAccessible.Text.Name)) < LONG, widget
                assert len(part.text(QAccessible.Text.Description)) < LONG, widget
