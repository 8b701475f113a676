"""Verbs on replies: what is prepared before anything is sent, and when they refuse."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.files import refuse_rows, rows_of
from support.on_file import read, write
from support.turns import say

from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.background.reply_worker import ReplyWork
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.receipt import unpack
from personaui_desktop.database import (
    get_chat_history,
    reused_connections,
    save_message,
)
from personaui_desktop.database.file import opened
from personaui_desktop.database.interrupted import mark_interrupted_replies
from personaui_desktop.database.marks import set_hidden
from personaui_desktop.database.pages import messages_by_ids, newest_page
from personaui_desktop.database.receipts import get_receipt
from personaui_desktop.database.replies import begin_reply, finish_reply
from personaui_desktop.database.versions import list_versions
from personaui_desktop.errors import InvalidInput, PersonaFileError
from personaui_desktop.operations import replies, reply_storage
from personaui_desktop.operations.run_id import RUN_ID
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Thought, Wanted

Verb = Callable[[str, int, int], ReplyWork]


def broken_off(session: int, text: str = "Half a") -> int:
    reply = write(begin_reply, session, "Mia", RUN_ID)
    write(finish_reply, reply, text, ReplyOutcome(ReplyStatus.INTERRUPTED, "Cut off."))
    return reply


def row(session: int, message_id: int) -> Message:
    return read(messages_by_ids, session, [message_id])[0]


@contextmanager
def transactions() -> Iterator[list[str]]:
    """How transactions begin and end within, in the default persona's file."""
    ran: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            ran.append(statement)

    with reused_connections():
        with opened("default") as file:
            file.connection.set_trace_callback(note)
        yield ran


def sent(begun: BegunReply) -> list[str]:
    """What is sent, without the notes on the time."""
    return [message["content"].split("]\n\n")[-1] for message in begun.request.messages]


def test_an_answer_has_its_row_and_its_receipt_before_anything_is_sent(session: int) -> None:
    say(session, "Hello.", "Hi.", "How are you?")
    work = replies.answer("default", session)
    assert (work.persona_id, work.session_id) == ("default", session)
    begun = work.prepare.work()
    assert sent(begun) == ["Hello.", "Hi.", "How are you?"]
    assert (begun.persona_id, begun.session_id) == ("default", session)
    assert begun.prefix == ""
    assert row(session, begun.message_id).status is ReplyStatus.STREAMING
    assert read(get_receipt, begun.message_id) is not None
    announced = list(work.prepare.announces(begun))
    assert announced == [Change(Topic.MESSAGES, "default", session, (begun.message_id,))]


def test_an_answer_is_this_runs_own(session: int) -> None:
    say(session, "Hello.")
    begun = replies.answer("default", session).prepare.work()
    assert write(mark_interrupted_replies, RUN_ID) == 0
    assert row(session, begun.message_id).status is ReplyStatus.STREAMING


def test_a_retry_leaves_out_what_it_replaces_and_keeps_it_as_a_version(session: int) -> None:
    say(session, "Hello.")
    old = broken_off(session)
    begun = replies.retry("default", session, old).prepare.work()
    assert sent(begun) == ["Hello."]
    assert (begun.message_id, begun.prefix) == (old, "")
    found = row(session, old)
    assert (found.text, found.status, found.version, found.versions) == ("", ReplyStatus.STREAMING, 2, 2)
    kept = read(list_versions, old)[0]
    assert (kept.text, kept.status, kept.problem) == ("Half a", ReplyStatus.INTERRUPTED, "Cut off.")
    assert read(get_receipt, old) is not None


def test_any_reply_can_have_another_version_by_another_model_and_in_another_way(session: int) -> None:
    _, reply, *_ = say(session, "Hello.", "Hi.", "How are you?", "Fine.")
    wanted = Wanted("a-larger-model", "Answer in verse.")
    begun = replies.regenerate("default", session, reply, wanted=wanted).prepare.work()
    instruction = prompt("instruct", instruction="Answer in verse.")
    assert sent(begun) == [f"Hello.\n\n{instruction}"]
    assert begun.request.model == "a-larger-model"
    receipt = read(get_receipt, reply)
    assert receipt is not None
    kept = unpack(receipt.system, receipt.content)[-1].segment
    assert (kept.reason, kept.text) == (Reason.INSTRUCTED, instruction)


def test_only_a_reply_that_has_arrived_can_have_another_version(session: int) -> None:
    mine, reply, later = say(session, "Hello.", "Hi.", "And?")
    for message_id in (mine, later, 99):
        with pytest.raises(InvalidInput):
            replies.regenerate("default", session, message_id).prepare.work()
    replies.regenerate("default", session, reply).prepare.work()
    with pytest.raises(InvalidInput, match="still being written"):
        replies.regenerate("default", session, reply).prepare.work()


def test_what_is_hidden_is_not_sent_and_the_plan_says_so(session: int) -> None:
    hello, secret, _ = say(session, "Hello.", "A secret.", "How are you?")
    write(set_hidden, [secret], True)
    begun = replies.answer("default", session).prepare.work()
    assert "secret" not in "".join(sent(begun))
    receipt = read(get_receipt, begun.message_id)
    assert receipt is not None
    found = [one.segment for one in unpack(receipt.system, receipt.content)]
    reasons = {segment.source_id: segment.reason for segment in found}
    assert reasons[secret] is Reason.HIDDEN
    assert reasons[hello] is not Reason.HIDDEN


def test_continuing_asks_for_the_rest_in_the_same_row(session: int) -> None:
    say(session, "Hello.")
    old = broken_off(session)
    begun = replies.continue_reply("default", session, old).prepare.work()
    instruction = prompt("continue")
    assert sent(begun) == ["Hello.", "Half a", instruction]
    assert (begun.message_id, begun.prefix) == (old, "Half a")
    assert row(session, old).status is ReplyStatus.STREAMING
    assert read(get_receipt, old) is not None


def test_what_brings_nothing_further_leaves_the_reply_as_it_was(session: int) -> None:
    say(session, "Hello.")
    thought = Thought("Hm.", 800, 7)
    reply = write(begin_reply, session, "Mia", RUN_ID)
    write(finish_reply, reply, "Half a", ReplyOutcome(ReplyStatus.INTERRUPTED, "Cut off.", thought=thought))
    before = row(session, reply)
    begun = replies.continue_reply("default", session, reply).prepare.work()
    stopped = ReplyOutcome(ReplyStatus.STOPPED, thought=thought)
    assert not reply_storage.finish(begun, "Half a", stopped).work()
    assert row(session, reply)._replace(versions=before.versions) == before
    assert [each.text for each in read(list_versions, reply)] in ([], ["Half a"])


def test_before_every_kind_of_reply_the_model_may_think(session: int) -> None:
    say(session, "Hello")
    works = (
        replies.answer("default", session),
        replies.continue_reply("default", session, broken_off(session)),
    )
    assert works[1].prepare.work().request.may_think
    assert works[0].prepare.work().request.may_think
    retrying = replies.retry("default", session, broken_off(session))
    assert retrying.prepare.work().request.may_think


def test_a_reply_that_goes_on_brings_what_was_thought_before(session: int) -> None:
    say(session, "Hello")
    reply = write(begin_reply, session, "Mia", RUN_ID)
    thought = Thought("Hm.", 800, 7)
    write(finish_reply, reply, "Half a", ReplyOutcome(ReplyStatus.INTERRUPTED, thought=thought))
    assert replies.continue_reply("default", session, reply).prepare.work().thought == thought


@pytest.mark.parametrize("verb", [None, replies.retry, replies.continue_reply])
def test_a_reply_begins_in_one_transaction(session: int, verb: Verb | None) -> None:
    say(session, "Hello.")
    work = verb("default", session, broken_off(session)) if verb else replies.answer("default", session)
    with transactions() as ran:
        work.prepare.work()
    assert ran == ["BEGIN IMMEDIATE", "COMMIT"]


@pytest.mark.parametrize("verb", [None, replies.retry, replies.continue_reply])
def test_a_reply_whose_receipt_cannot_be_kept_does_not_begin(
    session: int, data_dir: Path, verb: Verb | None
) -> None:
    say(session, "Hello.")
    work = verb("default", session, broken_off(session)) if verb else replies.answer("default", session)
    tables = ("chat_messages", "replies", "message_versions")
    before = [rows_of(data_dir / "main.db", table) for table in tables]
    refuse_rows(data_dir / "main.db", "reply_receipts")
    with pytest.raises(PersonaFileError):
        work.prepare.work()
    after = [rows_of(data_dir / "main.db", table) for table in tables]
    assert after == before


@pytest.mark.parametrize("verb", [replies.retry, replies.continue_reply])
@pytest.mark.parametrize("is_later", [True, False])
def test_only_the_last_reply_can_be_asked_for_again(session: int, verb: object, is_later: bool) -> None:
    say(session, "Hello.")
    old = broken_off(session)
    if is_later:
        save_message("Never mind.", True, "Mia", session)
    else:
        old -= 1
    before = get_chat_history(session_id=session)
    with pytest.raises(InvalidInput, match="gone on"):
        verb("default", session, old).prepare.work()  # type: ignore[operator]
    assert get_chat_history(session_id=session) == before


def test_keeping_takes_it_as_it_is_and_tells(session: int) -> None:
    say(session, "Hello.")
    old = broken_off(session)
    operation = replies.keep("default", session, old)
    operation.work()
    assert row(session, old).status is ReplyStatus.COMPLETE
    assert list(operation.announces(None)) == [Change(Topic.MESSAGES, "default", session, (old,))]


def test_something_is_added_to_a_reply_with_all_that_was_said_in_mind(session: int) -> None:
    say(session, "Hello.", "Hi.")
    begun = replies.add("default", session).prepare.work()
    assert sent(begun) == ["Hello.", "Hi.", prompt("afterthought")]
    receipt = read(get_receipt, begun.message_id)
    assert receipt is not None
    assert unpack(receipt.system, receipt.content)[-1].segment.reason is Reason.ASKS_FOR_MORE
    assert row(session, begun.message_id).status is ReplyStatus.STREAMING


def added(session: int, status: ReplyStatus = ReplyStatus.COMPLETE) -> int:
    begun = replies.add("default", session).prepare.work()
    write(finish_reply, begun.message_id, "And one more.", ReplyOutcome(status, ""))
    return begun.message_id


def test_what_was_added_is_said_anew_and_gone_on_with_from_all_before_it(session: int) -> None:
    say(session, "Hello.", "Hi.")
    message_id = added(session)
    begun = replies.retry("default", session, message_id).prepare.work()
    assert sent(begun) == ["Hello.", "Hi.", prompt("afterthought")]
    write(finish_reply, message_id, "And anoth", ReplyOutcome(ReplyStatus.INTERRUPTED, "Cut off."))
    begun = replies.continue_reply("default", session, message_id).prepare.work()
    assert sent(begun) == ["Hello.", "Hi.", prompt("afterthought"), "And anoth", prompt("continue")]


def test_what_was_added_is_one_turn_with_the_reply_before_it(session: int) -> None:
    say(session, "Hello.", "Hi.")
    added(session)
    save_message("Oh?", True, "Mia", session)
    begun = replies.answer("default", session).prepare.work()
    assert sent(begun) == ["Hello.", "Hi.\n\nAnd one more.", "Oh?"]


@pytest.mark.parametrize("texts", [[], ["Hello."], ["Hello.", "Hi.", "And?"]])
def test_nothing_is_added_where_no_reply_was_said_last(session: int, texts: list[str]) -> None:
    say(session, *texts)
    with pytest.raises(InvalidInput, match="no reply to add to"):
        replies.add("default", session).prepare.work()
    assert len(read(newest_page, session, 10).messages) == len(texts)


def test_nothing_is_added_to_a_greeting_or_to_a_reply_that_broke_off(session: int) -> None:
    save_message("Welcome.", False, "Mia", session)
    with pytest.raises(InvalidInput):
        replies.add("default", session).prepare.work()
    save_message("Hello.", True, "Mia", session)
    broken_off(session)
    with pytest.raises(InvalidInput):
        replies.add("default", session).prepare.work()
