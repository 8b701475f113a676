from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_stage import Stage

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import delete_session, get_chat_history
from personaui_desktop.operations import branches, drafts, sessions
from personaui_desktop.records.branches import BranchOrigin


def first_id(session_id: int) -> int:
    found: int = get_chat_history(session_id=session_id)[0]["id"]
    return found


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
    assert origin.accessibleName() == "Branched from \u2068A walk\u2069 (deleted)"
    assert not origin.isEnabled()
    stage.pane.commands.start("session.origin")
    stage.settle()
    assert stage.place.session_id == copy_id


def test_where_one_goes_nothing_is_left_of_the_link_of_elsewhere(stage: Stage) -> None:
    session_id = stage.session("One", title="A walk")
    copy_id = branches.branch_from("default", session_id, first_id(session_id), "Aside").work()
    stage.go_to(copy_id)
    assert stage.pane.header.origin.isVisible()
    stage.place.show_session(session_id)
    assert not stage.pane.header.origin.isVisible(), "also while it is still being read"
    assert not stage.pane.commands["session.origin"].can()


def test_what_was_read_of_elsewhere_is_not_shown_here(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    session_id = stage.session("One", title="A walk")
    copy_id = branches.branch_from("default", session_id, first_id(session_id), "Aside").work()
    stage.go_to(session_id)
    shown: list[tuple[int | None, str]] = []
    show = stage.pane.header.show_origin

    def noted(words: str, *others: str, can_go: bool) -> None:
        shown.append((stage.place.session_id, words))
        show(words, *others, can_go=can_go)

    monkeypatch.setattr(stage.pane.header, "show_origin", noted)
    stage.place.show_session(copy_id)
    stage.place.show_session(session_id)
    stage.settle()
    stage.place.show_session(copy_id)
    stage.settle()
    assert {words for where, words in shown if where == session_id} == {""}
    assert shown[-1] == (copy_id, "Branched from \u2068A walk\u2069")


def test_it_is_not_read_again_for_what_is_written(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    session_id = stage.session("One", title="A walk")
    stage.go_to(session_id)
    asked: list[object] = []
    origin = branches.origin

    def noted(*where: Any) -> Operation[BranchOrigin | None]:
        asked.append(where)
        return origin(*where)

    monkeypatch.setattr(branches, "origin", noted)
    stage.pane.run(drafts.put("default", session_id, "Half"), stage.pane)
    stage.settle()
    assert asked == []
    stage.pane.run(sessions.rename("default", session_id, "A long walk"), stage.pane)
    stage.settle()
    assert len(asked) == 1
