"""A reply that is retried or continued keeps what was there."""

import pytest
from pytestqt.qtbot import QtBot
from support.on_file import read, write
from support.reply_stage import REQUEST, Stage

from personaui_desktop.background.operation import Errand
from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.background.reply_worker import ReplyWork
from personaui_desktop.claude.events import Failed, Thinking
from personaui_desktop.database.replies import begin_anew, begin_reply, finish_reply, restart_reply
from personaui_desktop.database.thoughts import get_thought
from personaui_desktop.database.versions import list_versions
from personaui_desktop.errors import (
    ReplyError,
    ReplyFailure,
)
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, ReplyRequest, Thought


def broken_off(stage: Stage) -> int:
    message_id = write(begin_reply, stage.session_id, "Mia", "an earlier run")
    write(finish_reply, message_id, "The old half", ReplyOutcome(ReplyStatus.INTERRUPTED))
    return message_id


def retry(stage: Stage, message_id: int) -> None:
    def prepare() -> BegunReply:
        write(begin_anew, message_id, "Mia", "this run")
        return BegunReply("default", stage.session_id, message_id, ReplyRequest((), ()))

    stage.replies.start(ReplyWork("default", stage.session_id, Errand(prepare)))


def texts_of(message_id: int) -> list[str]:
    """What the versions of a message say, the chosen one in capitals."""
    return [each.text.upper() if each.is_chosen else each.text for each in read(list_versions, message_id)]


def test_a_retry_that_is_complete_is_chosen_and_keeps_what_broke_off(qtbot: QtBot, stage: Stage) -> None:
    old = broken_off(stage)
    stream = stage.responder.next_stream()
    stream.say("The whole")
    stream.finish()
    with qtbot.waitSignal(stage.replies.ended):
        retry(stage, old)
    assert [message.text for message in stage.stored()] == ["Hello", "The whole"]
    assert texts_of(old) == ["The old half", "THE WHOLE"]


@pytest.mark.parametrize("text", ["", "I"])
def test_a_retry_that_fails_keeps_what_was_there(qtbot: QtBot, stage: Stage, text: str) -> None:
    old = broken_off(stage)
    stream = stage.responder.next_stream()
    stream.say(text)
    stream.put(Failed(ReplyError(ReplyFailure.NO_NETWORK, "No network.", "Try again.")), None)
    with qtbot.waitSignal(stage.replies.ended):
        retry(stage, old)
    assert [message.text for message in stage.stored()] == ["Hello", text or "The old half"]
    assert texts_of(old) == (["The old half", "I"] if text else ["THE OLD HALF"])
    assert stage.stored()[-1].status is (ReplyStatus.FAILED if text else ReplyStatus.INTERRUPTED)


def test_a_retry_that_is_stopped_keeps_both(qtbot: QtBot, stage: Stage) -> None:
    old = broken_off(stage)
    stream = stage.responder.next_stream()
    stream.say("The new")
    with qtbot.waitSignal(stage.replies.text):
        retry(stage, old)
    with qtbot.waitSignal(stage.replies.ended):
        stage.replies.stop("default", stage.session_id)
    assert texts_of(old) == ["The old half", "THE NEW"]


def test_a_continued_reply_is_appended_to(qtbot: QtBot, stage: Stage) -> None:
    message_id = write(begin_reply, stage.session_id, "Mia", "an earlier run")
    write(finish_reply, message_id, "The first half", ReplyOutcome(ReplyStatus.INTERRUPTED))

    def prepare() -> BegunReply:
        text = write(restart_reply, message_id, "this run")
        thought = Thought("First.", 1000)
        return BegunReply("default", stage.session_id, message_id, REQUEST, prefix=text, thought=thought)

    stream = stage.responder.next_stream()
    stream.put(Thinking("Second."))
    stream.say(" and the second")
    stream.finish()
    with qtbot.waitSignal(stage.replies.ended):
        stage.replies.start(ReplyWork("default", stage.session_id, Errand(prepare)))
    assert stage.stored()[-1].text == "The first half and the second"
    found = read(get_thought, message_id)
    assert found is not None
    assert found.text == "First.\n\nSecond."
