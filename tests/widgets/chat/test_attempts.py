from pathlib import Path

from support.chat_hands import act, broken_off
from support.chat_stage import Stage
from support.files import accept_rows, refuse_rows

from personaui_desktop.database import save_message
from personaui_desktop.records.messages import ReplyStatus


def test_the_menus_retry_takes_the_reply_that_broke_off(stage: Stage) -> None:
    session_id, _ = broken_off(stage)
    stage.go_to(session_id)
    stream = stage.responder.next_stream()
    stage.pane.attempts.retry()
    stream.say("Anew.")
    stream.finish()
    stage.shows("Hello", "Anew.")


def retry_words(stage: Stage) -> str:
    return stage.pane.commands["reply.try_again"].title.replace("&", "")


def regenerate_words(stage: Stage, message_id: int) -> list[str]:
    """What the menu of a message calls asking for another version, and what the menu bar does."""
    row = stage.model.row_of(message_id)
    assert row is not None
    message, commands = stage.model.message(row), stage.pane.commands
    stage.pane.transcript.scene.set_current(message_id)
    names = ("message.regenerate", "message.regenerate_with")
    near = [commands[name].title_for(message) for name in names if commands[name].can(message)]
    return [*near, commands["message.regenerate_with"].title.replace("&", "")]


def test_a_broken_reply_is_retried_and_a_complete_one_regenerated_and_never_both(stage: Stage) -> None:
    session_id, broken = broken_off(stage)
    stage.go_to(session_id)
    assert retry_words(stage) == "Retry reply"
    assert regenerate_words(stage, broken) == ["Retry", "Retry with…", "Retry with…"]
    act(stage, "reply.keep", broken)
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    assert retry_words(stage) == "Regenerate reply"
    assert regenerate_words(stage, broken) == ["Regenerate", "Regenerate with…", "Regenerate with…"]


def test_a_broken_reply_that_was_answered_is_regenerated(stage: Stage) -> None:
    session_id, broken = broken_off(stage)
    save_message("And then?", True, "You", session_id)
    stage.go_to(session_id)
    assert retry_words(stage) == "Retry reply", "the question waits for its reply"
    assert regenerate_words(stage, broken) == ["Regenerate", "Regenerate with…", "Regenerate with…"]


def test_a_question_that_waits_for_its_reply_is_retried(stage: Stage) -> None:
    stage.go_to(stage.session("Hello"))
    assert retry_words(stage) == "Retry reply"
    stage.go_to(stage.session("Hello", "Hi"))
    assert retry_words(stage) == "Regenerate reply"
    stream = stage.responder.next_stream()
    stage.pane.commands.start("reply.try_again")
    stream.say("Good day")
    stage.shows("Hello", "Good day")
    assert retry_words(stage) == "Retry reply"
    assert not stage.pane.commands.can_start("reply.try_again")
    stream.finish()
    stage.until(lambda: retry_words(stage) == "Regenerate reply")


def test_a_message_that_could_not_be_stored_is_retried_though_a_reply_is_complete(
    stage: Stage, data_dir: Path
) -> None:
    stage.go_to(stage.session("Hello", "Hi"))
    refuse_rows(data_dir / "main.db", "chat_messages", "id > 2")
    stage.say("Precious words")
    stage.until(lambda: stage.pane.foot.trouble.isVisible())
    assert retry_words(stage) == "Retry reply"
    accept_rows(data_dir / "main.db", "chat_messages")


def test_nothing_is_tried_again_far_from_the_end(stage: Stage) -> None:
    session_id = stage.session(*(f"said {number}" for number in range(301)))
    stage.go_to(session_id)
    stage.pane.transcript.hands.explorer.go_to_start()
    stage.settle()
    stage.until(lambda: stage.model.has_newer and stage.model.rowCount() > 0)
    while not stage.model.message(stage.model.rowCount() - 1).is_user:
        stage.model.trim_newer(1)
    assert (
        stage.pane.attempts.can_retry,
        stage.pane.commands.can_start("reply.continue"),
        stage.pane.commands.can_start("reply.keep"),
    ) == (False, False, False)
    stage.pane.attempts.retry()
    stage.settle()
    assert stage.responder.requests == []


def test_the_menu_offers_what_the_transcript_offers_for_a_stopped_reply(stage: Stage) -> None:
    stage.go_to(stage.session())
    stream = stage.responder.next_stream()
    stage.say("Hello")
    stream.say("Half")
    stage.shows("Hello", "Half")
    assert not stage.pane.attempts.can_retry
    stage.pane.stop()
    stage.qtbot.waitUntil(lambda: not stage.pane.is_replying)
    stage.settle()
    assert (
        stage.pane.attempts.can_retry,
        stage.pane.commands.can_start("reply.continue"),
        stage.pane.commands.can_start("reply.keep"),
    ) == (True, True, False)
    stream = stage.responder.next_stream()
    stage.pane.attempts.retry()
    stream.say("Anew.")
    stream.finish()
    stage.shows("Hello", "Anew.")


def test_a_continued_reply_goes_on_where_it_ended(stage: Stage) -> None:
    session_id, message_id = broken_off(stage)
    stage.go_to(session_id)
    stream = stage.responder.next_stream()
    act(stage, "reply.continue", message_id)
    stream.say("ly.")
    stream.finish()
    stage.shows("Hello", "Half a reply.")


def test_a_kept_reply_is_complete(stage: Stage) -> None:
    session_id, message_id = broken_off(stage)
    stage.go_to(session_id)
    act(stage, "reply.keep", message_id)
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    assert stage.pane.foot.trouble.isHidden()


def test_the_persona_adds_something_to_a_whole_reply_only(stage: Stage) -> None:
    stage.go_to(stage.session())
    assert not stage.pane.commands.can_start("reply.add")
    stage.go_to(stage.session("Stored by", "another program."))
    assert stage.pane.commands.can_start("reply.add")
    stage.go_to(stage.session())
    stream = stage.responder.next_stream()
    stage.say("Hello")
    stream.say("Hi.")
    stage.shows("Hello", "Hi.")
    assert not stage.pane.commands.can_start("reply.add")
    stream.finish()
    stage.until(lambda: stage.pane.commands.can_start("reply.add"))
    stream = stage.responder.next_stream()
    stage.pane.commands.start("reply.add")
    stream.say("One more thing.")
    stream.finish()
    stage.shows("Hello", "Hi.", "One more thing.")
    roles = [message["role"] for message in stage.responder.requests[-1].messages]
    assert roles == ["user", "assistant", "user"]
