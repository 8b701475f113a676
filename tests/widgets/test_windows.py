"""Several windows as a person opens, uses and closes them, by mouse and keyboard, on real files."""

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from support.files import refuse_rows
from support.messages_server import Reply, serve
from support.on_file import read
from support.programs import PATIENCE_MS, Start
from support.windows import middle_click, row_of, settle, shown, two, use

from personaui_desktop.database import (
    get_all_memories,
    get_chat_history,
    save_memory,
)
from personaui_desktop.database.drafts import get_drafts
from personaui_desktop.errors import KnownError
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.common.notices import Notice
from personaui_desktop.widgets.main_window import MainWindow

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def hear(told: list[tuple[MainWindow, Notice]], window: MainWindow, notice: Notice) -> None:
    told.append((window, notice))


def press_in_question(qtbot: QtBot, window: MainWindow, words: str) -> None:
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    button = next(button for button in box.findChildren(QPushButton) if button.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


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
    qtbot.mousePress(viewport, Qt.MouseButton.MiddleButton, pos=row_of(program.window, "Older"))
    qtbot.mouseRelease(viewport, Qt.MouseButton.MiddleButton, pos=row_of(program.window, "Newer"))
    settle(qtbot, program)
    assert len(program.windows.open) == 1
    assert program.window.place.session_id == sessions[1]


def test_keys_and_menus_open_the_conversation_that_is_shown(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first = program.window
    use(qtbot, first)
    qtbot.keyClick(first.chat.composer.edit, Qt.Key.Key_Return, CONTROL_SHIFT)
    settle(qtbot, program)
    assert [window.place.session_id for window in program.windows.open] == [sessions[1], sessions[1]]
    assert get_chat_history(session_id=sessions[1])[-1]["message"] == "Hello", "nothing was sent"
    first.menu_actions["session.open_window"].trigger()
    settle(qtbot, program)
    assert len(program.windows.open) == 3


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
            qtbot.keyClick(second.chat.composer.edit, Qt.Key.Key_Return)
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
            qtbot.keyClick(second.chat.composer.edit, Qt.Key.Key_Return)
        qtbot.keyClicks(second.chat.composer.edit, "half a thought")
        second.close()
        qtbot.waitUntil(lambda: not isValid(second))
        assert program.windows.open == (first,)
        assert program.replies.under_way()
        with qtbot.waitSignal(program.replies.ended, timeout=PATIENCE_MS):
            gate.set()
        qtbot.mouseClick(
            first.sessions.list.viewport(), Qt.MouseButton.LeftButton, pos=row_of(first, "Older")
        )
        settle(qtbot, program)
    assert shown(first)[-1] == "A storm? Really?"
    assert first.chat.composer.text == "half a thought"
    assert read(get_drafts) == {sessions[0]: "half a thought"}


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
    assert second.history.next is first.history.next
    use(qtbot, second)
    second.sessions.list.setFocus()
    qtbot.keyClick(second.sessions.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
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
