"""Whatever a button or a context menu offers, the menu bar offers too, and by a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot
from support.programs import programs

from personaui_desktop.app import Program
from personaui_desktop.database import create_persona_db, create_session, save_memory, save_message
from personaui_desktop.operations import remembering
from personaui_desktop.widgets.main_window import START_SIZE, MainWindow
from personaui_desktop.widgets.menus import ENTRIES

OFFERED = {
    "Accept": "accept_suggestion",
    "Add a memory": "add_memory",
    "Close this notice": None,
    "Connect a model…": "settings",
    "Continue": "continue_reply",
    "Copy": "copy",
    "Copy as Markdown": "copy_markdown",
    "Delete": "delete_memory",
    "Delete…": "delete_session",
    "Discard": "discard_suggestion",
    "Don't use": "switch_memory",
    "Edit": "edit_memory",
    "Edit…": "edit_persona",
    "Find in conversation": "find",
    "Go to date…": "go_to_date",
    "Jump to latest message": "scroll_to_latest",
    "Keep": "keep_reply",
    "New": "new_session",
    "New conversation": "new_session",
    "New persona": "new_persona",
    "Next suggestion": "next_suggestion",
    "Pin": "pin_memory",
    "Remember this conversation": "remember",
    "Remember…": "remember_message",
    "Remember selected messages": "remember_selected",
    "Rename": "rename_session",
    "Rename conversation…": "rename_session",
    "Retry": "retry",
    "Rewrite…": "rewrite_memory",
    "Select all": "select_all",
    "Send": None,
    "Settings…": "settings",
    "Show its memory": "show_memory",
    "Show in conversation": "show_place",
    "Stop": "stop",
    "What is sent": "inspect",
    "What was sent…": "inspect_reply",
}
"""What is offered in the window, and the menu bar's name for it; `None` where Enter or Escape do it."""


@pytest.fixture
def program(qtbot: QtBot, data_dir: Path) -> Iterator[Program]:
    create_persona_db("default")
    session = create_session("A talk", "default")
    ids = [save_message(f"said {n}", n % 2 == 0, "Mia", session) for n in range(4)]
    save_memory(session, "They talked.", "default", start_message_id=ids[0], end_message_id=ids[3])
    with programs(qtbot, data_dir) as start:
        started = start("--demo")
        started.window.resize(START_SIZE)
        qtbot.waitUntil(lambda: started.worker.is_idle)
        yield started


@pytest.fixture
def window(program: Program) -> MainWindow:
    return program.window


def words(text: str) -> str:
    return text.split("\t")[0].replace("&", "")


def test_every_button_of_the_window_is_in_the_menu_bar(window: MainWindow) -> None:
    names = {entry.name for entry in ENTRIES}
    found = [*window.chat.findChildren(QAbstractButton), *window.sessions.findChildren(QAbstractButton)]
    buttons = [
        button for button in found if button.isVisibleTo(window) and button is not window.chat.header.chip
    ]
    offered = {words(button.accessibleName() or button.text()) for button in buttons}
    assert offered
    assert offered <= set(OFFERED), offered - set(OFFERED)
    assert {name for name in OFFERED.values() if name is not None} <= names


def test_every_line_of_a_messages_menu_is_in_the_menu_bar(qtbot: QtBot, window: MainWindow) -> None:
    chat = window.chat
    chat.transcript.select_all()
    message = chat.verbs.meant
    assert message is not None
    menu = QMenu(window)
    chat.verbs.extend_menu(menu, message)
    lines = [words(action.text()) for action in menu.actions()]
    assert lines == ["Remember…", "Remember selected messages", "Show its memory", "What was sent…"]
    assert set(lines) <= set(OFFERED)


def test_every_line_of_a_memorys_menu_is_in_the_menu_bar(qtbot: QtBot, window: MainWindow) -> None:
    view = window.memories.shelf.view
    qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    window.chat.verbs.show_memory()
    assert view.current_memory is not None
    menu = view.menu_for(view.current_memory)
    lines = {words(action.text()) for action in menu.actions() if not action.isSeparator()}
    assert lines <= set(OFFERED), lines - set(OFFERED)


def test_every_menu_fits_into_a_low_screen(window: MainWindow) -> None:
    for action in window.menuBar().actions():
        assert action.menu().sizeHint().height() <= 540, action.text()


def test_no_two_lines_share_a_key_and_every_line_has_one(window: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in window._actions.values()]
    assert all(keys)
    assert len(keys) == len(set(keys))


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Press an action's own keys."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(QApplication.focusWidget() or window, window._actions[name].shortcut())


def test_a_message_is_remembered_and_its_memory_shown_by_key(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "show_memory")
    memory = window.memories.shelf.view.current_memory
    assert memory is not None
    assert memory.content == "They talked."
    press(qtbot, window, "remember_message")
    qtbot.waitUntil(lambda: window.memories.editor.is_open)


def test_several_messages_are_remembered_by_key(qtbot: QtBot, window: MainWindow) -> None:
    window.chat.transcript.select_all()
    with qtbot.waitSignal(window.memories.flow.changed):
        press(qtbot, window, "remember_selected")


def test_what_was_sent_for_the_newest_reply_is_shown_by_key(qtbot: QtBot, window: MainWindow) -> None:
    from personaui_desktop.widgets.inspector.dialog import Inspector

    press(qtbot, window, "inspect_reply")
    assert window.findChild(Inspector).windowTitle() == "What was sent"
    window.findChild(Inspector).close()


def test_prices_are_opened_by_key(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)))
    press(qtbot, window, "prices")
    qtbot.waitUntil(lambda: len(opened) == 1)
    qtbot.waitUntil(lambda: window.notice_bar.notice is not None)
    assert opened[0].toLocalFile() in window.notice_bar.notice.remedy


def test_memories_are_searched_and_sorted_by_key(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "search_memories")
    assert window.memories.shelf.search.hasFocus()
    for order in ("pinned", "conversation", "conversation", "newest"):
        press(qtbot, window, f"sort_{order}")
        ticked = {name for name, action in window._actions.items() if action.isChecked()}
        assert {name for name in ticked if name.startswith("sort_")} == {f"sort_{order}"}


def test_a_memory_is_rewritten_and_its_messages_shown_by_key(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "show_memory")
    with qtbot.waitSignal(window.memories.place_requested):
        press(qtbot, window, "show_place")
    with qtbot.waitSignal(window.memories.flow.changed):
        press(qtbot, window, "rewrite_memory")


@pytest.mark.parametrize("answer", ["accept", "edit", "discard"])
def test_a_suggestion_is_answered_by_key(qtbot: QtBot, program: Program, answer: str) -> None:
    window, place = program.window, program.window.place
    assert place.session_id is not None
    plans: list[remembering.Plan] = []
    program.worker.run(
        remembering.plan_range(place.persona_id, place.session_id, 1, 4), program, plans.append
    )
    qtbot.waitUntil(lambda: len(plans) == 1)
    program.worker.run(remembering.propose(plans[0], ["Suggested."]), program, lambda _ids: None)
    qtbot.waitUntil(lambda: window.memories.has_suggestions)
    press(qtbot, window, f"{answer}_suggestion")
    if answer == "edit":
        qtbot.waitUntil(lambda: window.memories.editor.is_open)
    else:
        qtbot.waitUntil(lambda: not window.memories.has_suggestions)
    texts = [row.content for row in window.memories._model.rows]
    qtbot.waitUntil(lambda: program.worker.is_idle)
    if answer == "accept":
        qtbot.waitUntil(lambda: "Suggested." in [row.content for row in window.memories._model.rows])
    else:
        assert "Suggested." not in texts


def test_what_was_looked_for_is_gone_through_by_key(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "find_next")
    finder = window.chat.transcript.finder
    QTest.keyClicks(QApplication.focusWidget(), "said")
    qtbot.waitUntil(lambda: finder.total == 4)
    before = finder.current
    press(qtbot, window, "find_next")
    qtbot.waitUntil(lambda: finder.current != before)
    press(qtbot, window, "find_previous")
    qtbot.waitUntil(lambda: finder.current == before)
