"""Branching off at a message, as a person does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from support.branches import line_of
from support.chat_stage import Stage
from support.files import accept_rows, execute, refuse_rows

from personaui_desktop.database import copying, get_all_sessions, get_chat_history
from personaui_desktop.operations import branches
from personaui_desktop.widgets.common import slow_notice
from personaui_desktop.widgets.common.notices import Notice


def branch(stage: Stage, row: int) -> None:
    stage.pane.commands["message.branch"].run(stage.model.message(row))


def test_a_branch_has_all_up_to_the_message_and_is_shown(stage: Stage) -> None:
    session_id = stage.session("One", "Two", "Three", "Four", title="A walk")
    stage.go_to(session_id)
    stage.pane.transcript.setFocus()
    stage.pane.transcript.scene.set_current(stage.model.message(1).id)
    stage.pane.commands.start("message.branch")
    stage.shows("One", "Two")
    copy_id = stage.place.session_id
    assert copy_id is not None
    assert copy_id != session_id
    assert [each["message"] for each in get_chat_history(session_id=session_id)] == [
        "One",
        "Two",
        "Three",
        "Four",
    ]
    titles = {each["id"]: each["title"] for each in get_all_sessions()}
    assert titles[copy_id] == "A walk (branch)"
    origin = branches.origin("default", copy_id).work()
    assert origin is not None
    assert origin.trunk_id == session_id
    assert stage.pane.composer.edit.hasFocus()


def test_a_long_conversation_is_there_whole_in_the_end(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK", 70)
    session_id = stage.session(*(f"Message {number}" for number in range(300)))
    stage.go_to(session_id)
    branch(stage, stage.model.rowCount() - 2)
    stage.until(lambda: stage.place.session_id != session_id)
    stage.until(lambda: stage.model.older + stage.model.rowCount() == 299)
    assert stage.texts()[-1] == "Message 298"


def test_a_branch_for_which_the_disk_was_full_is_made_whole_where_it_is_shown_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, told: list[Notice], data_dir: Path
) -> None:
    monkeypatch.setattr(copying, "CHUNK", 70)
    session_id = stage.session(*(f"Message {number}" for number in range(300)))
    last = get_chat_history(1, session_id)[0]["id"]
    copy_id = branches.branch_from("default", session_id, last, "Aside").work()
    refuse_rows(data_dir / "main.db", "message_moves")
    stage.go_to(copy_id)
    stage.until(lambda: bool(told))
    stage.settle()
    assert len(get_chat_history(1000, copy_id)) == 70
    accept_rows(data_dir / "main.db", "message_moves")
    stage.go_to(session_id)
    stage.go_to(copy_id)
    stage.until(lambda: stage.model.older + stage.model.rowCount() == 300)
    assert stage.texts()[-1] == "Message 299"


def test_a_draft_stays_where_it_was_written(stage: Stage) -> None:
    session_id = stage.session("One", "Two")
    stage.go_to(session_id)
    stage.pane.composer.set_text("half a thought")
    branch(stage, 0)
    stage.shows("One")
    assert stage.pane.composer.text == ""
    stage.go_to(session_id)
    assert stage.pane.composer.text == "half a thought"


def test_a_message_that_another_program_deleted_is_told(
    stage: Stage, told: list[Notice], data_dir: Path
) -> None:
    session_id = stage.session("One", "Two")
    stage.go_to(session_id)
    execute(data_dir / "main.db", f"DELETE FROM chat_messages WHERE id = {stage.model.message(1).id}")
    branch(stage, 1)
    stage.until(lambda: bool(told))
    assert told[-1].kind == "warning"
    assert stage.place.session_id == session_id
    assert len(get_all_sessions()) == 1


def test_not_from_a_reply_that_is_being_written(stage: Stage, told: list[Notice]) -> None:
    session_id = stage.session("One", "Two")
    stage.go_to(session_id)
    stage.pane.composer.edit.insertPlainText("Three")
    stage.press(Qt.Key.Key_Return)
    stage.until(lambda: stage.model.rowCount() == 4)
    reply = stage.model.message(3)
    assert not stage.pane.commands["message.branch"].can(reply)
    branch(stage, 3)
    assert told[-1].text == "The reply is still being written."
    assert len(get_all_sessions()) == 1


def test_who_has_moved_on_stays_there(stage: Stage) -> None:
    session_id, other = stage.session("One", "Two"), stage.session("Else")
    stage.go_to(session_id)
    branch(stage, 0)
    stage.place.show_session(other)
    stage.settle()
    assert stage.place.session_id == other
    assert len(get_all_sessions()) == 3


def test_who_moves_on_while_a_branch_is_opened_stays_there(stage: Stage) -> None:
    session_id, other = stage.session("One", "Two"), stage.session("Else")
    stage.go_to(session_id)
    stage.pane.messages_requested.emit(session_id, 1, 1)
    stage.place.show_session(other)
    stage.settle()
    assert stage.place.session_id == other


def test_a_branch_that_takes_long_to_open_says_so_until_it_is_there(
    stage: Stage, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_notice, "SLOW_MS", 0)
    withdrawn: list[Notice] = []
    stage.notices.withdrawn.connect(withdrawn.append)
    trunk, deepest = line_of(300)
    stage.go_to(trunk)
    stage.pane.messages_requested.emit(deepest, 0, 0)
    stage.until(lambda: bool(told))
    assert told[0].text == "The branch is being opened."
    stage.until(lambda: withdrawn == told)
    stage.settle()
    assert stage.texts()[-1] == "Answered 299"


def test_a_branch_that_is_there_at_once_says_nothing(stage: Stage, told: list[Notice]) -> None:
    trunk, deepest = line_of(1)
    stage.go_to(trunk)
    stage.pane.messages_requested.emit(deepest, 0, 0)
    stage.until(lambda: stage.texts()[-1:] == ["Answered 0"])
    stage.settle()
    assert told == []
