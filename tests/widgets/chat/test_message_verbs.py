"""Messages deleted and quoted, as a person does it."""

from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_stage import Stage
from support.files import accept_rows, execute, refuse_rows

from personaui_desktop.database import get_chat_history, save_message
from personaui_desktop.widgets.chat.message_verbs import quoted
from personaui_desktop.widgets.chat.transcript.selection import Spot
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.menus import MESSAGE_MENU, context_menu
from personaui_desktop.widgets.common.notices import Notice


def stored(session_id: int) -> list[str]:
    return [message["message"] for message in get_chat_history(session_id=session_id)]


def at(stage: Stage, row: int) -> None:
    """Go to a message by the arrow keys."""
    transcript = stage.pane.transcript
    transcript.setFocus(Qt.FocusReason.TabFocusReason)
    stage.until(lambda: bool(transcript.scene.placement.placed))
    transcript.scene.set_current(stage.model.message(row).id)


def press(stage: Stage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(stage.pane.transcript, key, modifiers)
    stage.settle()


def undo(told: list[Notice]) -> None:
    action = told[-1].action
    assert action is not None
    action[1]()


def test_del_deletes_the_current_message_and_the_notice_takes_it_back(
    stage: Stage, told: list[Notice]
) -> None:
    session_id = stage.session("One", "Two", "Three")
    stage.go_to(session_id)
    at(stage, 1)
    press(stage, Qt.Key.Key_Delete)
    stage.shows("One", "Three")
    assert stored(session_id) == ["One", "Three"]
    assert told[-1].text == "Message deleted."
    assert stage.pane.transcript.scene.current_id == stage.model.message(1).id
    undo(told)
    stage.shows("One", "Two", "Three")
    assert stored(session_id) == ["One", "Two", "Three"]


def test_the_last_message_leaves_the_keyboard_with_the_one_before(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two"))
    at(stage, 1)
    press(stage, Qt.Key.Key_Delete)
    stage.shows("One")
    assert stage.pane.transcript.scene.current_id == stage.model.message(0).id


def test_whole_messages_selected_by_shift_and_arrows_are_deleted_together(
    stage: Stage, told: list[Notice]
) -> None:
    session_id = stage.session("One", "Two", "Three", "Four")
    stage.go_to(session_id)
    at(stage, 1)
    press(stage, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert stage.pane.commands["message.delete"].title == "Delet&e selected messages"
    press(stage, Qt.Key.Key_Delete)
    stage.shows("One", "Four")
    assert told[-1].text == "2 messages deleted."
    assert stage.pane.transcript.scene.selection.is_empty
    assert stage.pane.commands["message.delete"].title == "Delet&e message"
    undo(told)
    stage.shows("One", "Two", "Three", "Four")


def test_a_message_outside_the_selection_is_deleted_alone(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two", "Three"))
    ids = [stage.model.message(row).id for row in range(3)]
    stage.pane.transcript.scene.select_messages(ids[0], ids[1])
    stage.pane.commands["message.delete"].run(stage.model.message(2))
    stage.shows("One", "Two")


def test_a_selection_that_is_not_all_loaded_is_deleted_whole(stage: Stage, told: list[Notice]) -> None:
    session_id = stage.session(*(f"Message {number}" for number in range(100)))
    stage.go_to(session_id)
    assert stage.model.has_older
    stage.pane.transcript.scene.select_all()
    stage.pane.commands.start("message.delete")
    stage.until(lambda: stored(session_id) == [])
    stage.settle()
    assert stage.texts() == []
    undo(told)
    stage.until(lambda: stage.model.older + stage.model.rowCount() + stage.model.newer == 100)


def test_what_another_program_has_deleted_meanwhile_is_no_error(
    stage: Stage, told: list[Notice], data_dir: Path
) -> None:
    stage.go_to(stage.session("One", "Two"))
    at(stage, 1)
    execute(data_dir / "main.db", f"DELETE FROM chat_messages WHERE id = {stage.model.message(1).id}")
    press(stage, Qt.Key.Key_Delete)
    stage.shows("One")
    assert told == []


def test_a_file_that_cannot_be_written_is_told_and_nothing_goes(
    stage: Stage, told: list[Notice], data_dir: Path
) -> None:
    session_id = stage.session("One", "Two")
    stage.go_to(session_id)
    refuse_rows(data_dir / "main.db", "undo_steps")
    at(stage, 1)
    press(stage, Qt.Key.Key_Delete)
    stage.until(lambda: bool(told))
    accept_rows(data_dir / "main.db", "undo_steps")
    assert told[-1].kind == "warning"
    assert stage.texts() == stored(session_id) == ["One", "Two"]


def test_a_reply_that_is_being_written_is_not_deleted(stage: Stage, told: list[Notice]) -> None:
    stage.go_to(stage.session("One", "Two"))
    stage.say("Three")
    stage.until(lambda: stage.model.rowCount() == 4)
    stage.responder.streams[-1].say("Some")
    stage.until(lambda: stage.texts()[-1] == "Some")
    reply = stage.model.message(3)
    assert not stage.pane.commands["message.delete"].can(reply)
    stage.pane.commands["message.delete"].run(reply)
    stage.until(lambda: bool(told))
    assert told[-1].text == "This reply is still being written."
    stage.responder.streams[-1].finish()
    stage.until(lambda: not stage.pane.is_replying)
    stage.settle()
    assert stage.texts()[-1] == "Some"


def test_typing_is_still_meant_for_the_composer(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two"))
    at(stage, 1)
    QTest.keyClicks(stage.pane.transcript, "d")
    assert stage.pane.composer.text == "d"


def test_without_the_ring_del_means_no_message(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two"))
    at(stage, 1)
    stage.pane.transcript.scene.use_keyboard(False)
    press(stage, Qt.Key.Key_Delete)
    stage.settle()
    assert stage.texts() == ["One", "Two"]


def test_a_whole_message_is_quoted_behind_what_is_written(stage: Stage) -> None:
    stage.go_to(stage.session("One", "A **bold** line\n\nand another"))
    stage.pane.composer.set_text("Well:")
    stage.pane.commands.start("message.quote")
    assert stage.pane.composer.text == "Well:\n\n> A **bold** line\n>\n> and another\n\n"
    assert stage.pane.composer.edit.hasFocus()
    QTest.keyClicks(stage.pane.composer.edit, "Yes")
    assert stage.pane.composer.text.endswith("\n\nYes")


def test_what_is_selected_is_quoted(stage: Stage) -> None:
    stage.go_to(stage.session("One two three"))
    message = stage.model.message(0)
    stage.pane.transcript.scene.select(Spot(message.id, 0, 4), Spot(message.id, 0, 7))
    stage.pane.commands.start("message.quote")
    assert stage.pane.composer.text == "> two\n\n"
    stage.pane.composer.edit.undo()
    assert stage.pane.composer.text == ""


def test_a_selection_that_is_not_all_loaded_is_quoted_whole(stage: Stage) -> None:
    stage.go_to(stage.session(*(f"Message {number}" for number in range(80))))
    stage.pane.transcript.scene.select_all()
    stage.pane.commands.start("message.quote")
    stage.until(lambda: bool(stage.pane.composer.text))
    assert stage.pane.composer.text.startswith("> Message 0\n>\n> Message 1\n")


def test_an_empty_reply_has_nothing_to_quote(stage: Stage) -> None:
    session_id = stage.session("One")
    save_message("", False, "Mia", session_id)
    stage.go_to(session_id)
    assert not stage.pane.commands["message.quote"].can(stage.model.message(1))
    stage.pane.commands["message.quote"].run(stage.model.message(1))
    assert stage.pane.composer.text == ""


def test_the_menu_of_a_message_offers_both(stage: Stage) -> None:
    stage.go_to(stage.session("One", "Two"))
    menu = context_menu(stage.pane, MESSAGE_MENU, stage.pane.commands, Scope.MESSAGE, stage.model.message(0))
    lines = [action.text().split("\t")[0].replace("&", "") for action in menu.actions()]
    assert {"Quote", "Delete message"} <= set(lines)
    with suppress(RuntimeError):
        menu.close()


@pytest.mark.parametrize(
    ("text", "expected"), [("a", "> a"), ("\na\n\nb\n", "> a\n>\n> b"), ("> a", "> > a"), ("", "")]
)
def test_every_line_is_marked(text: str, expected: str) -> None:
    assert quoted(text) == expected
