"""What is sent while a reply runs, as the person does it: it waits, goes out, is edited, is taken back."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from support.chat_stage import Stage, chat_stage
from support.files import accept_rows, refuse_rows
from support.on_file import read
from support.queues import bar_of, begin, click, end, in_file, queue, waiting

from personaui_desktop.claude.events import Failed
from personaui_desktop.database.drafts import get_drafts
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.operations import sessions
from personaui_desktop.records.queued import QueuedMessage
from personaui_desktop.widgets.chat.commands import declare
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.common.notices import Notice, Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory

OVERLOADED = Failed(ReplyError(ReplyFailure.OVERLOADED, "The server is overloaded.", "Try again in a while."))


def test_what_is_sent_while_a_reply_runs_goes_out_one_after_the_other(stage: Stage) -> None:
    session_id, stream = begin(stage)
    queue(stage, "One", "Two")
    assert waiting(stage.pane) == in_file(session_id) == ["One", "Two"]
    assert stage.texts()[0] == "Hello"
    assert bar_of(stage.pane).words.text() == "Wait until the reply ends:"
    assert not bar_of(stage.pane).send_button.isVisible()
    assert read(get_drafts) == {}
    second, third = stage.responder.next_stream(), stage.responder.next_stream()
    stage.pane.composer.edit.insertPlainText("One more thought")
    end(stage, stream, "A.")
    stage.until(lambda: waiting(stage.pane) == ["Two"] and len(stage.responder.requests) == 2)
    end(stage, second, "B.")
    stage.until(lambda: waiting(stage.pane) == [] and len(stage.responder.requests) == 3)
    end(stage, third, "C.")
    stage.shows("Hello", "A.", "One", "B.", "Two", "C.")
    assert stage.pane.composer.text == "One more thought"
    stage.until(lambda: not stage.pane.is_replying)
    stage.settle()
    assert len(stage.responder.requests) == 3


def test_what_goes_out_by_itself_is_never_called_not_sent(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id, stream = begin(stage)
    queue(stage, "One", "Two", "Three")
    bar, said = bar_of(stage.pane), list[tuple[str, bool]]()
    show = bar.show_state

    def note(queued: Sequence[QueuedMessage], *, is_replying: bool) -> None:
        show(queued, is_replying=is_replying)
        if queued:
            said.append((bar.words.text(), bar.send_button.isVisible()))

    monkeypatch.setattr(bar, "show_state", note)
    second = stage.responder.next_stream()
    end(stage, stream, "A.")
    stage.until(lambda: waiting(stage.pane) == ["Two", "Three"] and len(stage.responder.requests) == 2)
    assert {words.split()[0] for words, _ in said} <= {"Wait", "Waits"}
    assert not any(is_offered for _, is_offered in said)
    stage.press(Qt.Key.Key_Escape)
    second.finish()
    stage.until(lambda: not stage.pane.is_replying)
    stage.settle()
    said.clear()
    stage.responder.next_stream()
    for _ in range(2):
        bar.send_button.click()
        stage.pane.requests.send_queued(stage.pane.shown())
    assert said
    assert {words.split()[0] for words, _ in said} == {"Wait"}
    stage.until(lambda: len(stage.responder.requests) == 3)
    stage.settle()
    assert in_file(session_id) == ["Three"], "one of them, however often it is asked for"


def test_what_cannot_go_out_is_offered_to_be_sent_again(stage: Stage, data_dir: Path) -> None:
    session_id, stream = begin(stage)
    queue(stage, "One")
    last = stage.model.message(1).id
    refuse_rows(data_dir / "main.db", "chat_messages", f"id > {last}")
    end(stage, stream, "A.")
    stage.until(lambda: bar_of(stage.pane).words.text() == "Not sent yet:")
    assert bar_of(stage.pane).send_button.isVisible()
    accept_rows(data_dir / "main.db", "chat_messages")
    stage.responder.next_stream()
    click(bar_of(stage.pane).send_button)
    stage.until(lambda: len(stage.responder.requests) == 2)
    assert in_file(session_id) == []


def test_the_same_words_written_meanwhile_stay_when_what_waits_goes_out(stage: Stage) -> None:
    _, stream = begin(stage)
    queue(stage, "One")
    stage.pane.composer.edit.insertPlainText("One")
    end(stage, stream, "A.")
    stage.until(lambda: len(stage.responder.requests) == 2)
    stage.settle()
    assert stage.pane.composer.text == "One"


def test_the_mouse_queues_too(stage: Stage) -> None:
    session_id, _ = begin(stage)
    stage.pane.composer.edit.insertPlainText("One")
    click(stage.pane.composer.send_button)
    stage.until(lambda: waiting(stage.pane) == ["One"])
    assert in_file(session_id) == ["One"]


def test_a_text_is_queued_once_however_often_enter_is_pressed(stage: Stage) -> None:
    session_id, _ = begin(stage)
    stage.say("One")
    stage.press(Qt.Key.Key_Return)
    stage.press(Qt.Key.Key_Return)
    stage.until(lambda: stage.pane.composer.text == "")
    stage.settle()
    assert in_file(session_id) == ["One"]


def test_a_text_on_its_way_into_the_queue_is_not_sent_besides(stage: Stage) -> None:
    session_id, _ = begin(stage)
    stage.say("One")
    assert stage.pane.requests.is_sending(("default", session_id))


@pytest.mark.parametrize("fails", [True, False], ids=["error", "stop"])
def test_after_an_error_or_stop_it_stays_until_it_is_sent(stage: Stage, fails: bool) -> None:
    session_id, stream = begin(stage)
    queue(stage, "One", "Two")
    stream.say("Half")
    stage.shows("Hello", "Half")
    if fails:
        stream.put(OVERLOADED, None)
    else:
        stage.press(Qt.Key.Key_Escape)
    stage.until(lambda: not stage.pane.is_replying)
    stage.settle()
    bar = bar_of(stage.pane)
    assert waiting(stage.pane) == in_file(session_id) == ["One", "Two"]
    assert bar.words.text() == "Not sent yet:"
    second = stage.responder.next_stream()
    click(bar.send_button)
    stage.until(lambda: waiting(stage.pane) == ["Two"] and stage.pane.is_replying)
    assert not bar.send_button.isVisible()
    assert not stage.pane.commands.can_start("queue.send")
    stage.pane.commands.start("queue.send")
    stage.pane.requests.send_queued(stage.pane.shown())
    stage.settle()
    assert in_file(session_id) == ["Two"], "while a reply runs it waits"
    stage.responder.next_stream()
    end(stage, second, "B.")
    stage.until(lambda: stage.texts()[:5] == ["Hello", "Half", "One", "B.", "Two"])


def test_a_reply_that_cannot_begin_leaves_it_waiting(stage: Stage, data_dir: Path) -> None:
    session_id, stream = begin(stage)
    queue(stage, "One", "Two")
    begun = stage.model.message(1).id
    refuse_rows(data_dir / "main.db", "replies", f"message_id > {begun}")
    end(stage, stream, "A.")
    stage.until(lambda: stage.pane.foot.trouble.isVisible())
    stage.settle()
    assert in_file(session_id) == ["Two"]
    assert stage.texts() == ["Hello", "A.", "One"]
    accept_rows(data_dir / "main.db", "replies")


def test_taken_back_it_is_not_sent_and_undo_has_it_wait_again(stage: Stage) -> None:
    session_id, _ = begin(stage)
    queue(stage, "One", "Two")
    told: list[Notice] = []
    stage.notices.shown.connect(told.append)
    click(bar_of(stage.pane).rows[0].take_back_button)
    stage.until(lambda: waiting(stage.pane) == ["Two"])
    assert in_file(session_id) == ["Two"]
    stage.pane.commands.start("queue.take_back")
    stage.until(lambda: waiting(stage.pane) == [])
    stage.settle()
    action = told[-1].action
    assert action is not None
    action[1]()
    stage.until(lambda: waiting(stage.pane) == ["Two"])


def test_taking_back_is_what_undo_takes_back_next(stage: Stage) -> None:
    begin(stage)
    queue(stage, "One")
    history = UndoHistory(stage.place, stage.desk.histories, stage.desk.run, stage.notices, stage.pane)
    stage.pane.commands.start("queue.take_back")
    stage.until(lambda: history.undo_words() == "&Undo taking back a waiting message")
    history.undo()
    stage.until(lambda: waiting(stage.pane) == ["One"])


def test_each_conversation_shows_its_own(stage: Stage) -> None:
    session_id, _ = begin(stage)
    other = stage.session()
    queue(stage, "One")
    stage.place.show_session(other)
    assert waiting(stage.pane) == []
    stage.settle()
    assert waiting(stage.pane) == []
    assert not stage.pane.commands.can_start("queue.edit")
    stage.go_to(session_id)
    stage.until(lambda: waiting(stage.pane) == ["One"])


def test_it_goes_out_where_nobody_looks(stage: Stage) -> None:
    session_id, stream = begin(stage)
    queue(stage, "One")
    stage.go_to(stage.session())
    second = stage.responder.next_stream()
    end(stage, stream, "A.")
    stage.until(lambda: len(stage.responder.requests) == 2)
    end(stage, second, "B.")
    stage.until(lambda: not stage.replies.is_replying("default", session_id))
    stage.go_to(session_id)
    stage.shows("Hello", "A.", "One", "B.")


def test_in_the_trash_it_does_not_go_out_by_itself(stage: Stage) -> None:
    session_id, stream = begin(stage)
    queue(stage, "One")
    stage.desk.run(sessions.trash("default", [session_id]), stage.desk)
    stage.settle()
    end(stage, stream, "A.")
    stage.until(lambda: not stage.replies.is_replying("default", session_id))
    stage.settle()
    assert in_file(session_id) == ["One"]
    assert len(stage.responder.requests) == 1


def test_what_cannot_be_queued_stays_in_the_composer_and_says_why(stage: Stage, data_dir: Path) -> None:
    session_id, _ = begin(stage)
    refuse_rows(data_dir / "main.db", "queued_messages")
    told: list[Notice] = []
    stage.notices.shown.connect(told.append)
    stage.say("One")
    stage.until(lambda: bool(told))
    assert stage.pane.composer.text == "One"
    assert read(get_drafts) == {session_id: "One"}
    assert stage.pane.composer.send_button.isEnabled()
    accept_rows(data_dir / "main.db", "queued_messages")
    stage.press(Qt.Key.Key_Return)
    stage.until(lambda: waiting(stage.pane) == ["One"])


def test_what_could_not_be_queued_is_told_where_it_was_written(stage: Stage, data_dir: Path) -> None:
    session_id, _ = begin(stage)
    told: list[Notice] = []
    stage.notices.shown.connect(told.append)
    refuse_rows(data_dir / "main.db", "queued_messages")
    stage.say("One")
    stage.place.show_session(stage.session())
    stage.settle()
    assert told == []
    stage.go_to(session_id)
    assert stage.pane.composer.text == "One"


def test_another_window_shows_the_same_and_it_goes_out_once(stage: Stage) -> None:
    session_id, stream = begin(stage)
    place, notices = Place("default"), Notices()
    place.show_session(session_id)
    second = ChatPane(stage.desk, place, notices)
    declare(second, UndoHistory(place, stage.desk.histories, stage.desk.run, notices, second))
    second.show()
    stage.settle()
    try:
        queue(stage, "One", "Two", "Three")
        stage.until(lambda: waiting(second) == ["One", "Two", "Three"])
        bar_of(second).rows[2].edit_button.click()
        stage.until(lambda: second.composer.text == stage.pane.composer.text == "Three")
        stage.until(lambda: waiting(stage.pane) == waiting(second) == ["One", "Two"])
        stage.responder.next_stream()
        end(stage, stream, "A.")
        stage.until(lambda: waiting(stage.pane) == waiting(second) == ["Two"])
        stage.settle()
        assert stage.texts()[:3] == ["Hello", "A.", "One"]
        assert len(stage.responder.requests) == 2
    finally:
        delete(second)


def test_opened_anew_it_waits_still(qtbot: QtBot, data_dir: Path) -> None:
    with chat_stage(qtbot) as stage:
        session_id, _ = begin(stage)
        queue(stage, "One")
    with chat_stage(qtbot) as stage:
        stage.go_to(session_id)
        stage.until(lambda: waiting(stage.pane) == ["One"])
        assert bar_of(stage.pane).send_button.isVisible()
        assert stage.responder.requests == []
        stage.pane.commands.start("queue.send")
        stage.until(lambda: len(stage.responder.requests) == 1)
        assert in_file(session_id) == []


def test_what_was_being_edited_at_a_kill_still_has_its_place(qtbot: QtBot, data_dir: Path) -> None:
    with chat_stage(qtbot) as stage:
        session_id, _ = begin(stage)
        queue(stage, "One", "Two")
        bar_of(stage.pane).rows[0].edit_button.click()
        stage.until(lambda: stage.pane.composer.text == "One")
        stage.pane.composer.edit.insertPlainText(" more")
        stage.until(lambda: read(get_drafts) == {session_id: "One more"})
    with chat_stage(qtbot) as stage:
        stage.go_to(session_id)
        stage.until(lambda: stage.pane.composer.text == "One more")
        stage.pane.requests.ask(("default", session_id))
        stage.until(lambda: stage.pane.is_replying)
        stage.press(Qt.Key.Key_Return)
        stage.until(lambda: waiting(stage.pane) == ["One more", "Two"])


def test_what_is_written_after_an_edited_text_was_given_up_waits_behind(stage: Stage) -> None:
    session_id, _ = begin(stage)
    queue(stage, "One", "Two")
    bar_of(stage.pane).rows[0].edit_button.click()
    stage.until(lambda: stage.pane.composer.text == "One")
    stage.pane.composer.edit.selectAll()
    stage.press(Qt.Key.Key_Delete)
    QApplication.processEvents()
    assert stage.desk.drafts.in_file["default", session_id] == "", "not only with the next keeping"
    queue(stage, "Three")
    stage.until(lambda: waiting(stage.pane) == ["Two", "Three"])


def test_a_screen_reader_is_told_that_it_waits(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(stage)
    spoken: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: spoken.append(event.message()))
    queue(stage, "One")
    stage.until(lambda: waiting(stage.pane) == ["One"])
    assert "Waits until the reply ends: One" in spoken


def test_its_buttons_say_to_a_screen_reader_what_they_are_about(stage: Stage) -> None:
    begin(stage)
    queue(stage, "One")
    (row,) = bar_of(stage.pane).rows
    assert row.edit_button.accessibleDescription() == row.take_back_button.accessibleDescription() == "One"
