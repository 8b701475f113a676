"""Replies that end while one is elsewhere are marked in the list and in the rail until they are seen."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.on_file import read
from support.programs import PATIENCE_MS, Start, programs, say

from personaui_desktop.app import Program
from personaui_desktop.database import create_persona_db, create_session, delete_session, save_message
from personaui_desktop.database.session_marks import unread
from personaui_desktop.item_models.personas import PersonaRole
from personaui_desktop.item_models.sessions import SessionRole


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    with programs(qtbot, data_dir) as begin:
        yield begin


@pytest.fixture
def talk(qtbot: QtBot, start: Start) -> tuple[Program, int, int]:
    """The program, in front, with two conversations: one that is shown, and another."""
    create_persona_db("default")
    create_persona_db("kant")
    other, shown = (create_session(title, "default") for title in ("Other", "Shown"))
    for session_id in (other, shown):
        save_message("Hello", True, "You", session_id)
    program = start("--demo")
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    # What was unread when the program was last left is read of every persona, some time after the start.
    qtbot.waitUntil(lambda: "kant" in program.desk.unread._sessions)
    assert program.window.place.session_id == shown
    return program, shown, other


def say_and_leave(qtbot: QtBot, program: Program, leave) -> None:
    """Say something, go elsewhere while the reply comes, and wait for its end."""
    edit = program.window.chat.composer.edit
    qtbot.keyClicks(edit, "Go on.")
    with qtbot.waitSignal(program.replies.ended, timeout=PATIENCE_MS):
        with qtbot.waitSignal(program.replies.began, timeout=PATIENCE_MS):
            qtbot.keyClick(edit, Qt.Key.Key_Return)
        leave()
    qtbot.waitUntil(lambda: program.worker.is_idle)


def in_list(program: Program, session_id: int):
    return program.window.sessions.list.index_of(session_id)


def in_rail(program: Program, persona_id: str = "default"):
    model = program.desk.personas
    return model.index(model.row_of(persona_id))


def marked(program: Program, session_id: int) -> bool:
    is_unread = bool(in_list(program, session_id).data(SessionRole.IS_UNREAD))
    assert is_unread == (in_rail(program).data(PersonaRole.UNREAD) == 1)
    return is_unread


def test_a_reply_that_is_seen_as_it_ends_is_not_marked(qtbot, talk, monkeypatch):
    program, shown, _other = talk
    marks = []
    verbs = import_module("personaui_desktop.operations.unread")
    monkeypatch.setattr(verbs, "mark", lambda *mark: marks.append(mark))
    say(qtbot, program, "Hello?")
    assert marks == []
    assert not marked(program, shown)
    assert read(unread) == []


def test_a_reply_in_another_conversation_is_marked_until_that_is_shown(qtbot, talk):
    program, shown, other = talk
    place = program.window.place
    say_and_leave(qtbot, program, lambda: place.show_session(other))
    qtbot.waitUntil(lambda: marked(program, shown))
    spoken = in_list(program, shown).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "unread reply" in spoken
    said = "1 conversation with an unread reply"
    assert said in in_rail(program).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said in in_rail(program).data(Qt.ItemDataRole.ToolTipRole)
    place.show_session(shown)
    qtbot.waitUntil(lambda: not marked(program, shown))
    assert said not in in_rail(program).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read(unread) == []


def test_a_reply_of_another_persona_is_marked_in_the_rail(qtbot, talk):
    program, shown, _other = talk
    place = program.window.place
    say_and_leave(qtbot, program, lambda: place.show_persona("kant"))
    qtbot.waitUntil(lambda: in_rail(program).data(PersonaRole.UNREAD) == 1)
    place.show_persona("default")
    qtbot.waitUntil(lambda: place.session_id == shown)
    qtbot.waitUntil(lambda: not marked(program, shown))


def test_a_reply_to_a_window_in_the_background_is_marked_until_that_comes_forward(qtbot, talk):
    program, shown, other = talk
    program.windows.open_at(program.window, "default", other)
    beside = program.windows.front
    qtbot.waitUntil(lambda: beside is not program.windows.open[0] and beside.isActiveWindow())
    first = program.windows.open[0]
    program.desk.unread.end("default", shown)
    qtbot.waitUntil(lambda: in_rail(program).data(PersonaRole.UNREAD) == 1)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert read(unread) == [shown]
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    qtbot.waitUntil(lambda: read(unread) == [])


def test_the_title_of_every_window_counts_them(qtbot, talk):
    program, shown, other = talk
    create_session("Theirs", "kant")
    program.windows.open_at(program.window, "default", other)
    qtbot.waitUntil(lambda: "Other" in program.windows.front.windowTitle())
    titles = [window.windowTitle() for window in program.windows.open]
    assert not any(title.startswith("(") for title in titles)
    program.desk.unread.end("default", shown)
    program.desk.unread.end("kant", 1)
    counted = [f"(2) {title}" for title in titles]
    qtbot.waitUntil(lambda: [window.windowTitle() for window in program.windows.open] == counted)
    program.windows.open[0].place.show_session(other)
    program.windows.front.place.show_session(shown)
    qtbot.waitUntil(lambda: program.windows.front.windowTitle() == f"(1) {titles[0]}")


def test_the_task_bar_points_to_the_window_with_a_reply_while_another_program_is_used(
    qtbot, talk, monkeypatch
):
    program, shown, other = talk
    program.windows.open_at(program.window, "default", other)
    first, beside = program.windows.open
    qtbot.waitUntil(beside.isActiveWindow)
    alerted = []
    monkeypatch.setattr(QApplication, "alert", alerted.append)
    program.desk.unread.end("default", shown)
    assert alerted == []
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    monkeypatch.setattr(type(beside), "isActiveWindow", lambda _window: False)
    for session_id, window in ((shown, first), (other, beside), (shown, first)):
        program.desk.unread.end("default", session_id)
        assert alerted.pop() is window
    assert alerted == []


def test_a_conversation_of_another_persona_with_the_same_number_is_another(qtbot, talk):
    program, shown, _other = talk
    place = program.window.place
    for _ in range(shown):
        theirs = create_session("Theirs", "kant")
    assert theirs == shown

    def leave() -> None:
        place.show_persona("kant")
        place.show_session(theirs)

    say_and_leave(qtbot, program, leave)
    qtbot.waitUntil(lambda: in_rail(program).data(PersonaRole.UNREAD) == 1)
    assert read(unread) == [shown]
    assert in_rail(program, "kant").data(PersonaRole.UNREAD) == 0


def test_of_two_windows_one_that_shows_it_in_front_is_enough(qtbot, talk):
    program, shown, other = talk
    program.windows.open_at(program.window, "default", other)
    beside = program.windows.front
    qtbot.waitUntil(beside.isActiveWindow)
    beside.place.show_session(shown)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    program.desk.unread.end("default", shown)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert read(unread) == []
    with qtbot.waitSignal(program.windows.gone):
        beside.close()
    program.desk.unread.end("default", other)
    qtbot.waitUntil(lambda: read(unread) == [other])


def test_what_comes_into_view_while_it_is_marked_is_seen(qtbot, talk):
    program, shown, other = talk
    program.window.place.show_session(other)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    program.desk.unread.end("default", shown)
    program.window.place.show_session(shown)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert read(unread) == []
    assert in_rail(program).data(PersonaRole.UNREAD) == 0


def test_a_minimised_window_shows_nothing(qtbot, talk):
    program, shown, _other = talk
    program.window.showMinimized()
    program.desk.unread.end("default", shown)
    qtbot.waitUntil(lambda: in_rail(program).data(PersonaRole.UNREAD) == 1)
    program.window.showNormal()
    program.window.activateWindow()
    qtbot.waitUntil(lambda: read(unread) == [])


def test_marks_outlive_the_program(qtbot, start, talk):
    program, shown, other = talk
    say_and_leave(qtbot, program, lambda: program.window.place.show_session(other))
    qtbot.waitUntil(lambda: marked(program, shown))
    again = start("--demo")
    qtbot.waitUntil(lambda: in_rail(again).data(PersonaRole.UNREAD) == 1)
    assert in_list(again, shown).data(SessionRole.IS_UNREAD)
    again.window.activateWindow()
    qtbot.waitUntil(again.window.isActiveWindow)
    again.window.place.show_session(shown)
    qtbot.waitUntil(lambda: not marked(again, shown))


def test_a_conversation_that_goes_to_the_trash_while_a_reply_comes_keeps_it_there(qtbot, talk):
    program, shown, other = talk
    window = program.window
    say_and_leave(qtbot, program, lambda: window.commands.start("session.delete"))
    assert window.place.session_id == other
    assert in_rail(program).data(PersonaRole.UNREAD) == 0
    window.commands.start("session.trash")
    qtbot.waitUntil(lambda: in_list(program, shown).isValid())
    assert in_list(program, shown).data(SessionRole.PREVIEW) not in ("", "Go on.")
    window.history.undo()
    qtbot.waitUntil(lambda: marked(program, shown))


def test_a_conversation_that_is_deleted_while_a_reply_comes_leaves_no_mark(qtbot, talk):
    program, shown, other = talk

    def leave() -> None:
        program.window.place.show_session(other)
        delete_session(shown, "default")

    say_and_leave(qtbot, program, leave)
    assert read(unread) == []
    assert in_rail(program).data(PersonaRole.UNREAD) == 0
    assert QApplication.activeWindow() is program.window


def test_what_is_written_elsewhere_stands_in_the_list(qtbot, talk):
    program, shown, other = talk
    window = program.window
    qtbot.keyClicks(window.chat.composer.edit, "I wonder")
    qtbot.waitUntil(lambda: in_list(program, shown).data(SessionRole.DRAFT) == "I wonder")
    assert window.sessions.delegate._second_line(in_list(program, shown)) == "Hello"
    window.place.show_session(other)
    qtbot.waitUntil(
        lambda: window.sessions.delegate._second_line(in_list(program, shown)) == "Draft: I wonder"
    )
    spoken = in_list(program, shown).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Draft: I wonder")
    window.place.show_session(shown)
    window.chat.composer.edit.clear()
    window.place.show_session(other)
    qtbot.waitUntil(lambda: window.sessions.delegate._second_line(in_list(program, shown)) == "Hello")


def test_a_draft_goes_from_the_list_when_it_is_sent(qtbot, talk):
    program, shown, other = talk
    window = program.window
    edit = window.chat.composer.edit
    edit.setPlainText("First 🎉\n\n- and then " + "on and on " * 500)
    qtbot.waitUntil(lambda: in_list(program, shown).data(SessionRole.DRAFT).startswith("First"))
    window.place.show_session(other)
    line = window.sessions.delegate._second_line(in_list(program, shown))
    assert line.startswith("Draft: First 🎉 - and then on and on")
    assert len(line) < 250
    assert window.sessions.list.visualRect(in_list(program, shown)).height() < 120
    window.place.show_session(shown)
    qtbot.waitUntil(lambda: edit.toPlainText().startswith("First"))
    with qtbot.waitSignal(program.replies.ended, timeout=PATIENCE_MS):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    window.place.show_session(other)
    qtbot.waitUntil(lambda: in_list(program, shown).data(SessionRole.DRAFT) == "")
    assert "Draft" not in window.sessions.delegate._second_line(in_list(program, shown))


def test_a_draft_without_a_word_is_none(qtbot, talk):
    program, shown, other = talk
    program.window.chat.composer.edit.setPlainText(" \n ")
    program.window.place.show_session(other)
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert program.window.sessions.delegate._second_line(in_list(program, shown)) == "Hello"
