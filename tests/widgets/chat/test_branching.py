"""Branching off at a message, as a person does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_stage import Stage
from support.files import execute

from personaui_desktop.database import copying, delete_session, get_all_sessions, get_chat_history
from personaui_desktop.operations import branches, sessions
from personaui_desktop.widgets.chat.branch_map import BranchMapDialog
from personaui_desktop.widgets.common.notices import Notice


@pytest.fixture
def told(stage: Stage) -> list[Notice]:
    notices: list[Notice] = []
    stage.notices.shown.connect(notices.append)
    return notices


def first_id(session_id: int) -> int:
    found: int = get_chat_history(session_id=session_id)[0]["id"]
    return found


def branch(stage: Stage, row: int) -> None:
    stage.pane.commands["message.branch"].run(stage.model.message(row))


def test_a_branch_has_all_up_to_the_message_and_is_shown(stage: Stage) -> None:
    session_id = stage.session("One", "Two", "Three", "Four", title="A walk")
    stage.go_to(session_id)
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


def parked(stage: Stage) -> tuple[int, int]:
    """A conversation with a tail that was replaced, and what holds that tail."""
    session_id = stage.session("One", "Two", "Three", "Four", title="A walk")
    third = get_chat_history(session_id=session_id)[2]["id"]
    branches.say_instead("default", session_id, third, "Else").work()
    found = branches.map_of("default", session_id).work()
    return session_id, next(each.session_id for each in found if each.origin)


def opened_map(stage: Stage) -> BranchMapDialog:
    stage.pane.commands.start("session.branches")
    stage.settle()
    return next(each for each in stage.pane.findChildren(BranchMapDialog) if each.isVisible())


def test_the_map_tells_what_came_from_what_and_how_long_it_is(stage: Stage) -> None:
    session_id, _ = parked(stage)
    copy_id = branches.branch_from("default", session_id, first_id(session_id), "Aside").work()
    stage.go_to(copy_id)
    dialog = opened_map(stage)
    trunk = dialog.map.topLevelItem(0)
    assert dialog.map.topLevelItemCount() == 1
    lines = [item.text(0).split("\n") for item in (trunk, trunk.child(0), trunk.child(1))]
    assert [line[0] for line in lines] == ["A walk", "A walk", "Aside"]
    assert [line[1] for line in lines[1:]] == [
        "Replaced in \u2068A walk\u2069",
        "Branched from \u2068A walk\u2069",
    ]
    assert [line[-1].split(" · ", 1)[1] for line in lines] == [
        "3 messages",
        "2 messages of its own",
        "0 messages of its own · shown now",
    ]
    assert dialog.map.currentItem() is trunk.child(1)
    assert trunk.isExpanded()


@pytest.mark.parametrize("by_key", [True, False])
def test_a_parked_tail_is_opened_in_its_place_by_enter_or_click(stage: Stage, by_key: bool) -> None:
    session_id, _ = parked(stage)
    stage.go_to(session_id)
    stage.shows("One", "Two", "Else")
    dialog = opened_map(stage)
    if by_key:
        QTest.keyClick(dialog.map, Qt.Key.Key_Down)
        QTest.keyClick(dialog.map, Qt.Key.Key_Return)
    else:
        at = dialog.map.visualItemRect(dialog.map.topLevelItem(0).child(0)).center()
        QTest.mouseClick(dialog.map.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not dialog.isVisible()
    stage.shows("One", "Two", "Three", "Four")
    assert stage.place.session_id == session_id


def test_a_copy_is_gone_to(stage: Stage) -> None:
    session_id = stage.session("One", "Two")
    copy_id = branches.branch_from("default", session_id, first_id(session_id), "Aside").work()
    stage.go_to(session_id)
    dialog = opened_map(stage)
    QTest.keyClick(dialog.map, Qt.Key.Key_Down)
    QTest.keyClick(dialog.map, Qt.Key.Key_Return)
    stage.shows("One")
    assert stage.place.session_id == copy_id


def test_a_conversation_without_branches_says_how_to_begin_one(stage: Stage) -> None:
    stage.go_to(stage.session("One"))
    dialog = opened_map(stage)
    assert "Branch from here" in dialog.hint.text()
    assert dialog.hint.isVisible()
    assert not dialog.map.isVisible()
    stage.go_to(None)
    assert opened_map(stage).hint.isVisible()


def test_a_branch_that_cannot_be_opened_now_is_told(stage: Stage, told: list[Notice]) -> None:
    session_id, _ = parked(stage)
    stage.go_to(session_id)
    stage.say("More")
    stage.until(lambda: stage.pane.is_replying)
    dialog = opened_map(stage)
    QTest.keyClick(dialog.map, Qt.Key.Key_Down)
    QTest.keyClick(dialog.map, Qt.Key.Key_Return)
    stage.until(lambda: bool(told))
    assert "More" in stage.texts()


def test_the_header_links_to_the_message_where_it_branched_off(stage: Stage) -> None:
    session_id = stage.session("One", "Two", "Three", title="A walk")
    fork = get_chat_history(session_id=session_id)[1]["id"]
    stage.go_to(session_id)
    origin = stage.pane.header.origin
    assert not origin.isVisible()
    assert not stage.pane.commands["session.origin"].can()
    copy_id = branches.branch_from("default", session_id, fork, "Aside").work()
    stage.go_to(copy_id)
    assert origin.isVisible()
    assert origin.accessibleName() == "Branched from \u2068A walk\u2069. Go there"
    QTest.mouseClick(origin, Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.pane.transcript.scene.selected_ids == (fork, fork))
    assert stage.place.session_id == session_id
    assert not origin.isVisible()


def test_the_link_follows_the_title_and_says_where_that_is_deleted(stage: Stage) -> None:
    session_id = stage.session("One", title="A walk")
    copy_id = branches.branch_from("default", session_id, first_id(session_id), "Aside").work()
    stage.go_to(copy_id)
    origin = stage.pane.header.origin
    stage.pane.run(sessions.rename("default", session_id, "A long walk"), stage.pane)
    stage.until(lambda: "A long walk" in origin.accessibleName())
    delete_session(session_id)
    stage.go_to(None)
    stage.go_to(copy_id)
    assert origin.accessibleName() == "Branched from \u2068A walk\u2069, which is deleted"
    assert not origin.isEnabled()
    stage.pane.commands.start("session.origin")
    stage.settle()
    assert stage.place.session_id == copy_id
