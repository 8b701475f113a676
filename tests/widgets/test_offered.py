"""Whatever a button or a context menu offers, the menu bar offers too, and by a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot
from support.programs import programs

from personaui_desktop.app import Program
from personaui_desktop.database import create_persona_db, create_session, save_memory, save_message
from personaui_desktop.operations import remembering, sessions
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.widgets.chat.transcript.layout.message import ReplyAction
from personaui_desktop.widgets.chat.transcript.parts import PartKind
from personaui_desktop.widgets.chat.transcript.tools.activation import BUTTON_COMMANDS, PART_COMMANDS
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.menus import (
    DIVIDER,
    MEMORY_MENU,
    MENU_BAR,
    MESSAGE_MENU,
    PERSONA_MENU,
    SESSION_MENU,
    context_menu,
)
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.window_keeper import START_SIZE

OFFERED = {
    "Accept": "suggestion.accept",
    "Bookmark": "message.bookmark",
    "Bookmark selected messages": "message.bookmark",
    "Leave out of what is sent": "message.hide",
    "Leave selected messages out of what is sent": "message.hide",
    "Note…": "message.note",
    "Add a memory": "memory.add",
    "Branch from here": "message.branch",
    "Close this notice": None,
    "Connect a model…": "program.settings",
    "Continue": "reply.continue",
    "Copy": "edit.copy",
    "Copy as Markdown": "edit.copy_markdown",
    "Copy code block": "message.copy_code",
    "Copy link address": "message.copy_link",
    "Delete": "memory.delete",
    "Delete selected messages": "message.delete",
    "Delete…": "session.delete",
    "Discard draft": "turn.discard",
    "Draft my turn": "turn.draft",
    "Discard": "suggestion.discard",
    "Don't use": "memory.switch",
    "Edit": "memory.edit",
    "Edit…": "persona.edit",
    "Export as card…": "persona.export",
    "Find in conversation": "find.text",
    "Go to date…": "find.date",
    "How full the request is": "session.inspect",
    "Jump to latest message": "message.latest",
    "Keep": "reply.keep",
    "New": "session.new",
    "New conversation": "session.new",
    "New persona": "persona.new",
    "Next suggestion": "suggestion.next",
    "Pin": "memory.pin",
    "Quote": "message.quote",
    "Remember this conversation": "session.remember",
    "Regenerate": "reply.try_again",
    "Fold thought": "message.unfold",
    "Unfold thought": "message.unfold",
    "Regenerate with…": "message.regenerate_with",
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
    "Show all": "memory.open",
    "Show its memory": "message.show_memory",
    "Show less": "memory.close",
    "Show in conversation": "memory.show_messages",
    "Stop": "reply.stop",
    "What is sent": "session.inspect",
    "What was sent…": "message.inspect",
}
"""What is offered in the window, and the menu bar's name for it; `None` where Enter or Escape do it."""

OTHERWISE_IN_THE_MENU_BAR = {
    "memory.copy": "edit.copy",
    "reply.retry": "reply.try_again",
    "message.regenerate": "reply.try_again",
}
"""What acts on the thing at hand, and what does the same on whatever has the keyboard or was said last."""

LAST = "said 3 of [a place](https://a.b/c)\n\n```python\nprint(3)\n```\n"


@pytest.fixture
def program(qtbot: QtBot, data_dir: Path) -> Iterator[Program]:
    create_persona_db("default")
    session = create_session("A talk", "default")
    ids = [save_message(f"said {n}", n % 2 == 0, "Mia", session) for n in range(3)]
    ids.append(save_message(LAST, False, "Mia", session))
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
    lines = [words(action.text()) for action in menu.actions() if not action.isSeparator()]
    assert lines == [
        "Copy",
        "Copy as Markdown",
        "Select all",
        "Copy link address",
        "Copy code block",
        "Quote",
        "Go to date…",
        "Regenerate",
        "Regenerate with…",
        "Bookmark selected messages",
        "Note…",
        "Leave selected messages out of what is sent",
        "Remember…",
        "Remember selected messages",
        "Show its memory",
        "What was sent…",
        "Edit",
        "Branch from here",
        "Delete selected messages",
    ]
    assert set(lines) <= set(OFFERED)


def test_whatever_the_menus_of_things_and_the_parts_of_messages_offer_is_in_the_menu_bar() -> None:
    names = {name for listed in MENU_BAR.values() for name in listed}
    of_things = {*PERSONA_MENU, *SESSION_MENU, *MESSAGE_MENU, *MEMORY_MENU} - {DIVIDER}
    of_parts = {*PART_COMMANDS.values(), *BUTTON_COMMANDS.values()}
    assert (of_things | of_parts) - names == OTHERWISE_IN_THE_MENU_BAR.keys()
    assert set(OTHERWISE_IN_THE_MENU_BAR.values()) <= names
    assert set(PartKind) == {*PART_COMMANDS, PartKind.LINK, PartKind.BUTTON, PartKind.MORE}
    assert set(BUTTON_COMMANDS) == set(ReplyAction)


def test_every_line_of_a_memorys_menu_is_in_the_menu_bar(qtbot: QtBot, window: MainWindow) -> None:
    view = window.memories.shelf.view
    qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    window.commands.start("message.show_memory")
    assert view.current_memory is not None
    menu = view.menu_for(view.current_memory)
    lines = {words(action.text()) for action in menu.actions() if not action.isSeparator()}
    assert lines <= set(OFFERED), lines - set(OFFERED)


def test_a_memory_too_long_for_its_card_is_opened_and_closed_by_key(
    qtbot: QtBot, program: Program, window: MainWindow
) -> None:
    save_memory(program.window.place.session_id, "They talked at length. " * 40, "default")
    view = window.memories.shelf.view
    program.worker.changed.emit(Change(Topic.MEMORIES, program.window.place.persona_id))
    qtbot.waitUntil(lambda: view.model().rowCount() == 2)
    memory = next(row for row in window.memories._model.rows if row.content != "They talked.")
    view.select(memory.id)
    for name, line, is_open in (("memory.open", "Show less", True), ("memory.close", "Show all", False)):
        press(qtbot, window, name)
        assert view.is_open(memory) is is_open
        lines = [words(action.text()) for action in view.menu_for(memory).actions()]
        assert line in lines
        assert set(lines) - {""} <= set(OFFERED)


def test_all_is_selected_and_copied_by_key_in_the_conversation(qtbot: QtBot, window: MainWindow) -> None:
    window.chat.transcript.setFocus()
    press(qtbot, window, "edit.select_all")
    press(qtbot, window, "edit.copy")
    text = QApplication.clipboard().text()
    assert text.startswith("said 0\n\nsaid 1\n\nsaid 2\n\nsaid 3 of a place")
    press(qtbot, window, "edit.copy_markdown")
    assert QApplication.clipboard().text().endswith(LAST)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("message.copy", "said 3 of a place\n\nprint(3)"),
        ("message.copy_link", "https://a.b/c"),
        ("message.copy_code", "print(3)"),
    ],
)
def test_the_newest_message_its_link_and_its_code_are_copied_by_key_while_writing(
    qtbot: QtBot, window: MainWindow, name: str, text: str
) -> None:
    window.chat.focus_composer()
    press(qtbot, window, name)
    assert QApplication.clipboard().text() == text


def test_the_menu_of_a_message_copies_it_though_something_was_written(
    qtbot: QtBot, window: MainWindow
) -> None:
    transcript = window.chat.transcript
    window.chat.focus_composer()
    qtbot.keyClicks(window.chat.composer.edit, "mine")
    window.chat.composer.edit.selectAll()
    row = transcript.scene.row_of(2)
    assert row is not None
    at = (row.laid.rects.body.center() + QPointF(0, row.top)).toPoint()
    QTest.mouseClick(transcript.viewport(), Qt.MouseButton.RightButton, pos=at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, transcript.viewport().mapToGlobal(at))
    QApplication.sendEvent(transcript.viewport(), event)
    menu = next(menu for menu in transcript.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if words(action.text()) == "Copy").trigger()
    menu.close()
    assert QApplication.clipboard().text() == "said 1"


def test_every_menu_fits_into_a_low_screen(window: MainWindow) -> None:
    for action in window.menuBar().actions():
        assert action.menu().sizeHint().height() <= 540, action.text()
        if action.text() in {"&Reply", "&Conversation"}:
            assert action.menu().sizeHint().height() <= 500, "there is room for another line or two"


def test_no_two_lines_share_a_key_and_every_line_has_one(window: MainWindow) -> None:
    keys = [keys for command in window.commands for keys in command.keys]
    assert all(keys)
    assert len(keys) == len(set(keys))


def test_the_menus_call_the_enter_key_as_everything_else_does(window: MainWindow) -> None:
    actions = (window.menu_actions[command.name] for command in window.commands if command.keys)
    shown = [action.shortcut().toString() for action in actions]
    assert any("Enter" in keys for keys in shown)
    assert not [keys for keys in shown if "Return" in keys]


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


@pytest.mark.parametrize("name", ["session.next", "session.trash"])
def test_what_is_shown_is_selected_alone_though_control_is_held(
    qtbot: QtBot, program: Program, window: MainWindow, name: str
) -> None:
    put_away, older = (create_session(title, "default") for title in ("Put away", "Older"))
    sessions.trash("default", [put_away]).work()
    program.worker.changed.emit(Change(Topic.SESSIONS, "default"))
    listed = window.sessions.list
    qtbot.waitUntil(lambda: listed.model().rowCount() == 3)
    window.place.show_session(older)
    press(qtbot, window, name)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert listed.currentIndex().row() == (1 if name == "session.next" else 2)
    assert listed.selected == [window.place.session_id]
