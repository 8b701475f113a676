"""What is written and not sent yet is back at the next start."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.programs import Start, say, shown_messages


def test_what_was_written_is_there_after_a_restart_and_gone_once_it_is_sent(
    qtbot: QtBot, start: Start
) -> None:
    program = start()
    qtbot.keyClicks(program.window.chat.composer.edit, "For a first conversation")
    program = start()
    assert program.window.chat.composer.text == "For a first conversation"
    say(qtbot, program, "!")
    first = program.window.place.session_id
    program.window.sessions.new_session()
    qtbot.waitUntil(lambda: program.window.place.session_id != first and program.worker.is_idle)
    qtbot.keyClicks(program.window.chat.composer.edit, "in the second")
    second = program.window.place.session_id
    program.window.place.show_session(first)
    qtbot.keyClicks(program.window.chat.composer.edit, "in the first")
    program = start()
    assert program.window.place.session_id == first
    assert program.window.chat.composer.text == "in the first"
    program.window.place.show_session(second)
    assert program.window.chat.composer.text == "in the second"
    program.window.place.show_session(None)
    assert program.window.chat.composer.text == ""
    program.window.place.show_session(second)
    say(qtbot, program, "!")
    assert shown_messages(program)[-2] == "in the second!"
    program = start()
    assert program.window.chat.composer.text == ""
    program.window.place.show_session(first)
    assert program.window.chat.composer.text == "in the first"


def test_a_message_on_its_way_when_the_window_closes_is_stored_and_no_draft(
    qtbot: QtBot, start: Start
) -> None:
    edit = start().window.chat.composer.edit
    qtbot.keyClicks(edit, "Last words")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    program = start()
    assert "Last words" in shown_messages(program)
    assert program.window.chat.composer.text == ""


def test_what_waits_for_a_new_conversation_does_not_come_along_into_the_last_one(
    qtbot: QtBot, start: Start
) -> None:
    program = start()
    say(qtbot, program, "Hello")
    program.window.place.show_session(None)
    qtbot.keyClicks(program.window.chat.composer.edit, "Another matter")
    program = start()
    assert program.window.place.session_id is not None
    assert program.window.chat.composer.text == ""
    program.window.place.show_session(None)
    assert program.window.chat.composer.text == "Another matter"
