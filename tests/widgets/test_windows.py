"""Several windows as a person opens, uses and closes them, by mouse and keyboard, on real files."""

import gc
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from support.files import refuse_rows
from support.messages_server import Reply, serve
from support.on_file import read
from support.programs import PATIENCE_MS, Start, programs

from personaui_desktop.app import Program
from personaui_desktop.database import (
    create_persona_db,
    create_session,
    get_all_memories,
    get_chat_history,
    save_memory,
    save_message,
)
from personaui_desktop.database.drafts import get_drafts
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import personas
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.settings.window_state import read_window_states
from personaui_desktop.widgets.common.notices import Notice
from personaui_desktop.widgets.main_window import MainWindow

Key, Button = Qt.Key, Qt.MouseButton
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    gc.collect()
    with programs(qtbot, data_dir) as begin:
        yield begin
    # What is made in their memory must not be taken for these windows.
    gc.collect()


@pytest.fixture
def sessions(data_dir: Path) -> tuple[int, int]:
    """Two conversations of the persona that is there at first, the older first."""
    create_persona_db("default")
    older, newer = create_session("Older", "default"), create_session("Newer", "default")
    for session_id in (older, newer):
        save_message("Hello", True, "You", session_id)
    return older, newer


def settle(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.worker.is_idle)


def hear(told: list[tuple[MainWindow, Notice]], window: MainWindow, notice: Notice) -> None:
    told.append((window, notice))


def use(qtbot: QtBot, window: MainWindow) -> None:
    """Have a window take keys, as a click on it does."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def row_of(window: MainWindow, title: str) -> QPoint:
    """Where a conversation lies in the list."""
    conversations = window.sessions.list
    model = conversations.model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    return conversations.visualRect(model.index(titles.index(title), 0)).center()


def middle_click(qtbot: QtBot, window: MainWindow, title: str) -> None:
    qtbot.mouseClick(window.sessions.list.viewport(), Button.MiddleButton, pos=row_of(window, title))


def two(qtbot: QtBot, program: Program) -> tuple[MainWindow, MainWindow]:
    """The window that is there, and one that is opened beside it on the older conversation."""
    first = program.window
    middle_click(qtbot, first, "Older")
    settle(qtbot, program)
    return first, program.window


def shown(window: MainWindow) -> list[str]:
    """The messages that a window shows."""
    model = window.chat._model
    return [model.message(row).text for row in range(model.rowCount())]


def press_in_question(qtbot: QtBot, window: MainWindow, words: str) -> None:
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    button = next(button for button in box.findChildren(QPushButton) if button.text() == words)
    qtbot.mouseClick(button, Button.LeftButton)


def test_a_middle_click_opens_a_conversation_in_a_window_of_its_own(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = two(qtbot, program)
    assert program.windows.open == (first, second)
    assert first is not second
    assert first.place.where == ("default", sessions[1])
    assert second.place.where == ("default", sessions[0])
    assert second.isVisible()
    assert shown(second) == ["Hello"]
    name = first.chat.header.persona_name
    for window, title in ((first, "Newer"), (second, "Older")):
        assert window.windowTitle() == f"\u2068{title}\u2069 – \u2068{name}\u2069 – PersonaUI Desktop"  # noqa: RUF001


def test_a_middle_click_that_leaves_its_row_opens_nothing(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    viewport = program.window.sessions.list.viewport()
    qtbot.mousePress(viewport, Button.MiddleButton, pos=row_of(program.window, "Older"))
    qtbot.mouseRelease(viewport, Button.MiddleButton, pos=row_of(program.window, "Newer"))
    settle(qtbot, program)
    assert len(program.windows.open) == 1
    assert program.window.place.session_id == sessions[1]


def test_keys_and_menus_open_the_conversation_that_is_shown(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first = program.window
    use(qtbot, first)
    qtbot.keyClick(first.chat.composer.edit, Key.Key_Return, CONTROL_SHIFT)
    settle(qtbot, program)
    assert [window.place.session_id for window in program.windows.open] == [sessions[1], sessions[1]]
    assert get_chat_history(session_id=sessions[1])[-1]["message"] == "Hello", "nothing was sent"
    first.menu_actions["session.open_window"].trigger()
    settle(qtbot, program)
    assert len(program.windows.open) == 3


def test_a_title_follows_what_is_shown_and_keeps_qts_mark(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    window = program.window
    window.sessions.verbs.rename(sessions[1], "The [*] mark")
    settle(qtbot, program)
    assert "The [*][*] mark" in window.windowTitle()
    window.sessions.new_session()
    settle(qtbot, program)
    assert "New conversation" in window.windowTitle()


def test_a_reply_streams_into_both_windows_and_is_asked_for_once(
    qtbot: QtBot, start: Start, data_dir: Path, sessions: tuple[int, int]
) -> None:
    gate = threading.Event()
    with serve(Reply(["A storm? ", "Really?"], gate=gate)) as server:
        save_settings(Settings(base_url=server.url, model="chats"), data_dir)
        program = start()
        first, second = two(qtbot, program)
        first.place.show_session(sessions[0])
        settle(qtbot, program)
        qtbot.keyClicks(second.chat.composer.edit, "The storm came.")
        assert first.chat.composer.text == "The storm came."
        with qtbot.waitSignal(program.replies.began, timeout=PATIENCE_MS):
            qtbot.keyClick(second.chat.composer.edit, Key.Key_Return)
        qtbot.waitUntil(lambda: first.chat.is_replying and second.chat.is_replying)
        assert first.chat.composer.stop_button.isVisible()
        with qtbot.waitSignal(program.replies.ended, timeout=PATIENCE_MS):
            gate.set()
        settle(qtbot, program)
        assert len(server.requests) == 1
    assert shown(first) == shown(second) == ["Hello", "The storm came.", "A storm? Really?"]
    assert (first.chat.composer.text, second.chat.composer.text) == ("", "")


def test_closing_one_of_two_in_mid_reply_asks_nothing_and_the_reply_goes_on(
    qtbot: QtBot, start: Start, data_dir: Path, sessions: tuple[int, int]
) -> None:
    gate = threading.Event()
    with serve(Reply(["A storm? ", "Really?"], gate=gate)) as server:
        save_settings(Settings(base_url=server.url, model="chats"), data_dir)
        program = start()
        first, second = two(qtbot, program)
        qtbot.keyClicks(second.chat.composer.edit, "The storm came.")
        with qtbot.waitSignal(program.replies.began, timeout=PATIENCE_MS):
            qtbot.keyClick(second.chat.composer.edit, Key.Key_Return)
        qtbot.keyClicks(second.chat.composer.edit, "half a thought")
        second.close()
        qtbot.waitUntil(lambda: not isValid(second))
        assert program.windows.open == (first,)
        assert program.replies.under_way()
        with qtbot.waitSignal(program.replies.ended, timeout=PATIENCE_MS):
            gate.set()
        qtbot.mouseClick(first.sessions.list.viewport(), Button.LeftButton, pos=row_of(first, "Older"))
        settle(qtbot, program)
    assert shown(first)[-1] == "A storm? Really?"
    assert first.chat.composer.text == "half a thought"
    assert read(get_drafts) == {sessions[0]: "half a thought"}


def test_all_windows_come_back_where_they_were_but_one_that_was_closed(
    qtbot: QtBot, start: Start, data_dir: Path, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = two(qtbot, program)
    middle_click(qtbot, first, "Older")
    settle(qtbot, program)
    third = program.window
    second.resize(777, 555)
    use(qtbot, third)
    qtbot.keyClick(third.chat.composer.edit, Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not isValid(third))
    use(qtbot, first)
    qtbot.keyClick(first.chat.composer.edit, Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not any(window.isVisible() for window in program.windows.open))
    settle(qtbot, program)
    assert len(read_window_states(data_dir)) == 2
    again = start("--demo")
    use(qtbot, again.window)
    qtbot.waitUntil(lambda: len(again.windows.open) == 2)
    settle(qtbot, again)
    qtbot.waitUntil(lambda: again.window.place.session_id == sessions[1])
    back, front = again.windows.open
    assert (front.place.session_id, back.place.session_id) == (sessions[1], sessions[0])
    assert (back.width(), back.height()) == (777, 555)
    assert shown(back) == ["Hello"]


def test_a_window_of_a_persona_that_was_deleted_does_not_come_back(
    qtbot: QtBot, start: Start, data_dir: Path, sessions: tuple[int, int]
) -> None:
    create_persona_db("kai")
    session_id = create_session("Kai's", "kai")
    program = start("--demo")
    program.windows.open_at(program.window, "kai", session_id)
    settle(qtbot, program)
    program.windows.quit()
    program = start("--demo")
    program.worker.run(personas.delete("kai"), program)
    settle(qtbot, program)
    qtbot.waitUntil(lambda: not program._rest.isActive())
    settle(qtbot, program)
    assert len(program.windows.open) == len(read_window_states(data_dir)) == 1


def test_a_reply_that_cannot_be_stored_is_told_once_where_its_conversation_is(
    qtbot: QtBot, start: Start, data_dir: Path, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = two(qtbot, program)
    first.come_forward()
    told: list[tuple[MainWindow, Notice]] = []
    for window in (first, second):
        window.notices.shown.connect(partial(hear, told, window))
    refuse_rows(data_dir / "main.db", "drafts")
    qtbot.keyClicks(second.chat.composer.edit, "lost?")
    qtbot.waitUntil(lambda: bool(told))
    settle(qtbot, program)
    error = KnownError("The disk is full.", "Make room.")
    program.replies.not_stored.emit("default", sessions[0], error, "The text.")
    program.replies.not_stored.emit("default", 999, error, "The text.")
    windows = [window for window, _notice in told]
    assert windows == [second, second, program.windows.front]
    assert "draft" in told[0][1].text


def test_a_step_is_taken_back_in_another_window_and_its_offer_with_it(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    save_memory(None, "He sails.")
    program = start("--demo")
    first, second = two(qtbot, program)
    first.memories.shelf.view.select(get_all_memories()[0]["id"])
    first.commands.start("memory.delete")
    settle(qtbot, program)
    assert get_all_memories() == []
    assert first.notice_bar.isVisible()
    assert second.menu_actions["edit.undo"].text() == "&Undo deleting a memory"
    use(qtbot, second)
    second.sessions.list.setFocus()
    qtbot.keyClick(second.sessions.list, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, program)
    assert [each["content"] for each in get_all_memories()] == ["He sails."]
    assert not first.notice_bar.isVisible()
    assert first.menu_actions["edit.redo"].text() == "&Redo deleting a memory"


def test_another_start_raises_the_window_that_was_used_last(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = two(qtbot, program)
    use(qtbot, second)
    assert program.window is second
    use(qtbot, first)
    qtbot.waitUntil(lambda: program.window is first)
    second.showMinimized()
    first.showMinimized()
    program._instance.asked_forward.emit()
    assert not first.isMinimized()
    assert second.isMinimized()


def test_a_memory_being_written_is_asked_for_in_its_window_and_by_quitting(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = two(qtbot, program)
    first.memories.add_memory()
    QTest.keyClicks(first.memories.editor.text, "Tea without sugar")
    second.close()
    assert program.windows.open == (first,), "nothing is lost with that one"
    middle_click(qtbot, first, "Older")
    settle(qtbot, program)
    second = program.window
    first.close()
    assert first.isVisible()
    press_in_question(qtbot, first, "Cancel")
    second.commands.start("program.quit")
    assert (first.isVisible(), second.isVisible()) == (True, True)
    press_in_question(qtbot, second, "Discard changes")
    assert not second.isVisible()
