"""What holds for every context plan: its budget, the API's rules, that it lists all, what stays cached."""

import json
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.builders import a_memory
from support.plans import (
    FRAMES,
    MIA,
    NOON,
    a_message,
    a_talk,
    histories,
    limits,
    long_texts,
    memories,
    relevant,
    texts,
)
from support.recalling import came_to_mind

from personaui_desktop.claude.client import request_parameters
from personaui_desktop.conversation.context import ContextPlan, UnreadMemories, plan_context
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.recall import Found
from personaui_desktop.records.replies import ReplyRequest

REMEMBERED = {SegmentKind.MEMORY, SegmentKind.RECALLED}
SAID = {SegmentKind.MESSAGE, SegmentKind.OPENING}
AMPLE = 10_000_000


@st.composite
def situations(draw: st.DrawFn) -> dict[str, Any]:
    """All that a plan depends on."""
    return {
        "memories": draw(memories()),
        "history": draw(histories()),
        "limits": draw(limits),
        "has_older": draw(st.booleans()),
        "relevant": draw(relevant),
        "unread": draw(st.sampled_from([UnreadMemories(), UnreadMemories(3, 70)])),
    }


@st.composite
def crowded_situations(draw: st.DrawFn) -> dict[str, Any]:
    """Those in which there is more to be sent than may be, of everything."""
    newest = "word " * draw(st.integers(1, 300)) + "end"
    said = [*draw(st.lists(long_texts, min_size=4, max_size=14)), newest]
    remembered = draw(st.lists(long_texts, min_size=2, max_size=6))
    numbers = range(len(remembered))
    return {
        "memories": [a_memory(n, text) for n, text in enumerate(remembered)],
        "history": [a_message(n, text, mine=n % 2 == 1) for n, text in enumerate(said, start=1)],
        "limits": ContextLimits(20, FRAMES + draw(st.integers(100, 1_000)), draw(st.integers(50, 500))),
        "has_older": draw(st.booleans()),
        "relevant": came_to_mind(*draw(st.lists(st.sampled_from(numbers), unique=True))),
        "unread": UnreadMemories(),
    }


any_situation = situations() | crowded_situations()


def plan_of(situation: dict[str, Any], **other: Any) -> ContextPlan:
    return plan_context(MIA, now=NOON, **(situation | other))


def request_of(situation: dict[str, Any], **other: Any) -> ReplyRequest | None:
    """The request, or ``None`` where the person has said nothing that could be answered."""
    history = situation["history"]
    try:
        return plan_of(situation, **other).request()
    except InvalidInput:
        said = other.get("history", history)
        assert not any(message.is_user and message.text.strip() for message in said)
        return None


def answered(history: list[Message], text: str) -> list[Message]:
    """The history with one more message of the person, which is the one to be answered."""
    return [*history, a_message(1_000, text)]


def before_the_newest(request: ReplyRequest | None) -> str:
    """The bytes of what is sent up to the last cache marker but one: what is to stay cached."""
    assert request is not None
    parameters = request_parameters(request, "model", 1_000)
    return json.dumps([parameters["system"], parameters["messages"][:-1]])


@given(any_situation)
def test_a_plan_is_the_same_for_the_same(situation: dict[str, Any]) -> None:
    assert plan_of(situation) == plan_of(situation)


@given(any_situation)
@settings(max_examples=300)
def test_a_plan_stays_in_its_budget(situation: dict[str, Any]) -> None:
    limit: ContextLimits = situation["limits"]
    sent = [segment for segment in plan_of(situation).segments if segment.included]
    assert sum(segment.kind in SAID for segment in sent) <= max(1, limit.messages)
    assert sum(each.tokens_estimate for each in sent if each.kind in REMEMBERED) <= limit.memory_tokens
    # The persona and the newest message are sent in any case.
    least = plan_of(situation, limits=ContextLimits(0, 0, 0)).tokens_estimate
    assert plan_of(situation).tokens_estimate <= max(limit.tokens, least)


@given(any_situation)
def test_nothing_is_sent_that_the_budget_does_not_count(situation: dict[str, Any]) -> None:
    plan, request = plan_of(situation), request_of(situation)
    assume(request is not None)
    sent = [*request.system, *(message["content"] for message in request.messages)]
    joints = sum(segment.included for segment in plan.segments)
    assert sum(estimate_tokens(text) for text in sent) <= plan.tokens_estimate + joints


@given(any_situation)
def test_everything_is_listed_with_a_reason(situation: dict[str, Any]) -> None:
    segments = plan_of(situation).segments
    assert all(segment.reason for segment in segments)
    assert [each.source_id for each in segments if each.kind in SAID] == [
        message.id for message in situation["history"]
    ]
    unread = situation["unread"].number
    listed = [each for each in segments if each.kind in REMEMBERED]
    assert sorted(each.source_id for each in listed if each.source_id is not None) == [
        memory.id for memory in situation["memories"]
    ]
    assert sum(each.stands_for for each in listed) == len(situation["memories"]) + unread
    assert not any(each.included for each in listed if each.source_id is None)


@given(any_situation, st.none() | texts)
def test_a_request_is_always_one_that_the_api_accepts(
    situation: dict[str, Any], broken_off: str | None
) -> None:
    assume(request_of(situation) is not None)
    plan = plan_of(situation)
    request = (plan if broken_off is None else plan.continue_reply(broken_off)).request()
    roles = [message["role"] for message in request.messages]
    assert roles == [("user", "assistant")[n % 2] for n in range(len(roles))]
    assert roles[-1] == "user"
    for text in (*request.system, *(message["content"] for message in request.messages)):
        assert text.strip()
        text.encode("utf-8")
    assert json.dumps(request_parameters(request, "model", 1_000)).count("cache_control") <= 4


@given(any_situation, st.integers(1, 400), relevant)
@settings(max_examples=300)
def test_what_is_cached_stays_when_only_the_newest_message_changes(
    situation: dict[str, Any], length: int, other_relevant: dict[int, Found] | None
) -> None:
    """Also where the budget is tight: another message of that length, and others come to mind with it."""
    assume((situation["relevant"] is None) == (other_relevant is None))
    one, other = (answered(situation["history"], letter * length) for letter in "ab")
    assert before_the_newest(request_of(situation, history=one)) == before_the_newest(
        request_of(situation, history=other, relevant=other_relevant)
    )


@given(any_situation, texts.filter(str.strip), texts.filter(str.strip))
def test_with_room_the_newest_message_may_have_any_length(
    situation: dict[str, Any], one: str, other: str
) -> None:
    ample = situation["limits"]._replace(messages=AMPLE, tokens=AMPLE)
    requests = (
        request_of(situation, history=answered(situation["history"], text), limits=ample)
        for text in (one, other)
    )
    assert len({before_the_newest(request) for request in requests}) == 1


@given(any_situation, texts, st.sampled_from(ReplyStatus), relevant)
def test_what_is_cached_stays_when_the_conversation_goes_on(
    situation: dict[str, Any], reply: str, status: ReplyStatus, other_relevant: dict[int, Found] | None
) -> None:
    assume((situation["relevant"] is None) == (other_relevant is None))
    ample = situation["limits"]._replace(messages=AMPLE, tokens=AMPLE)
    history = answered(situation["history"], "And then?")
    went_on = [
        *history,
        a_message(1_001, reply, mine=False, status=status.value),
        a_message(1_002, "What next?"),
    ]
    before = request_of(situation, history=history, limits=ample)
    after = request_of(situation, history=went_on, limits=ample, relevant=other_relevant)
    assert before is not None
    assert after is not None
    kept = len(before.messages) - 1
    assert (after.system, after.messages[:kept]) == (before.system, before.messages[:kept])


@given(st.integers(8, 60), st.integers(1, 200), st.integers(1, 40))
def test_the_window_on_a_long_session_moves_seldom(limit: int, first: int, exchanges: int) -> None:
    firsts = []
    begin = 2 * (first + limit) + 1
    for newest in range(begin, begin + 2 * exchanges, 2):
        history = a_talk(limit, newest - limit + 1)
        plan = plan_context(MIA, [], history, NOON, ContextLimits(messages=limit), has_older=True)
        sent = [
            each.source_id for each in plan.segments if each.kind is SegmentKind.MESSAGE and each.included
        ]
        assert sent[-1] == newest
        assert len(sent) >= limit - limit // 4 - 1
        firsts.append(sent[0])
    assert firsts == sorted(firsts)
    assert len(set(firsts)) <= 2 + 2 * exchanges // (limit // 4)


@given(any_situation)
def test_no_other_memory_takes_the_place_of_a_pinned_one(situation: dict[str, Any]) -> None:
    pinned = [memory for memory in situation["memories"] if memory.pinned]

    def pinned_sent(plan: ContextPlan) -> set[int | None]:
        sent = {each.source_id for each in plan.segments if each.included and each.kind in REMEMBERED}
        return sent & {memory.id for memory in pinned}

    alone = plan_of(situation, memories=pinned, relevant=None, unread=UnreadMemories())
    assert pinned_sent(plan_of(situation)) == pinned_sent(alone)
