"""One's own messages said anew, as a person does it."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from support.chat_stage import Stage
from support.files import accept_rows, execute, refuse_rows

from personaui_desktop.database import copying, get_all_sessions, get_chat_history
from personaui_desktop.operations import branches, drafts, edit_drafts
from personaui_desktop.widgets.chat.rewriting.editor import RewriteEditor
from personaui_desktop.widgets.common.notices import Notice


def stored(session_id: int) -> list[str]:
    return [message["message"] for message in get_chat_history(session_id=session_id)]


def written(stage: Stage, row: int, text: str) -> RewriteEditor:
    """Begin to change a message, and write this."""
    stage.pane.commands["message.edit"].run(stage.model.message(row))
    editor = stage.pane.findChild(RewriteEditor)
    assert editor.isVisible()
    editor.field.selectAll()
    QTest.keyClicks(editor.field, text)
    return editor


def talk(stage: Stage) -> int:
    session_id = stage.session("One", "Two", "Three", "Four", "Five", title="A walk")
    stage.go_to(session_id)
    return session_id


def answer(stage: Stage, text: str) -> None:
    stage.until(lambda: len(stage.responder.streams) == 1)
    stream = stage.responder.streams[0]
    stream.say(text)
    stream.finish()


def test_what_follows_is_replaced_kept_and_answered(stage: Stage, told: list[Notice]) -> None:
    session_id = talk(stage)
    stage.pane.composer.set_text("half a thought")
    editor = written(stage, 2, "Else")
    stage.pane.commands.start("message.resend")
    answer(stage, "Indeed.")
    stage.shows("One", "Two", "Else", "Indeed.")
    stage.until(lambda: not stage.pane.is_replying)
    assert stage.place.session_id == session_id
    assert stored(session_id) == ["One", "Two", "Else", "Indeed."]
    assert not editor.isVisible()
    assert stage.pane.composer.edit.hasFocus()
    assert stage.pane.composer.text == "half a thought"
    parked = next(each for each in branches.map_of("default", session_id).work() if each.origin)
    assert stored(parked.session_id) == ["Three", "Four", "Five"]
    stage.settle()
    for each in (session_id, parked.session_id):
        assert edit_drafts.all_in("default", each).work() == {}


def test_what_waits_in_the_composer_stays_in_the_file(stage: Stage) -> None:
    session_id = talk(stage)
    drafts.put("default", session_id, "half a thought").work()
    written(stage, 2, "Else")
    stage.pane.commands.start("message.resend")
    answer(stage, "Indeed.")
    stage.shows("One", "Two", "Else", "Indeed.")
    assert drafts.all_of("default").work() == {session_id: "half a thought"}


def test_it_is_taken_back_by_the_notice(stage: Stage, told: list[Notice]) -> None:
    session_id = talk(stage)
    written(stage, 2, "Else")
    stage.pane.commands.start("message.resend")
    answer(stage, "Indeed.")
    stage.shows("One", "Two", "Else", "Indeed.")
    stage.until(lambda: not stage.pane.is_replying)
    assert "kept" in told[-1].text
    action = told[-1].action
    assert action is not None
    assert action[0] == "Undo"
    action[1]()
    stage.shows("One", "Two", "Three", "Four", "Five")
    assert stored(session_id) == ["One", "Two", "Three", "Four", "Five"]


def test_it_is_said_in_a_new_branch_and_the_rest_stays(stage: Stage, told: list[Notice]) -> None:
    session_id = talk(stage)
    written(stage, 2, "Else")
    stage.pane.commands.start("message.resend_in_branch")
    answer(stage, "Indeed.")
    stage.shows("One", "Two", "Else", "Indeed.")
    copy_id = stage.place.session_id
    assert copy_id is not None
    assert copy_id != session_id
    assert stored(session_id) == ["One", "Two", "Three", "Four", "Five"]
    titles = {each["id"]: each["title"] for each in get_all_sessions()}
    assert titles[copy_id] == "A walk (branch)"
    assert stage.pane.composer.edit.hasFocus()
    stage.settle()
    assert edit_drafts.all_in("default", session_id).work() == {}
    assert told[-1].text == "Sent in a new branch."
    assert told[-1].action is not None
    stage.go_to(session_id)
    assert not stage.pane.findChild(RewriteEditor).isVisible()


def test_a_long_conversation_is_there_whole_in_the_branch(stage: Stage) -> None:
    session_id = stage.session(*(f"Message {number}" for number in range(300)))
    stage.go_to(session_id)
    written(stage, stage.model.rowCount() - 2, "Else")
    stage.pane.commands.start("message.resend_in_branch")
    stage.until(lambda: stage.place.session_id != session_id)
    answer(stage, "Indeed.")
    stage.until(lambda: stage.model.older + stage.model.rowCount() == 300)


def test_who_has_moved_on_leaves_no_half_of_a_branch(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK", 70)
    session_id = stage.session(*(f"Message {number}" for number in range(300)))
    other = stage.session("Other")
    stage.go_to(session_id)
    written(stage, stage.model.rowCount() - 2, "Else")
    stage.pane.commands.start("message.resend_in_branch")
    stage.place.show_session(other)
    answer(stage, "Indeed.")
    stage.settle()
    (copy_id,) = {each["id"] for each in get_all_sessions()} - {session_id, other}
    assert len(get_chat_history(1000, copy_id)) == 300


def test_the_first_message_is_said_anew(stage: Stage) -> None:
    session_id = talk(stage)
    written(stage, 0, "Else")
    stage.pane.commands.start("message.resend")
    answer(stage, "Indeed.")
    stage.shows("Else", "Indeed.")
    assert stored(session_id)[0] == "Else"


def test_the_menu_offers_both_and_only_for_ones_own_words(stage: Stage) -> None:
    talk(stage)
    editor = written(stage, 1, "Tow")
    assert not editor.resend_button.isVisible()
    assert not stage.pane.commands["message.resend"].can()
    editor.left.emit()
    editor = written(stage, 2, "Else")
    assert editor.resend_button.isVisible()
    lines = [action.text().split("\t")[0] for action in editor.resend_button.menu().actions()]
    assert lines == ["&Replace what follows", "In a new &branch"]


@pytest.mark.parametrize("line", [0, 1])
def test_each_line_of_the_menu_does_what_it_says(stage: Stage, line: int) -> None:
    session_id = talk(stage)
    written(stage, 2, "Else").resend_button.menu().actions()[line].trigger()
    answer(stage, "Indeed.")
    stage.shows("One", "Two", "Else", "Indeed.")
    assert (stage.place.session_id == session_id) == (line == 0)


def test_blank_words_are_not_sent(stage: Stage, told: list[Notice]) -> None:
    session_id = talk(stage)
    editor = written(stage, 2, "  ")
    assert not editor.resend_button.isEnabled()
    stage.pane.commands.start("message.resend")
    stage.settle()
    assert len(stored(session_id)) == 5
    assert editor.isVisible()


def test_without_an_editor_it_says_what_to_do(stage: Stage, told: list[Notice]) -> None:
    session_id = talk(stage)
    stage.pane.commands["message.resend"].run()
    stage.pane.commands["message.resend_in_branch"].run()
    assert [each.text for each in told] == ["Edit one of your own messages first."] * 2
    stage.settle()
    assert len(stored(session_id)) == 5


@pytest.mark.parametrize("verb", ["message.resend", "message.resend_in_branch"])
def test_what_cannot_be_stored_stays_in_the_editor(stage: Stage, data_dir: Path, verb: str) -> None:
    session_id = talk(stage)
    editor = written(stage, 2, "Else")
    refuse_rows(data_dir / "main.db", "undo_steps")
    stage.pane.commands.start(verb)
    stage.settle()
    assert editor.isVisible()
    assert editor.field.toPlainText() == "Else"
    assert not stage.responder.streams
    assert len(stored(session_id)) == 5
    assert list(edit_drafts.all_in("default", session_id).work().values()) == ["Else"]
    accept_rows(data_dir / "main.db", "undo_steps")
    stage.pane.commands.start(verb)
    answer(stage, "Indeed.")
    stage.shows("One", "Two", "Else", "Indeed.")


def test_a_message_that_another_program_deleted_leaves_its_words_in_the_editor_or_composer(
    stage: Stage, told: list[Notice], data_dir: Path
) -> None:
    talk(stage)
    editor = written(stage, 2, "Else")
    execute(data_dir / "main.db", f"DELETE FROM chat_messages WHERE id = {stage.model.message(2).id}")
    stage.pane.commands.start("message.resend")
    stage.settle()
    assert "Else" in (editor.field.toPlainText(), stage.pane.composer.text)
    assert not stage.responder.streams


def test_who_has_moved_on_stays_there_and_it_is_answered(stage: Stage) -> None:
    session_id, other = talk(stage), stage.session("Other")
    written(stage, 2, "Else")
    stage.pane.commands.start("message.resend")
    stage.place.show_session(other)
    stage.until(lambda: len(stage.responder.streams) == 1)
    answer(stage, "Indeed.")
    stage.until(lambda: stored(session_id)[2:] == ["Else", "Indeed."])
    stage.settle()
    assert stage.place.session_id == other
    assert edit_drafts.all_in("default", session_id).work() == {}


def test_what_was_said_anew_is_in_sight_however_far_up_it_was_written(stage: Stage) -> None:
    session_id = stage.session(*(f"Message {number}. " + "Words. " * 80 for number in range(40)))
    stage.go_to(session_id)
    bar = stage.pane.transcript.verticalScrollBar()
    written(stage, 30, "Else " * 600)
    bar.setValue(bar.maximum() // 3)
    stage.pane.commands.start("message.resend")
    stage.until(lambda: len(stage.responder.streams) == 1)
    stage.until(lambda: stage.model.rowCount() == 32)
    stage.until(lambda: bar.value() == bar.maximum())


def test_nothing_is_offered_to_take_back_where_another_persona_is_shown(
    stage: Stage, told: list[Notice]
) -> None:
    session_id = talk(stage)
    written(stage, 2, "Else")
    stage.pane.commands.start("message.resend")
    stage.place.show_persona("another")
    answer(stage, "Indeed.")
    stage.until(lambda: stored(session_id)[2:] == ["Else", "Indeed."])
    stage.settle()
    assert told == []


def test_twice_pressed_it_is_said_once(stage: Stage) -> None:
    session_id = talk(stage)
    written(stage, 2, "Else")
    stage.pane.commands.start("message.resend")
    stage.pane.commands.start("message.resend")
    answer(stage, "Indeed.")
    stage.shows("One", "Two", "Else", "Indeed.")
    assert stored(session_id).count("Else") == 1
