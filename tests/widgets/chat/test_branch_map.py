from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_stage import Stage
from support.files import execute
from support.on_file import read

from personaui_desktop.database import delete_session, get_chat_history
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.listing import list_sessions
from personaui_desktop.operations import branches, sessions
from personaui_desktop.widgets.chat.branch_map import ID_ROLE, BranchMapDialog
from personaui_desktop.widgets.common.notices import Notice


def first_id(session_id: int) -> int:
    found: int = get_chat_history(session_id=session_id)[0]["id"]
    return found


def listed(file: PersonaFile) -> list[int]:
    return [each.id for each in list_sessions(file)]


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
    assert [line[0] for line in lines] == ["A walk", "Three", "Aside"]
    assert [line[1] for line in lines[1:]] == [
        "Replaced in \u2068A walk\u2069",
        "Branched from \u2068A walk\u2069",
    ]
    assert [line[-1].split(" · ", 1)[1] for line in lines] == [
        "3 messages",
        "2 messages of its own",
        "no messages of its own yet · shown now",
    ]
    assert dialog.map.currentItem() is trunk.child(1)
    assert "Branched from" in trunk.child(1).toolTip(0)
    assert trunk.isExpanded()


def test_a_tail_that_was_parked_with_another_one_lies_below_it(stage: Stage) -> None:
    session_id, first = parked(stage)
    second = get_chat_history(session_id=session_id)[1]["id"]
    branches.say_instead("default", session_id, second, "Otherwise").work()
    stage.go_to(session_id)
    trunk = opened_map(stage).map.topLevelItem(0)
    assert (trunk.childCount(), trunk.child(0).childCount()) == (1, 1)
    assert trunk.child(0).child(0).data(0, ID_ROLE) == first
    assert trunk.child(0).text(0).startswith("Two\n")


def test_the_only_branch_of_a_conversation_that_is_deleted_is_in_the_map(stage: Stage) -> None:
    session_id = stage.session("One", title="A walk")
    copy_id = branches.branch_from("default", session_id, first_id(session_id), "Aside").work()
    delete_session(session_id)
    stage.go_to(copy_id)
    dialog = opened_map(stage)
    lines = dialog.map.topLevelItem(0).text(0).split("\n")
    assert lines[:2] == ["Aside", "Branched from \u2068A walk\u2069 (deleted)"]
    assert "shown now" in lines[2]
    assert not dialog.hint.isVisible()


def test_a_tail_whose_conversation_is_deleted_is_listed_shown_told_and_gone_on_with(stage: Stage) -> None:
    session_id, tail = parked(stage)
    assert tail not in read(listed)
    delete_session(session_id)
    assert tail in read(listed)
    stage.go_to(tail)
    stage.shows("Three", "Four")
    told_words = "Replaced in \u2068A walk\u2069 (deleted)"
    stage.until(lambda: stage.pane.header.origin.accessibleName() == told_words)
    assert "shown now" in opened_map(stage).map.topLevelItem(0).text(0)
    stage.say("Five")
    stage.until(lambda: stage.texts()[:3] == ["Three", "Four", "Five"])


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


def test_who_opens_a_parked_tail_sees_its_end(stage: Stage) -> None:
    session_id = stage.session(*(f"Message {number}" for number in range(80)))
    last = get_chat_history(1, session_id)[0]["id"]
    branches.say_instead("default", session_id, last - 20, "Else").work()
    stage.go_to(session_id)
    stage.pane.transcript.scroller.scroll_by(-2_000)
    dialog = opened_map(stage)
    dialog.map.itemActivated.emit(dialog.map.topLevelItem(0).child(0), 0)
    stage.until(lambda: stage.texts()[-1:] == ["Message 79"])
    stage.settle()
    stage.pane.transcript.throttle.flush()
    assert stage.pane.transcript.scene.placement.placed[-1].laid.message.id == last


def test_choosing_what_is_shown_closes_the_map_and_goes_nowhere(stage: Stage) -> None:
    session_id, _ = parked(stage)
    stage.go_to(session_id)
    dialog, chosen = opened_map(stage), []
    dialog.chosen.connect(chosen.append)
    QTest.keyClick(dialog.map, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert chosen == []


def test_a_branch_in_the_trash_says_so(stage: Stage) -> None:
    session_id = stage.session("One", title="A walk")
    copy_id = branches.branch_from("default", session_id, first_id(session_id), "Aside").work()
    sessions.trash("default", [copy_id]).work()
    stage.go_to(session_id)
    trunk = opened_map(stage).map.topLevelItem(0)
    assert "in the trash" not in trunk.text(0)
    assert trunk.child(0).text(0).endswith(" · in the trash")


def test_a_file_that_cannot_be_read_is_told_in_the_map(stage: Stage, data_dir: Path) -> None:
    session_id, _ = parked(stage)
    stage.go_to(session_id)
    execute(data_dir / "main.db", "DROP TABLE session_branches")
    dialog = opened_map(stage)
    assert "main.db" in dialog.hint.text()
    assert not dialog.map.isVisible()


def test_of_very_many_the_nearest_are_listed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    session_id, _ = parked(stage)
    for title in ("Aside", "Afar"):
        branches.branch_from("default", session_id, first_id(session_id), title).work()
    stage.go_to(session_id)
    dialog = opened_map(stage)
    assert not dialog.hint.isVisible()
    dialog.reject()
    monkeypatch.setattr(branches, "MOST_LISTED", 3)
    dialog = opened_map(stage)
    assert dialog.hint.text() == "The 3 nearest branches are listed."
    assert dialog.hint.isVisible()
    assert dialog.map.isVisible()
    assert dialog.map.topLevelItem(0).childCount() == 2
