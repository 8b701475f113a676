"""Whether a persona may be asked for an afterthought, how often, and what becomes of the answer."""

import pytest
from support.on_file import read, write
from support.turns import say

from personaui_desktop.background.memory_writer import Written
from personaui_desktop.conversation.context import ContextLimits
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.database import create_session, delete_session, save_message
from personaui_desktop.database.branches import open_branch, park_tail
from personaui_desktop.database.copying import begin_copy
from personaui_desktop.database.marks import set_hidden
from personaui_desktop.database.messages import delete_messages
from personaui_desktop.database.pages import newest_page
from personaui_desktop.database.queued import queue_message
from personaui_desktop.database.receipts import get_receipt, session_spending
from personaui_desktop.database.replies import begin_reply, finish_reply
from personaui_desktop.database.session_marks import put_in_trash
from personaui_desktop.database.undo_steps import undo
from personaui_desktop.operations import afterthoughts
from personaui_desktop.operations.afterthoughts import AfterthoughtPlan
from personaui_desktop.operations.run_id import RUN_ID
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Usage

LIMITS = ContextLimits()


def may_ask(session: int, reply_id: int) -> bool:
    return afterthoughts.may_ask("default", session, reply_id).work()


def ask(session: int, reply_id: int) -> AfterthoughtPlan | None:
    return afterthoughts.ask("default", session, reply_id, LIMITS).work()


@pytest.fixture
def asked(session: int) -> AfterthoughtPlan:
    """What was asked after a first exchange."""
    _, reply = say(session, "Hello.", "Hi.")
    asked = ask(session, reply)
    assert asked is not None
    return asked


def answer(
    asked: AfterthoughtPlan,
    text: str,
    status: ReplyStatus = ReplyStatus.COMPLETE,
    *,
    wanted: bool = True,
    again: bool = False,
) -> int | None:
    outcome = ReplyOutcome(status, "", model="claude-sonnet-4-5", usage=Usage(100, 20))
    written = Written(text, outcome, None)
    return afterthoughts.settle_afterthought(asked, written, again, is_wanted=wanted).work()


def texts(session: int) -> list[str]:
    return [message.text for message in read(newest_page, session, 20).messages]


def test_it_is_asked_once_a_turn_and_noted_before(session: int) -> None:
    _, reply = say(session, "Hello.", "Hi.")
    assert may_ask(session, reply)
    asked = ask(session, reply)
    assert asked is not None
    sent = [message["content"].rpartition("]\n\n")[2] for message in asked.request.messages]
    assert sent == ["Hello.", "Hi.", prompt("afterthought_or_silence")]
    # Nothing has come back: the program may have been killed.
    assert not may_ask(session, reply)
    assert ask(session, reply) is None


def test_what_is_added_is_a_message_with_receipt_and_cost(session: int, asked: AfterthoughtPlan) -> None:
    message_id = answer(asked, "One more thing.")
    assert message_id is not None
    assert texts(session) == ["Hello.", "Hi.", "One more thing."]
    assert read(get_receipt, message_id) is not None
    assert read(session_spending, session).requests == 1
    assert not may_ask(session, message_id)


@pytest.mark.parametrize("silence", ["[silence]", " [Silence]. ", "silence", "Hm. [silence]", "", "  "])
def test_silence_adds_nothing_and_its_cost_is_noted(
    session: int, asked: AfterthoughtPlan, silence: str
) -> None:
    assert answer(asked, silence) is None
    assert texts(session) == ["Hello.", "Hi."]
    assert read(session_spending, session).requests == 1


def test_what_was_not_wanted_or_broke_off_is_no_message(session: int, asked: AfterthoughtPlan) -> None:
    assert answer(asked, "One more thing.", wanted=False) is None
    assert answer(asked, "One more th", ReplyStatus.INTERRUPTED) is None
    assert texts(session) == ["Hello.", "Hi."]


def test_an_answer_that_comes_once_the_conversation_went_on_is_dropped(
    session: int, asked: AfterthoughtPlan
) -> None:
    say(session, "And?")
    assert answer(asked, "One more thing.") is None
    assert texts(session) == ["Hello.", "Hi.", "And?"]


def test_what_could_not_be_stored_when_it_came_is_stored_in_its_place(
    session: int, asked: AfterthoughtPlan
) -> None:
    """The disk was full for a long text, and what the person said next was short."""
    say(session, "And?", "And so on.")
    stored = answer(asked, "One more thing.", again=True)
    assert texts(session) == ["Hello.", "Hi.", "One more thing.", "And?", "And so on."]
    assert [each.id for each in read(newest_page, session, 20).messages][2] == stored
    assert answer(asked, "One more thing.", again=True) is None, "stored once, however often it is tried"
    assert len(texts(session)) == 5


def test_it_is_stored_late_where_its_reply_lies_by_now_and_nowhere_else(
    session: int, asked: AfterthoughtPlan
) -> None:
    branch = write(park_tail, session, asked.reply_id)
    say(session, "Else")
    assert answer(asked, "One more thing.", again=True) is not None
    assert (texts(session), texts(branch)) == (["Hello.", "Else"], ["Hi.", "One more thing."])


@pytest.mark.parametrize("becomes", ["deleted", "trashed"])
def test_late_it_is_no_message_where_its_reply_is_away(
    session: int, asked: AfterthoughtPlan, becomes: str
) -> None:
    say(session, "And?")
    if becomes == "deleted":
        write(delete_messages, session, [asked.reply_id])
    else:
        write(put_in_trash, [session])
    assert answer(asked, "One more thing.", again=True) is None
    assert "One more thing." not in texts(session)


def test_no_other_message_takes_its_place(session: int, asked: AfterthoughtPlan) -> None:
    last = read(newest_page, session, 20).messages[-1].id
    (said,) = say(session, "And?")
    assert (asked.message_id, said) == (last + 1, last + 2)


def test_an_answer_for_a_deleted_session_is_dropped(session: int, asked: AfterthoughtPlan) -> None:
    delete_session(session, "default")
    assert answer(asked, "One more thing.") is None


def test_it_is_not_asked_where_the_person_was_not_answered_last(session: int) -> None:
    (greeting,) = [save_message("Welcome.", False, "Mia", session)]
    assert not may_ask(session, greeting)
    hello, reply = say(session, "Hello.", "Hi.")
    assert not may_ask(session, greeting)
    assert may_ask(session, reply)
    write(set_hidden, [hello], True)
    assert not may_ask(session, reply)


def test_it_is_not_asked_while_something_waits_to_be_said(session: int) -> None:
    _, reply = say(session, "Hello.", "Hi.")
    write(queue_message, session, "And then?")
    assert not may_ask(session, reply)


@pytest.mark.parametrize("status", [ReplyStatus.STOPPED, ReplyStatus.INTERRUPTED, ReplyStatus.FAILED])
def test_it_is_not_asked_after_a_reply_that_did_not_end_by_itself(session: int, status: ReplyStatus) -> None:
    say(session, "Hello.")
    reply = write(begin_reply, session, "Mia", RUN_ID)
    write(finish_reply, reply, "Half a", ReplyOutcome(status, ""))
    assert not may_ask(session, reply)


def test_nothing_is_asked_or_added_in_the_trash(session: int, asked: AfterthoughtPlan) -> None:
    later = create_session("Another", "default")
    _, other = say(later, "Hello.", "Hi.")
    write(put_in_trash, [session, later])
    assert answer(asked, "One more thing.") is None
    assert texts(session) == ["Hello.", "Hi."]
    assert not may_ask(later, other)


def test_in_a_copy_it_is_not_asked_again_either(session: int) -> None:
    say(session, "Good day.", "Hi.")
    _, reply = say(session, "Hello.", "Hi.")
    assert ask(session, reply) is not None
    copy = write(begin_copy, session, reply, "A copy")
    *_, (said, copied) = pairs(copy)
    assert (said.text, copied.text) == ("Hello.", "Hi.")
    assert not may_ask(copy, copied.id)
    _, later = say(copy, "And?", "Well.")
    assert may_ask(copy, later)
    # The original is deleted for good: the copy knows by itself.
    delete_session(session, "default")
    write(delete_messages, copy, [message.id for message in read(newest_page, copy, 2).messages])
    assert not may_ask(copy, copied.id)


def test_a_tail_takes_along_that_it_was_asked(session: int) -> None:
    say(session, "Hello.", "Hi.")
    second, reply = say(session, "And?", "Well.")
    assert ask(session, reply) is not None
    branch = write(park_tail, session, second)
    third, other = say(session, "Otherwise?", "Yes.")
    assert ask(session, other) is not None
    assert third > second
    delete_session(session, "default")
    assert not may_ask(branch, reply)


def test_a_tail_that_comes_back_takes_it_along_too(session: int) -> None:
    say(session, "Hello.", "Hi.")
    second, reply = say(session, "And?", "Well.")
    branch = write(park_tail, session, second)
    _, other = say(session, "Otherwise?", "Yes.")
    assert write(open_branch, branch) == session
    assert ask(session, reply) is not None
    assert write(open_branch, branch) == session
    assert ask(session, other) is not None
    assert write(open_branch, branch) == session
    delete_session(branch, "default")
    assert not may_ask(session, reply)


def test_what_was_asked_after_deleted_messages_is_known_when_they_are_back(session: int) -> None:
    say(session, "Hello.", "Hi.")
    first, _ = say(session, "First?", "One.")
    branch = write(park_tail, session, first)
    second, reply = say(session, "And?", "Well.")
    assert ask(session, reply) is not None
    write(delete_messages, session, [second, reply])
    assert write(open_branch, branch) == session
    write(undo)
    write(undo)
    assert texts(session) == ["Hello.", "Hi.", "And?", "Well."]
    assert not may_ask(session, reply)


def pairs(session: int) -> list[tuple[Message, Message]]:
    found = read(newest_page, session, 20).messages
    return list(zip(found[::2], found[1::2], strict=True))
