from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from support.chat_stage import Stage
from support.on_file import write
from support.said_otherwise import chosen_text, say_otherwise, version_texts
from support.transcript_hands import click_part, point_at
from support.version_talk import talk_in_versions

from personaui_desktop.database import get_db_connection
from personaui_desktop.database.replies import begin_anew
from personaui_desktop.operations import memories, remembering
from personaui_desktop.records.memories import SourceState
from personaui_desktop.widgets.chat.transcript.layout.placement import Placed
from personaui_desktop.widgets.chat.transcript.parts import PartKind
from personaui_desktop.widgets.common.notices import Notice


def open_list(stage: Stage) -> QMenu:
    found: list[QMenu] = []

    def is_open() -> bool:
        found[:] = [menu for menu in stage.pane.transcript.findChildren(QMenu) if menu.isVisible()]
        return bool(found)

    stage.until(is_open)
    return found[0]


def lines(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if action.isCheckable()]


def test_the_arrows_beneath_a_message_go_through_its_versions(stage: Stage) -> None:
    talk_in_versions(stage)
    view = stage.pane.transcript
    for kind, text in (
        (PartKind.VERSION_BACK, "Two"),
        (PartKind.VERSION_BACK, "One"),
        (PartKind.VERSION_ON, "Two"),
    ):
        click_part(view, 2, kind)
        stage.shows("Hello there", text, "Go on", "Gladly")
        assert chosen_text(2) == text
        stage.settle()
    click_part(view, 1, PartKind.VERSION_BACK)
    stage.shows("Hello", "Two", "Go on", "Gladly")


def test_a_version_is_deleted_and_comes_back(stage: Stage, told: list[Notice]) -> None:
    talk_in_versions(stage)
    stage.pane.commands.start("version.delete")
    stage.shows("Hello there", "Two", "Go on", "Gladly")
    assert version_texts(2) == ["One", "Two"]
    notice = told[-1]
    assert notice.text == "Version deleted."
    assert notice.action is not None
    notice.action[1]()
    stage.shows("Hello there", "Three", "Go on", "Gladly")
    assert version_texts(2) == ["One", "Two", "Three"]


def test_all_versions_are_listed_and_chosen_by_key(stage: Stage) -> None:
    talk_in_versions(stage)
    click_part(stage.pane.transcript, 2, PartKind.VERSIONS)
    menu = open_list(stage)
    found = lines(menu)
    assert [action.isChecked() for action in found] == [False, False, True]
    assert [action.text().split(" (")[0] for action in found] == ["1. One", "2. Two", "3. Three"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    stage.shows("Hello there", "One", "Go on", "Gladly")


def test_a_listed_version_that_was_deleted_meanwhile_is_told_of(stage: Stage, told: list[Notice]) -> None:
    talk_in_versions(stage)
    stage.pane.commands.start("version.list")
    first = lines(open_list(stage))[0]
    connection = get_db_connection("default")
    connection.execute("DELETE FROM message_versions WHERE message_id = 2 AND content = 'One'")
    connection.commit()
    connection.close()
    first.trigger()
    stage.until(lambda: bool(told))
    assert told[-1].text == "This version no longer exists."
    assert stage.texts()[1] == "Three"


def test_no_version_is_chosen_while_one_arrives(stage: Stage, told: list[Notice]) -> None:
    session_id = talk_in_versions(stage)
    write(begin_anew, 2, "Mia", "another run")
    stage.go_to(None)
    stage.go_to(session_id)
    stage.pane.commands.start("version.back")
    stage.until(lambda: bool(told))
    assert version_texts(2) == ["One", "Two", "Three", ""]


def has_height_otherwise(stage: Stage, before: Placed) -> bool:
    now = stage.pane.transcript.scene.row_of(before.laid.message.id)
    return now is not None and now.bottom - now.top != before.bottom - before.top


def test_what_is_beneath_a_message_stays_while_its_versions_are_looked_through(stage: Stage) -> None:
    session_id = stage.session(*(f"said {number}" for number in range(40)))
    long = "\n\n".join(f"Line {number} of it." for number in range(4))
    say_otherwise(session_id, 20, long, "short")
    stage.go_to(session_id)
    view = stage.pane.transcript
    view.hands.explorer.show_message(20)
    stage.until(lambda: view.scene.row_of(20) is not None)
    stage.settle()
    for text in (long, "said 19"):
        row = view.scene.row_of(20)
        assert row is not None
        assert not view.scene.placement.sticks_to_end
        click_part(view, 20, PartKind.VERSION_BACK)
        stage.until(partial(has_height_otherwise, stage, row))
        now = view.scene.row_of(20)
        assert now is not None
        assert (now.laid.message.text, now.bottom) == (text, row.bottom)
        stage.settle()


def test_a_memory_of_what_another_version_said_says_that_its_messages_have_changed(stage: Stage) -> None:
    session_id = talk_in_versions(stage)
    plan = remembering.plan_range("default", session_id, 1, 2).work()
    stage.pane.commands.start("version.back")
    stage.shows("Hello there", "Two", "Go on", "Gladly")
    (proposal_id,) = remembering.propose(plan, ["They greeted."]).work()
    remembering.accept("default", proposal_id, "They greeted.").work()
    memories.compare("default").work()
    (memory,) = memories.listing("default").work()
    assert memory.source is SourceState.CHANGED
    stage.pane.commands.start("version.on")
    stage.shows("Hello there", "Three", "Go on", "Gladly")
    stage.settle()
    memories.compare("default").work()
    (memory,) = memories.listing("default").work()
    assert memory.source is SourceState.SAME


def test_a_message_with_one_version_has_no_switch(stage: Stage) -> None:
    talk_in_versions(stage)
    row = stage.pane.transcript.scene.row_of(4)
    assert row is not None
    assert row.laid.rects.switch.number.isEmpty()
    point_at(stage.pane.transcript, row.laid.rects.bubble.translated(0, row.top).center().toPoint())
    assert stage.pane.transcript.scene.hovered_id == 4
