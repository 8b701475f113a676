from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_stage import Stage

from personaui_desktop.database import delete_session, get_chat_history
from personaui_desktop.operations import branches, sessions


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
