"""Messages changed where they stand, as a person does it."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.chat_stage import Stage
from support.files import accept_rows, execute, refuse_rows

from personaui_desktop.database import get_chat_history
from personaui_desktop.operations import edit_drafts, undo
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.rewriting.editor import RewriteEditor
from personaui_desktop.widgets.chat.transcript.paint.message import tool_rects
from personaui_desktop.widgets.chat.transcript.parts import PartKind
from personaui_desktop.widgets.common.notices import Notice

CTRL = Qt.KeyboardModifier.ControlModifier


def editor_of(stage: Stage) -> RewriteEditor:
    return stage.pane.findChild(RewriteEditor)


def stored(session_id: int) -> list[str]:
    return [message["message"] for message in get_chat_history(session_id=session_id)]


def the_offer(stage: Stage) -> Banner:
    """The banner that offers to go on with what was not saved."""
    return next(
        banner
        for banner in stage.pane.foot.findChildren(Banner)
        if "Discard" in [button.text().replace("&", "") for button in banner.buttons]
    )


def begin(stage: Stage, row: int) -> RewriteEditor:
    """Go to a message by keyboard and press E."""
    transcript = stage.pane.transcript
    transcript.setFocus(Qt.FocusReason.TabFocusReason)
    stage.until(lambda: bool(transcript.scene.placement.placed))
    transcript.scene.set_current(stage.model.message(row).id)
    QTest.keyClick(transcript, Qt.Key.Key_E)
    editor = editor_of(stage)
    assert editor.isVisible()
    return editor


def in_file(stage: Stage, session_id: int) -> dict[int, str]:
    stage.settle()
    return edit_drafts.all_in("default", session_id).work()


def test_e_changes_the_current_message_and_ctrl_enter_saves(stage: Stage) -> None:
    session_id = stage.session("One", "Tow", "Three")
    stage.go_to(session_id)
    editor = begin(stage, 1)
    assert editor.field.toPlainText() == "Tow"
    editor.field.selectAll()
    QTest.keyClicks(editor.field, "Two")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    QTest.keyClicks(editor.field, "and more")
    QTest.keyClick(editor.field, Qt.Key.Key_Return, CTRL)
    stage.shows("One", "Two\nand more", "Three")
    assert stored(session_id) == ["One", "Two\nand more", "Three"]
    assert not editor.isVisible()
    assert stage.pane.transcript.hasFocus()
    assert in_file(stage, session_id) == {}
    undo.undo("default").work()
    assert stored(session_id) == ["One", "Tow", "Three"]


def test_the_editor_lies_in_its_bubble_which_makes_room(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two", "Three"))
    editor = begin(stage, 1)
    scene = stage.pane.transcript.scene
    message_id = stage.model.message(1).id

    def fits() -> bool:
        row = scene.row_of(message_id)
        assert row is not None
        body = row.laid.rects.body.translated(0, row.top).toRect()
        return body.topLeft() == editor.pos() and abs(body.height() - editor.height()) <= 1

    stage.until(fits)
    low = editor.height()
    for _ in range(4):
        QTest.keyClick(editor.field, Qt.Key.Key_Return)
    stage.until(lambda: editor.height() > low and fits())


def test_the_tool_beside_ones_own_message_edits_it(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two"))
    transcript = stage.pane.transcript
    stage.until(lambda: len(transcript.scene.placement.placed) == 2)
    row = transcript.scene.placement.placed[0]
    kinds = dict(tool_rects(row.laid, row.top))
    at = kinds[PartKind.EDIT].translated(0, row.top).center().toPoint()
    QTest.mouseMove(transcript.viewport(), at)
    QTest.mouseClick(transcript.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert editor_of(stage).isVisible()
    assert tool_rects(transcript.scene.messages.at(0)) == []


def test_up_in_an_empty_composer_edits_ones_own_last(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two", "Three", "Four"))
    stage.press(Qt.Key.Key_Up)
    editor = editor_of(stage)
    assert editor.message is not None
    assert editor.message.text == "Three"
    assert editor.field.hasFocus()


def test_up_where_something_is_written_does_not(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two"))
    stage.pane.composer.set_text("x")
    stage.press(Qt.Key.Key_Up)
    assert not editor_of(stage).isVisible()


def test_escape_leaves_and_asks_only_if_something_changed(stage: Stage) -> None:
    session_id = stage.session("One", "Two")
    stage.go_to(session_id)
    editor = begin(stage, 0)
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    begin(stage, 0)
    QTest.keyClicks(editor.field, "x")
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.keep_button.hasFocus()
    QTest.keyClick(editor.keep_button, Qt.Key.Key_Space)
    assert editor.field.hasFocus()
    assert editor.field.toPlainText() == "Onex"
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    QTest.mouseClick(editor.discard_button, Qt.MouseButton.LeftButton)
    assert not editor.isVisible()
    assert in_file(stage, session_id) == {}
    assert stored(session_id) == ["One", "Two"]
    assert not stage.pane.is_replying


def test_tab_goes_through_the_editor(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two"))
    editor = begin(stage, 0)
    QTest.keyClick(editor.field, Qt.Key.Key_Tab)
    assert editor.resend_button.hasFocus()
    QTest.keyClick(editor.resend_button, Qt.Key.Key_Tab)
    assert editor.cancel_button.hasFocus()
    QTest.keyClick(editor.cancel_button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is editor.save_button


def test_another_conversation_keeps_what_was_written_and_offers_it_again(stage: Stage) -> None:
    session_id, other = stage.session("One", "Two"), stage.session("Else")
    stage.go_to(session_id)
    editor = begin(stage, 0)
    QTest.keyClicks(editor.field, " more")
    message_id = stage.model.message(0).id
    stage.go_to(other)
    assert not editor.isVisible()
    assert in_file(stage, session_id) == {message_id: "One more"}
    offer = the_offer(stage)
    assert not offer.isVisible()
    stage.go_to(session_id)
    stage.until(offer.isVisible)
    QTest.mouseClick(offer.buttons[0], Qt.MouseButton.LeftButton)
    stage.until(editor.isVisible)
    assert editor.field.toPlainText() == "One more"
    assert not offer.isVisible()
    assert stored(session_id) == ["One", "Two"]


def test_what_the_banner_offers_can_be_discarded_and_that_taken_back(
    stage: Stage, told: list[Notice]
) -> None:
    session_id = stage.session("One", "Two")
    stage.go_to(session_id)
    message_id = stage.model.message(0).id
    stage.go_to(None)
    edit_drafts.put("default", message_id, "Once").work()
    stage.go_to(session_id)
    offer = the_offer(stage)
    stage.until(offer.isVisible)
    QTest.mouseClick(offer.buttons[1], Qt.MouseButton.LeftButton)
    assert not offer.isVisible()
    assert in_file(stage, session_id) == {}
    action = told[-1].action
    assert action is not None
    action[1]()
    assert in_file(stage, session_id) == {message_id: "Once"}
    assert offer.isVisible()


def test_what_is_written_is_in_the_file_within_a_second(stage: Stage) -> None:
    session_id = stage.session("One", "Two")
    stage.go_to(session_id)
    editor = begin(stage, 1)
    QTest.keyClicks(editor.field, "!")
    stage.until(lambda: in_file(stage, session_id) == {stage.model.message(1).id: "Two!"})


def test_scrolled_out_of_view_it_holds_its_text_and_comes_back(stage: Stage) -> None:
    stage.go_to(stage.session(*(f"Message {number}\n\nwith\n\nlines" for number in range(30))))
    editor = begin(stage, 29)
    QTest.keyClicks(editor.field, " and")
    stage.pane.transcript.scroller.scroll_by(-2000)
    stage.until(lambda: not editor.geometry().intersects(stage.pane.transcript.viewport().rect()))
    QTest.keyClicks(editor.field, " so on")
    stage.until(lambda: stage.pane.transcript.viewport().rect().contains(editor.geometry().center()))
    assert editor.field.toPlainText().endswith("lines and so on")


def test_of_a_message_that_another_program_deleted_the_text_goes_to_the_composer(
    stage: Stage, told: list[Notice], data_dir: Path
) -> None:
    stage.go_to(stage.session("One", "Two"))
    editor = begin(stage, 1)
    QTest.keyClicks(editor.field, " more")
    execute(data_dir / "main.db", f"DELETE FROM chat_messages WHERE id = {stage.model.message(1).id}")
    stage.pane.feed.compare()
    stage.shows("One")
    assert not editor.isVisible()
    assert stage.pane.composer.text == "Two more"
    assert told[-1].text == "The message you were editing is gone."


def test_saved_after_another_program_deleted_it_nothing_is_lost(stage: Stage, data_dir: Path) -> None:
    stage.go_to(stage.session("One", "Two"))
    editor = begin(stage, 1)
    QTest.keyClicks(editor.field, " more")
    execute(data_dir / "main.db", f"DELETE FROM chat_messages WHERE id = {stage.model.message(1).id}")
    QTest.keyClick(editor.field, Qt.Key.Key_Return, CTRL)
    stage.until(lambda: "no longer exists" in editor._problem.text())
    assert editor.isVisible()
    assert editor.field.toPlainText() == "Two more"


def test_a_file_that_cannot_be_written_leaves_the_text_in_the_editor(stage: Stage, data_dir: Path) -> None:
    session_id = stage.session("One", "Two")
    stage.go_to(session_id)
    editor = begin(stage, 1)
    QTest.keyClicks(editor.field, "!")
    refuse_rows(data_dir / "main.db", "undo_steps")
    QTest.keyClick(editor.field, Qt.Key.Key_Return, CTRL)
    stage.until(lambda: bool(editor._problem.text()))
    accept_rows(data_dir / "main.db", "undo_steps")
    assert stored(session_id) == ["One", "Two"]
    QTest.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    stage.shows("One", "Two!")


def test_blank_text_is_not_saved(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two"))
    editor = begin(stage, 1)
    editor.field.selectAll()
    QTest.keyClick(editor.field, Qt.Key.Key_Delete)
    assert not editor.save_button.isEnabled()
    QTest.keyClick(editor.field, Qt.Key.Key_Return, CTRL)
    stage.settle()
    assert stage.texts() == ["One", "Two"]


def test_neither_a_reply_that_is_being_written_nor_what_it_answers_is_edited(
    stage: Stage, told: list[Notice]
) -> None:
    stage.go_to(stage.session("One", "Two"))
    stage.say("Three")
    stage.until(lambda: stage.model.rowCount() == 4)
    edit = stage.pane.commands["message.edit"]
    assert [edit.can(stage.model.message(row)) for row in range(4)] == [True, True, False, False]
    stage.press(Qt.Key.Key_Up)
    assert not editor_of(stage).isVisible()
    assert told[-1].text == "The reply is still being written."


def test_a_second_message_waits_while_the_first_is_changed(stage: Stage, told: list[Notice]) -> None:
    stage.go_to(stage.session("One", "Two"))
    editor = begin(stage, 0)
    QTest.keyClicks(editor.field, "x")
    stage.pane.commands["message.edit"].run(stage.model.message(1))
    assert editor.field.toPlainText() == "Onex"
    assert told[-1].text == "You are still editing a message."
    assert editor.field.hasFocus()


def test_a_click_beside_the_buttons_reaches_nothing_beneath(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two"))
    editor = begin(stage, 0)
    current = stage.pane.transcript.scene.current_id
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton, pos=QPoint(1, editor.height() - 1))
    assert stage.pane.transcript.scene.current_id == current
    assert stage.pane.transcript.scene.selection.is_empty
