"""Whatever a button or a context menu offers, the menu bar offers too, and by a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from support.programs import programs

from personaui_desktop.app import Program
from personaui_desktop.database import create_persona_db, create_session, save_memory, save_message
from personaui_desktop.operations import remembering
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.menus import MENU_BAR, MESSAGE_MENU, context_menu
from personaui_desktop.widgets.main_window import START_SIZE, MainWindow

OFFERED = {
    "Accept": "suggestion.accept",
    "Add a memory": "memory.add",
    "Close this notice": None,
    "Connect a model…": "program.settings",
    "Continue": "reply.continue",
    "Copy": "edit.copy",
    "Copy as Markdown": "edit.copy_markdown",
    "Delete": "memory.delete",
    "Delete…": "session.delete",
    "Discard": "suggestion.discard",
    "Don't use": "memory.switch",
    "Edit": "memory.edit",
    "Edit…": "persona.edit",
    "Find in conversation": "find.text",
    "Go to date…": "find.date",
    "Jump to latest message": "message.latest",
    "Keep": "reply.keep",
    "New": "session.new",
    "New conversation": "session.new",
    "New persona": "persona.new",
    "Next suggestion": "suggestion.next",
    "Pin": "memory.pin",
    "Remember this conversation": "session.remember",
    "Remember…": "message.remember",
    "Remember selected messages": "message.remember_selected",
    "Rename": "session.rename",
    "Rename conversation…": "session.rename",
    "Retry": "reply.try_again",
    "Retry now": "reply.try_again",
    "Rewrite…": "memory.rewrite",
    "Select all": "edit.select_all",
    "Send": None,
    "Settings…": "program.settings",
    "Show its memory": "message.show_memory",
    "Show in conversation": "memory.show_messages",
    "Stop": "reply.stop",
    "What is sent": "session.inspect",
    "What was sent…": "message.inspect",
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
    names = {name for listed in MENU_BAR.values() for name in listed}
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
    chat.transcript.scene.select_all()
    message = chat.meant.message
    assert message is not None
    menu = context_menu(window, MESSAGE_MENU, window.commands, Scope.MESSAGE, message)
    lines = [words(action.text()) for action in menu.actions()]
    assert lines == ["Remember…", "Remember selected messages", "Show its memory", "What was sent…"]
    assert set(lines) <= set(OFFERED)


def test_every_line_of_a_memorys_menu_is_in_the_menu_bar(qtbot: QtBot, window: MainWindow) -> None:
    view = window.memories.shelf.view
    qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    window.commands.start("message.show_memory")
    assert view.current_memory is not None
    menu = view.menu_for(view.current_memory)
    lines = {words(action.text()) for action in menu.actions() if not action.isSeparator()}
    assert lines <= set(OFFERED), lines - set(OFFERED)


def test_every_menu_fits_into_a_low_screen(window: MainWindow) -> None:
    for action in window.menuBar().actions():
        assert action.menu().sizeHint().height() <= 540, action.text()


def test_no_two_lines_share_a_key_and_every_line_has_one(window: MainWindow) -> None:
    keys = [keys for command in window.commands for keys in command.keys]
    assert all(keys)
    assert len(keys) == len(set(keys))


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Press an action's own keys."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(QApplication.focusWidget() or window, window.menu_actions[name].shortcut())


def test_a_message_is_remembered_and_its_memory_shown_by_key(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "message.show_memory")
    memory = window.memories.shelf.view.current_memory
    assert memory is not None
    assert memory.content == "They talked."
    press(qtbot, window, "message.remember")
    qtbot.waitUntil(lambda: window.memories.editor.is_open)


def test_several_messages_are_remembered_by_key(qtbot: QtBot, window: MainWindow) -> None:
    window.chat.transcript.scene.select_all()
    with qtbot.waitSignal(window.memories.making.changed):
        press(qtbot, window, "message.remember_selected")


def test_what_was_sent_for_the_newest_reply_is_shown_by_key(qtbot: QtBot, window: MainWindow) -> None:
    from personaui_desktop.widgets.inspector.dialog import Inspector

    press(qtbot, window, "message.inspect")
    assert window.findChild(Inspector).windowTitle() == "What was sent"
    window.findChild(Inspector).close()


def test_prices_are_opened_by_key(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)))
    press(qtbot, window, "program.prices")
    qtbot.waitUntil(lambda: len(opened) == 1)
    qtbot.waitUntil(lambda: window.notice_bar.notice is not None)
    assert opened[0].toLocalFile() in window.notice_bar.notice.remedy


def test_memories_are_searched_and_sorted_by_key(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "memory.search")
    assert window.memories.shelf.search.hasFocus()
    for order in ("pinned", "conversation", "conversation", "newest"):
        press(qtbot, window, f"memory.sort_{order}")
        names = [f"memory.sort_{each}" for each in ("newest", "conversation", "pinned")]
        assert [name for name in names if window.menu_actions[name].isChecked()] == [f"memory.sort_{order}"]


def test_a_memory_is_rewritten_and_its_messages_shown_by_key(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "message.show_memory")
    with qtbot.waitSignal(window.memories.place_requested):
        press(qtbot, window, "memory.show_messages")
    with qtbot.waitSignal(window.memories.making.changed):
        press(qtbot, window, "memory.rewrite")


@pytest.mark.parametrize("answer", ["accept", "edit", "discard"])
def test_a_suggestion_is_answered_by_key(qtbot: QtBot, program: Program, answer: str) -> None:
    window, place = program.window, program.window.place
    assert place.session_id is not None
    plans: list[remembering.MemoryPlan] = []
    program.worker.run(
        remembering.plan_range(place.persona_id, place.session_id, 1, 4), program, plans.append
    )
    qtbot.waitUntil(lambda: len(plans) == 1)
    program.worker.run(remembering.propose(plans[0], ["Suggested."]), program, lambda _ids: None)
    qtbot.waitUntil(lambda: window.memories.has_suggestions)
    press(qtbot, window, f"suggestion.{answer}")
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
    press(qtbot, window, "find.next")
    finder = window.chat.transcript.scene.finder
    QTest.keyClicks(QApplication.focusWidget(), "said")
    qtbot.waitUntil(lambda: finder.total == 4)
    before = finder.current
    press(qtbot, window, "find.next")
    qtbot.waitUntil(lambda: finder.current != before)
    press(qtbot, window, "find.previous")
    qtbot.waitUntil(lambda: finder.current == before)
