"""What can be done with each text that waits: edited, in its place, and shown, however many they are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from support.chat_stage import Stage
from support.on_file import read
from support.queues import bar_of, begin, click, end, in_file, queue, waiting

from personaui_desktop.database.drafts import get_drafts


def test_edited_it_is_back_in_the_composer_behind_what_is_written(stage: Stage) -> None:
    session_id, _ = begin(stage)
    queue(stage, "One", "Two")
    stage.pane.composer.edit.insertPlainText("Now")
    click(bar_of(stage.pane).rows[0].edit_button)
    stage.until(lambda: stage.pane.composer.text == "Now\nOne")
    stage.settle()
    assert waiting(stage.pane) == in_file(session_id) == ["Two"]
    assert read(get_drafts) == {session_id: "Now\nOne"}
    assert stage.pane.composer.edit.hasFocus()


def test_what_is_typed_while_it_comes_back_is_in_the_file_with_it(stage: Stage) -> None:
    session_id, _ = begin(stage)
    queue(stage, "One")
    bar_of(stage.pane).rows[0].edit_button.click()
    stage.pane.composer.edit.insertPlainText("Now")
    stage.until(lambda: stage.pane.composer.text == "Now\nOne")
    stage.settle()
    assert read(get_drafts) == {session_id: "Now\nOne"}


def test_edited_by_keyboard_the_last_comes_back_and_can_wait_again(stage: Stage) -> None:
    session_id, _ = begin(stage)
    queue(stage, "One", "Two")
    stage.pane.commands.start("queue.edit")
    stage.until(lambda: stage.pane.composer.text == "Two")
    queue(stage, " and a half")
    assert in_file(session_id) == ["One", "Two and a half"]
    assert read(get_drafts) == {}


def edit_first(stage: Stage) -> None:
    click(bar_of(stage.pane).rows[0].edit_button)
    stage.until(lambda: stage.pane.composer.text == "One")
    stage.settle()


def test_edited_it_keeps_its_place_and_the_next_one_waits_behind_all(stage: Stage) -> None:
    session_id, _ = begin(stage)
    queue(stage, "One", "Two", "Three")
    edit_first(stage)
    queue(stage, " and a half", "Four")
    assert waiting(stage.pane)[:2] == ["One and a half", "Two"]
    assert in_file(session_id) == ["One and a half", "Two", "Three", "Four"]


def test_its_place_is_kept_while_others_go_out_and_another_conversation_is_shown(stage: Stage) -> None:
    session_id, stream = begin(stage)
    queue(stage, "One", "Two", "Three")
    edit_first(stage)
    stage.go_to(stage.session())
    stage.responder.next_stream()
    end(stage, stream, "A.")
    stage.until(lambda: in_file(session_id) == ["Three"])
    stage.go_to(session_id)
    queue(stage, " and a half")
    assert in_file(session_id) == ["One and a half", "Three"]


def test_what_is_written_in_the_place_of_an_edit_that_was_given_up_waits_behind_all(stage: Stage) -> None:
    session_id, _ = begin(stage)
    queue(stage, "One", "Two")
    edit_first(stage)
    stage.pane.composer.edit.selectAll()
    stage.press(Qt.Key.Key_Delete)
    stage.until(lambda: read(get_drafts) == {})
    queue(stage, "Three")
    assert in_file(session_id) == ["Two", "Three"]


def test_two_that_are_edited_together_have_the_place_of_the_first(stage: Stage) -> None:
    session_id, _ = begin(stage)
    queue(stage, "One", "Two", "Three")
    edit_first(stage)
    click(bar_of(stage.pane).rows[1].edit_button)
    stage.until(lambda: stage.pane.composer.text == "One\nThree")
    queue(stage, "!")
    assert in_file(session_id) == ["One!\nThree", "Two"]


def test_what_is_edited_while_another_conversation_is_shown_is_its_draft(stage: Stage) -> None:
    session_id, _ = begin(stage)
    other = stage.session()
    queue(stage, "One")
    bar_of(stage.pane).rows[0].edit_button.click()
    stage.place.show_session(other)
    stage.settle()
    assert stage.pane.composer.text == ""
    assert read(get_drafts) == {session_id: "One"}
    stage.go_to(session_id)
    assert stage.pane.composer.text == "One"


def test_many_are_counted_and_the_first_shown_until_all_are_asked_for(stage: Stage) -> None:
    session_id, _ = begin(stage)
    queue(stage, *"123456789")
    bar = bar_of(stage.pane)
    assert waiting(stage.pane) == ["1", "2", "3"]
    assert bar.further.text() == "Show 6 more"
    click(bar.further)
    assert waiting(stage.pane) == list("123456789")
    assert bar.further.text() == "Show fewer"
    bar.rows[8].edit_button.setFocus()
    click(bar.rows[8].edit_button)
    stage.until(lambda: stage.pane.composer.text == "9")
    stage.until(lambda: waiting(stage.pane) == list("12345678"))
    click(bar.rows[4].take_back_button)
    stage.until(lambda: waiting(stage.pane) == list("1234678"))
    assert in_file(session_id) == list("1234678")
    click(bar.further)
    assert waiting(stage.pane) == ["1", "2", "3"]


def test_all_that_wait_leave_room_for_the_conversation(stage: Stage) -> None:
    begin(stage)
    queue(stage, *map(str, range(20)))
    bar = bar_of(stage.pane)
    click(bar.further)
    lines = bar.findChild(QScrollArea)
    stage.until(lambda: lines.verticalScrollBar().maximum() > 0)
    assert bar.height() < stage.pane.height() / 2
