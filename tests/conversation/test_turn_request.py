"""What is asked for a draft of the person's message, and how the draft joins what they have written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import plans
from support.plans import MIA, a_message

from personaui_desktop.conversation.context import plan_context
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.turn_request import TOLD_CHARACTERS, joined, turn_request
from personaui_desktop.records.messages import Message
from personaui_desktop.records.replies import ReplyRequest

TALK = [a_message(1, "Did it hold?"), a_message(2, "The north end did.", mine=False)]


def asked(history: list[Message], begun: str = "", limits: ContextLimits | None = None) -> ReplyRequest:
    return turn_request(plan_context(MIA, [], history, None, limits, to_the_end=True), begun)


def test_the_last_reply_is_told_and_the_request_ends_in_the_users_turn() -> None:
    request = asked(TALK)
    assert [each["role"] for each in request.messages] == ["user", "assistant", "user"]
    assert request.messages[1]["content"] == "The north end did."
    assert "you are not Mia" in request.messages[-1]["content"]
    assert "<begun>" not in request.messages[-1]["content"]


def test_what_is_sent_before_the_request_is_what_the_reply_was_asked_with() -> None:
    """So that a server finds it in its cache."""
    reply = plan_context(MIA, [plans.a_memory(1, "Likes tea")], TALK[:1]).request()
    draft = turn_request(plan_context(MIA, [plans.a_memory(1, "Likes tea")], TALK, to_the_end=True), "")
    assert draft.system == reply.system
    assert draft.messages[: len(reply.messages)] == reply.messages


def test_a_conversation_that_only_has_a_greeting_can_be_gone_on_with() -> None:
    request = asked([a_message(1, "You came back.", mine=False)])
    assert [each["role"] for each in request.messages] == ["user"]
    assert "You came back." in "".join(request.system)


def test_the_least_that_may_be_sent_is_the_last_message_and_what_followed() -> None:
    long = [a_message(n, f"said {n}", mine=n % 2 == 1) for n in range(1, 9)]
    said = [each["content"] for each in asked(long, limits=ContextLimits(messages=1)).messages]
    assert said[0].endswith("said 7")
    assert said[1] == "said 8"


def test_what_is_begun_is_told_without_being_a_turn_of_its_own() -> None:
    last = asked(TALK, "I was ").messages[-1]
    assert last["content"].endswith("<begun>\nI was\n</begun>")


def test_of_a_long_text_the_end_is_told() -> None:
    content = asked(TALK, "word " * TOLD_CHARACTERS + "the end").messages[-1]["content"]
    assert content.endswith("the end\n</begun>")
    assert len(content) < 2 * TOLD_CHARACTERS


def test_the_message_to_answer_still_is_that() -> None:
    plan = plan_context(MIA, [], TALK, to_the_end=True)
    assert [one.reason for one in plan.segments if one.source_id and one.text in {m.text for m in TALK}] == [
        Reason.ANSWERED,
        Reason.RECENT,
    ]


@given(plans.histories(), plans.memories(), plans.limits, st.text(max_size=50))
def test_whatever_was_said_the_api_takes_it(history, memories, limits, begun) -> None:
    plan = plan_context(MIA, memories, history, None, limits, relevant=None, to_the_end=True)
    request = turn_request(plan, begun)
    roles = [each["role"] for each in request.messages]
    assert roles[0] == roles[-1] == "user"
    assert all(one != other for one, other in pairwise(roles))
    assert all(each["content"].strip() for each in request.messages)


@pytest.mark.parametrize(
    ("begun", "drafted", "whole"),
    [
        ("", "Hello there", "Hello there"),
        ("", "\n Hello", "Hello"),
        ("  ", "Hello", "  Hello"),
        ("I think", "think we should", "I think we should"),
        ("I think ", "think we should", "I think we should"),
        ("I think", "I think we should", "I think we should"),
        ("I think", "we should", "I think we should"),
        ("we shou", "should go", "we should go"),
        ("Well", ", no", "Well, no"),
        ("Well,", "no", "Well, no"),
        ("One.\n\n", "Two.", "One.\n\nTwo."),
        ("It is a", "every day", "It is a every day"),
        ("私は昨日", "昨日、海に", "私は昨日、海に"),
        ("私は", "海に", "私は海に"),
        ("*nods*", "And you?", "*nods* And you?"),
        ("I think", "th", "I think"),
        ("I think", "", "I think"),
    ],
)
def test_a_draft_goes_on_from_what_is_written(begun: str, drafted: str, whole: str) -> None:
    assert joined(begun, drafted) == whole


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_the_person_wrote_stays_as_it_is(begun: str, drafted: str) -> None:
    whole = joined(begun, drafted)
    assert whole.startswith(begun)
    assert begun.strip() or whole == begun + drafted.lstrip()


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=5), st.text(" abc", max_size=20))
def test_words_that_are_written_again_stand_once(words: list[str], more: str) -> None:
    begun = " ".join(words)
    assert joined(begun, f"{begun}, {more}") == f"{begun}, {more}"
