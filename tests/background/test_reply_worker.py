"""Replies begin, stream side by side, stop, and fail with a reason."""

import threading

import pytest
from pytestqt.qtbot import QtBot
from support.reply_stage import Stage

from personaui_desktop.background.operation import Errand
from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.background.reply_worker import ReplyWork, ReplyWorker
from personaui_desktop.claude.events import Failed, Responder
from personaui_desktop.database import (
    create_session,
    delete_session,
)
from personaui_desktop.errors import (
    InvalidInput,
    ReplyError,
    ReplyFailure,
)
from personaui_desktop.operations import reply_storage
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome


def test_a_reply_has_its_row_before_anything_arrives(qtbot: QtBot, stage: Stage) -> None:
    stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began) as began:
        stage.start()
    message = stage.stored()[-1]
    assert began.args == ["default", stage.session_id, message.id]
    assert message.status is ReplyStatus.STREAMING
    assert stage.replies.is_replying("default", stage.session_id)


def test_text_arrives_whole_and_is_stored_with_its_end(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    handed_over = stage.handed_over()
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
        stream.say("Good ", "day", "!")
        stream.finish()
    outcome: ReplyOutcome = ended.args[3]
    assert outcome.status is ReplyStatus.COMPLETE
    assert handed_over[-1] == "Good day!"
    last = stage.stored()[-1]
    assert (last.text, last.status, last.model) == ("Good day!", ReplyStatus.COMPLETE, "scripted")
    assert not stage.replies.is_replying("default", stage.session_id)


def test_partial_text_is_committed_while_the_reply_goes_on(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stage.start()
    stream.say("Half a sen")
    qtbot.waitUntil(lambda: stage.stored()[-1].text == "Half a sen")
    assert stage.stored()[-1].status is ReplyStatus.STREAMING
    assert stage.replies.text_so_far("default", stage.session_id) == (stage.stored()[-1].id, "Half a sen")


def test_stopping_keeps_what_has_arrived(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stage.start()
    stream.say("I was about to")
    with qtbot.waitSignal(stage.replies.text):
        pass
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.replies.stop("default", stage.session_id)
    assert ended.args[3].status is ReplyStatus.STOPPED
    assert stage.stored()[-1].text == "I was about to"


def test_stopping_before_any_text_leaves_no_empty_message(qtbot: QtBot, stage: Stage) -> None:
    stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began):
        stage.start()
    with qtbot.waitSignal(stage.replies.ended):
        stage.replies.stop("default", stage.session_id)
    assert [message.text for message in stage.stored()] == ["Hello"]


def test_stopping_while_the_reply_is_being_prepared_counts(qtbot: QtBot, stage: Stage) -> None:
    stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
        stage.replies.stop("default", stage.session_id)
    assert ended.args[3].status is ReplyStatus.STOPPED
    assert [message.text for message in stage.stored()] == ["Hello"]


def test_an_error_in_mid_stream_keeps_the_text_and_says_why(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stream.say("So far")
    stream.put(Failed(ReplyError(ReplyFailure.OVERLOADED, "The server is overloaded.", "Try again.")), None)
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
    assert ended.args[3].status is ReplyStatus.FAILED
    last = stage.stored()[-1]
    assert last.text == "So far"
    assert "overloaded" in str(last.problem)


def test_a_stream_that_just_ends_is_interrupted(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stream.say("Cut o")
    stream.put(None)
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
    assert ended.args[3].status is ReplyStatus.INTERRUPTED
    assert stage.stored()[-1].status is ReplyStatus.INTERRUPTED


def test_a_reply_without_any_text_is_no_empty_message(qtbot: QtBot, stage: Stage) -> None:
    stage.responder.next_stream().finish()
    with qtbot.waitSignal(stage.replies.ended) as ended:
        stage.start()
    assert ended.args[3].status is ReplyStatus.FAILED
    assert "The reply was empty" in str(ended.args[3].problem)
    assert [message.text for message in stage.stored()] == ["Hello"]


def test_a_reply_whose_conversation_was_deleted_ends(qtbot: QtBot, stage: Stage) -> None:
    stream = stage.responder.next_stream()
    stage.start()
    stream.say("Are you still")
    with qtbot.waitSignal(stage.replies.text):
        pass
    delete_session(stage.session_id, "default")
    with qtbot.waitSignal(stage.replies.ended):
        stream.say(" there?")
    assert stream.stopped.is_set()


def test_a_mistake_in_the_responder_is_a_failed_reply_and_no_lost_one(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda report: reported.append(report.exc_value))

    def choose() -> Responder:
        raise ZeroDivisionError

    replies = ReplyWorker(stage.worker.run, choose, reply_storage)
    with qtbot.waitSignal(replies.ended) as ended:
        replies.start(ReplyWork("default", stage.session_id, Errand(stage.prepare)))
    assert "went wrong in the program" in str(ended.args[3].problem)
    qtbot.waitUntil(lambda: bool(reported))
    assert isinstance(reported[0], ZeroDivisionError)


def test_a_mistake_while_preparing_leaves_the_session_free(qtbot: QtBot, stage: Stage) -> None:
    def prepare() -> BegunReply:
        raise ZeroDivisionError

    with qtbot.waitSignals([stage.replies.refused_to_start, stage.worker.failed]):
        stage.replies.start(ReplyWork("default", stage.session_id, Errand(prepare)))
    assert not stage.replies.is_replying("default", stage.session_id)


def test_a_reply_that_cannot_begin_says_so(qtbot: QtBot, stage: Stage) -> None:
    def prepare() -> BegunReply:
        raise InvalidInput("There is nothing to reply to.")

    with qtbot.waitSignal(stage.replies.refused_to_start) as refused:
        stage.replies.start(ReplyWork("default", stage.session_id, Errand(prepare)))
    assert str(refused.args[2]) == "There is nothing to reply to."
    assert not stage.replies.is_replying("default", stage.session_id)


def test_a_responder_that_cannot_be_chosen_is_a_failed_reply(qtbot: QtBot, stage: Stage) -> None:
    def choose() -> Responder:
        raise ReplyError(ReplyFailure.WRONG_KEY, "There is no key.", "Add one in the settings.")

    replies = ReplyWorker(stage.worker.run, choose, reply_storage)
    with qtbot.waitSignal(replies.ended) as ended:
        replies.start(ReplyWork("default", stage.session_id, Errand(stage.prepare)))
    assert ended.args[3].status is ReplyStatus.FAILED
    assert "no key" in str(ended.args[3].problem)


def test_sessions_stream_side_by_side_and_a_second_ask_changes_nothing(qtbot: QtBot, stage: Stage) -> None:
    other = stage._replace(session_id=create_session("Other", "default"))
    first, second = stage.responder.next_stream(), stage.responder.next_stream()
    with qtbot.waitSignal(stage.replies.began):
        stage.start()
    stage.start()
    with qtbot.waitSignal(stage.replies.began):
        other.start()
    first.finish()
    second.finish()
    with qtbot.waitSignals([stage.replies.ended, stage.replies.ended]):
        first.say("late")
    assert len(stage.responder.requests) == 2
