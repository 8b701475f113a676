"""Whatever a person does is taken back by Ctrl+Z in the real window, in the order in which it was done."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from support.on_file import write
from support.programs import Start
from support.said_otherwise import say_otherwise

from personaui_desktop.app import Program
from personaui_desktop.database import (
    create_persona_db,
    create_session,
    get_all_memories,
    get_db_connection,
    save_memory,
    save_message,
)
from personaui_desktop.database.file import writing
from personaui_desktop.database.proposals import add_proposals
from personaui_desktop.database.session_marks import put_in_trash
from personaui_desktop.records.memories import Origin, Proposal
from personaui_desktop.widgets.chat.note_dialog import NoteDialog
from personaui_desktop.widgets.main_window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STORED = (
    "SELECT id, session_id, message FROM chat_messages ORDER BY id",
    "SELECT message_id, is_hidden, is_bookmarked, note FROM message_marks ORDER BY message_id",
    "SELECT message_id, place, content FROM message_versions ORDER BY message_id, place, id",
    "SELECT id, title, pinned, archived, trashed FROM ("
    "  SELECT id, title, coalesce(is_pinned, 0) AS pinned, coalesce(is_archived, 0) AS archived,"
    "    trashed_at IS NOT NULL AS trashed"
    "  FROM chat_sessions LEFT JOIN session_marks ON session_id = id"
    ") ORDER BY id",
    "SELECT id, content, is_active, coalesce(pinned, 0) FROM memories "
    "LEFT JOIN memory_sources ON memory_id = memories.id ORDER BY id",
    "SELECT id, content, is_discarded FROM memory_proposals ORDER BY id",
)


class Desk(NamedTuple):
    """The program with a conversation of four messages, a memory, and somebody at the keyboard."""

    qtbot: QtBot
    program: Program
    shown: int
    other: int

    @property
    def window(self) -> MainWindow:
        return self.program.window

    def stored(self) -> list[list[tuple[object, ...]]]:
        """All that there is, but when something was used last."""
        self.settle()
        connection = get_db_connection("default")
        try:
            return [[tuple(row) for row in connection.execute(query)] for query in STORED]
        finally:
            connection.close()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.program.worker.is_idle)

    def words(self, name: str) -> str:
        """What the Edit menu calls undo or redo."""
        return self.window.menu_actions[f"edit.{name}"].text()

    def press(self, modifiers: Qt.KeyboardModifier) -> None:
        """Press Z with these, where no field has the keyboard."""
        # A dialog may have been closed just now.
        self.window.activateWindow()
        self.window.sessions.list.setFocus()
        self.qtbot.waitUntil(self.window.sessions.list.hasFocus)
        self.qtbot.keyClick(self.window.sessions.list, Qt.Key.Key_Z, modifiers)
        self.settle()


@pytest.fixture
def desk(qtbot: QtBot, start: Start) -> Desk:
    create_persona_db("default")
    trashed, other, shown = (create_session(title, "default") for title in ("Trashed", "Other", "Shown"))
    for session in (other, shown):
        for text in ("Hello", "Hi", "Well?", "Well."):
            save_message(text, text in {"Hello", "Well?"}, "Mia", session)
    write(put_in_trash, [trashed])
    say_otherwise(shown, 8, "Fine.")
    save_memory(shown, "They said hello.", "default", start_message_id=5, end_message_id=6)
    proposal = Proposal(0, shown, None, "They said well.", 7, 8, "", Origin.ASKED, moves_marker=False)
    write(add_proposals, [proposal])
    with writing("default") as file:
        file.connection.execute("DELETE FROM undo_steps")
    program = start("--demo")
    program.window.resize(1200, 800)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    desk = Desk(qtbot, program, shown, other)
    desk.settle()
    qtbot.waitUntil(lambda: desk.window.memories.shelf.view.model().rowCount() > 0)
    return desk


def start_command(name: str, desk: Desk) -> None:
    desk.window.commands.start(name)


def on_memory(name: str, desk: Desk) -> None:
    desk.window.memories.shelf.view.select(get_all_memories()[0]["id"])
    desk.window.commands.start(name)


def on_selection(name: str, desk: Desk) -> None:
    desk.window.chat.transcript.scene.select_messages(6, 7)
    desk.window.chat.transcript.scene.set_current(6)
    desk.window.commands.start(name)


def edit(desk: Desk) -> None:
    desk.window.commands.start("message.edit")
    field = desk.program.window.focusWidget()
    QTest.keyClicks(field, " indeed")
    QTest.keyClick(field, Qt.Key.Key_Return, CONTROL)


def note(desk: Desk) -> None:
    desk.window.commands.start("message.note")
    dialog = next(each for each in desk.window.findChildren(NoteDialog) if each.isVisible())
    QTest.keyClicks(dialog.text, "Look")
    dialog.save_button.click()


def rename(desk: Desk) -> None:
    desk.window.commands.start("session.rename")
    field = desk.window.sessions.list.findChild(QLineEdit)
    QTest.keyClicks(field, "Another title")
    QTest.keyClick(field, Qt.Key.Key_Return)


def restore(desk: Desk) -> None:
    desk.window.commands.start("session.trash")
    desk.settle()
    desk.window.place.show_session(1)
    desk.window.commands.start("session.restore")


BRANCHING = "branching or duplicating a conversation"
SAID, VERSIONS, SESSIONS = 0, 2, 3
"""Which of what is stored are the messages, their versions and the conversations."""
Do = Callable[[Desk], None]
VERBS: dict[str, tuple[Do, str, bool]] = {
    "edit": (edit, "editing a message", False),
    "delete": (partial(start_command, "message.delete"), "deleting messages", True),
    "delete several": (partial(on_selection, "message.delete"), "deleting messages", True),
    "version chosen": (partial(start_command, "version.back"), "choosing a version", False),
    "version deleted": (partial(start_command, "version.delete"), "deleting a version", True),
    "hide": (partial(start_command, "message.hide"), "leaving messages out", False),
    "hide several": (partial(on_selection, "message.hide"), "leaving messages out", False),
    "bookmark": (partial(start_command, "message.bookmark"), "changing bookmarks", False),
    "note": (note, "changing a note", False),
    "rename": (rename, "renaming a conversation", False),
    "pin": (partial(start_command, "session.pin"), "pinning or unpinning a conversation", False),
    "archive": (partial(start_command, "session.archive"), "archiving or unarchiving a conversation", True),
    "trash": (partial(start_command, "session.delete"), "moving a conversation to the trash", True),
    "restore": (restore, "restoring a conversation from the trash", False),
    "memory switched": (partial(on_memory, "memory.switch"), "turning a memory on or off", False),
    "memory pinned": (partial(on_memory, "memory.pin"), "pinning or unpinning a memory", False),
    "memory deleted": (partial(on_memory, "memory.delete"), "deleting a memory", True),
    "suggestion accepted": (partial(start_command, "suggestion.accept"), "accepting a suggestion", False),
    "suggestion discarded": (partial(start_command, "suggestion.discard"), "discarding a suggestion", True),
}


@pytest.mark.parametrize("name", VERBS)
def test_it_is_named_taken_back_and_done_again(desk: Desk, name: str) -> None:
    do, words, removes = VERBS[name]
    before = desk.stored()
    do(desk)
    desk.qtbot.waitUntil(lambda: desk.words("undo") == f"&Undo {words}")
    after = desk.stored()
    assert after != before
    notice = desk.window.notice_bar.notice
    assert (notice is not None and notice.action is not None and notice.action[0] == "Undo") is removes
    desk.press(CONTROL)
    desk.qtbot.waitUntil(lambda: desk.words("redo") == f"&Redo {words}")
    assert desk.stored() == before
    assert desk.window.notice_bar.notice is None
    desk.press(CONTROL | SHIFT)
    desk.qtbot.waitUntil(lambda: desk.words("undo") == f"&Undo {words}")
    assert desk.stored() == after


@pytest.mark.parametrize("name", ["session.duplicate", "message.branch"])
def test_a_copy_that_is_taken_back_lies_in_the_trash(desk: Desk, name: str) -> None:
    before = desk.stored()
    desk.window.commands.start(name)
    desk.qtbot.waitUntil(lambda: desk.words("undo") == f"&Undo {BRANCHING}")
    desk.qtbot.waitUntil(lambda: desk.window.place.session_id == 4)
    after = desk.stored()
    desk.press(CONTROL)
    desk.qtbot.waitUntil(lambda: desk.words("redo") == f"&Redo {BRANCHING}")
    sessions = desk.stored()[SESSIONS]
    assert sessions[:3] == before[SESSIONS]
    assert [row[-1] for row in sessions] == [True, False, False, True]
    assert desk.window.place.session_id == desk.shown
    desk.press(CONTROL | SHIFT)
    desk.qtbot.waitUntil(lambda: desk.words("undo") == f"&Undo {BRANCHING}")
    assert desk.stored() == after


@pytest.mark.parametrize("name", [name for name, (_do, _words, removes) in VERBS.items() if removes])
def test_the_notice_takes_back_just_that(desk: Desk, name: str) -> None:
    before = desk.stored()
    VERBS[name][0](desk)
    desk.qtbot.waitUntil(lambda: desk.window.notice_bar.notice is not None)
    QTest.mouseClick(desk.window.notice_bar._button, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.words("undo") == "&Undo")
    assert desk.stored() == before


def test_across_panes_and_a_restart_the_last_thing_done_comes_back_first(
    qtbot: QtBot, desk: Desk, start: Start
) -> None:
    done = ("pin", "memory deleted", "bookmark", "rename", "delete", "suggestion discarded", "trash")
    states = [desk.stored()]
    for name in done:
        VERBS[name][0](desk)
        qtbot.waitUntil(lambda name=name: desk.words("undo") == f"&Undo {VERBS[name][1]}")
        states.append(desk.stored())
    program = start("--demo")
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    again = desk._replace(program=program)
    for name in reversed(done):
        qtbot.waitUntil(lambda name=name: again.words("undo") == f"&Undo {VERBS[name][1]}")
        assert again.stored() == states.pop()
        again.press(CONTROL)
    assert again.stored() == states.pop()
    qtbot.waitUntil(lambda: again.words("undo") == "&Undo")


def test_a_reply_said_anew_is_taken_back_and_what_was_done_before_it_too(
    qtbot: QtBot, desk: Desk, start: Start
) -> None:
    states = [desk.stored()]
    edit(desk)
    qtbot.waitUntil(lambda: desk.words("undo") == "&Undo editing a message")
    states.append(desk.stored())
    with qtbot.waitSignal(desk.program.replies.ended):
        desk.window.commands.start("message.regenerate")
    after = desk.stored()
    again = desk._replace(program=start("--demo"))
    qtbot.waitUntil(lambda: again.words("undo") == "&Undo regenerating a reply")
    again.press(CONTROL)
    qtbot.waitUntil(lambda: again.words("redo") == "&Redo regenerating a reply")
    assert again.stored()[SAID] == states[1][SAID]
    assert [row[0] for row in again.stored()[VERSIONS]] == [8, 8, 8], "the new one is on the shelf"
    again.press(CONTROL)
    assert again.stored()[SAID] == states[0][SAID]
    for _ in range(2):
        again.press(CONTROL | SHIFT)
    assert again.stored() == after


def test_a_reply_that_went_on_has_its_text_before_back_also_after_a_restart(
    qtbot: QtBot, desk: Desk, start: Start
) -> None:
    """Another program's reply broke off at some words of what the demo says."""
    with writing("default") as file:
        file.connection.execute(
            "INSERT OR REPLACE INTO replies (message_id, status, updated_at) VALUES (8, 'interrupted', '')"
        )
        file.connection.execute("DELETE FROM message_versions")
    again = desk._replace(program=start("--demo"))
    qtbot.waitUntil(lambda: again.window.chat.attempts.can_retry)
    before = again.stored()
    with qtbot.waitSignal(again.program.replies.ended):
        again.window.commands.start("reply.continue")
    qtbot.waitUntil(lambda: again.words("undo") == "&Undo continuing a reply")
    after = again.stored()
    assert after[SAID] != before[SAID]
    once_more = desk._replace(program=start("--demo"))
    qtbot.waitUntil(lambda: once_more.words("undo") == "&Undo continuing a reply")
    once_more.press(CONTROL)
    qtbot.waitUntil(lambda: once_more.words("redo") == "&Redo continuing a reply")
    assert once_more.stored()[SAID] == before[SAID]
    once_more.press(CONTROL | SHIFT)
    assert once_more.stored() == after


def test_in_a_field_it_is_the_fields_own(desk: Desk) -> None:
    VERBS["pin"][0](desk)
    desk.qtbot.waitUntil(lambda: desk.words("undo") == "&Undo pinning or unpinning a conversation")
    pinned = desk.stored()
    edit_field = desk.window.chat.composer.edit
    edit_field.setFocus()
    QTest.keyClicks(edit_field, "typed")
    QTest.keyClick(edit_field, Qt.Key.Key_Z, CONTROL)
    assert edit_field.toPlainText() == ""
    assert desk.stored() == pinned
