from datetime import datetime, timedelta, timezone

import pytest
from support.builders import a_memory
from support.plans import MIA, NOON, a_message, a_talk

from personaui_desktop.conversation.context import ContextPlan, Unread, plan_context
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyRequest


def contents(request: ReplyRequest) -> list[tuple[str, str]]:
    return [(message["role"], message["content"]) for message in request.messages]


def why(plan: ContextPlan, text: str) -> Reason:
    return next(segment.reason for segment in plan.segments if segment.text == text)


def test_what_seldom_changes_comes_first() -> None:
    history = [a_message(1, "Hello, you.", mine=False), a_message(2, "Hi")]
    plan = plan_context(MIA, [a_memory(1, "likes tea"), a_memory(2, "has a cat")], history)
    request = plan.request()
    persona, memories, opening = request.system
    assert "You are Mia" in persona
    assert "Mia is kind." in persona
    assert memories.index("likes tea") < memories.index("has a cat")
    assert opening.endswith("Hello, you.")
    assert contents(request) == [("user", "[Monday, 2026-11-23 12:00]\n\nHi")]
    assert request.persona_name == "Mia"


def test_runs_of_one_role_are_merged_and_blanks_skipped() -> None:
    history = [
        a_message(1, "one"),
        a_message(2, " \n", mine=False),
        a_message(3, "two"),
        a_message(4, "three", mine=False),
        a_message(5, "four", mine=False),
        a_message(6, "five"),
    ]
    assert contents(plan_context(MIA, [], history).request()) == [
        ("user", "[Monday, 2026-11-23 12:00]\n\none\n\ntwo"),
        ("assistant", "three\n\nfour"),
        ("user", "five"),
    ]


@pytest.mark.parametrize("status", [*ReplyStatus, None])
def test_a_last_reply_is_never_the_last_turn(status: ReplyStatus | None) -> None:
    history = [a_message(1, "one"), a_message(2, "half", mine=False, status=status)]
    plan = plan_context(MIA, [], history)
    assert [role for role, _ in contents(plan.request())] == ["user"]
    assert why(plan, "half")


def test_an_interrupted_reply_is_sent_once_something_was_said_after_it() -> None:
    history = [
        a_message(1, "one"),
        a_message(2, "half", mine=False, status=ReplyStatus.INTERRUPTED),
        a_message(3, "go on"),
    ]
    assert ("assistant", "half") in contents(plan_context(MIA, [], history).request())


def test_a_declined_reply_is_never_sent() -> None:
    history = [
        a_message(1, "one"),
        a_message(2, "I ca", mine=False, status=ReplyStatus.REFUSED),
        a_message(3, "two"),
    ]
    plan = plan_context(MIA, [], history)
    assert len(plan.request().messages) == 1
    assert why(plan, "I ca") is Reason.REFUSED


def test_continuing_asks_with_an_instruction_and_no_prefill() -> None:
    plan = plan_context(MIA, [], [a_message(1, "tell me")]).continue_reply("Once upon a ")
    roles = contents(plan.request())
    assert roles[-2] == ("assistant", "Once upon a ")
    assert roles[-1][0] == "user"
    assert "Continue it exactly where it stopped" in roles[-1][1]


def test_continuing_nothing_begins_anew() -> None:
    plan = plan_context(MIA, [], [a_message(1, "tell me")])
    assert plan.continue_reply(" \n") == plan


def test_nothing_said_cannot_be_answered() -> None:
    plan = plan_context(MIA, [], [a_message(1, "Hello", mine=False)])
    assert [s.kind for s in plan.segments] == [SegmentKind.PERSONA, SegmentKind.OPENING]
    with pytest.raises(InvalidInput, match="no message to answer"):
        plan.request()


def test_the_time_is_told_after_a_pause_in_the_persons_own_zone() -> None:
    zone = timezone(timedelta(hours=2))
    history = [
        a_message(1, "noon"),
        a_message(2, "hm", mine=False, time=NOON + timedelta(minutes=1)),
        a_message(3, "still noon", time=NOON + timedelta(minutes=2)),
        a_message(4, "later", time=NOON + timedelta(hours=11)),
        a_message(5, "odd")._replace(timestamp="once upon a time"),
    ]
    plan = plan_context(MIA, [], history, datetime(2026, 12, 1, tzinfo=zone))
    assert [s.text for s in plan.segments if s.kind is SegmentKind.TIME] == [
        "[Monday, 2026-11-23 14:00]",
        "[Tuesday, 2026-11-24 01:00]",
    ]


def test_all_memories_are_sent_while_they_fit_then_the_newest() -> None:
    memories = [a_memory(n, f"fact {n} " + "x" * 60) for n in range(10)]
    everything = plan_context(MIA, memories, a_talk(1))
    assert all(s.included for s in everything.segments)
    some = plan_context(MIA, memories, a_talk(1), limits=ContextLimits(memory_tokens=100))
    sent = [s.source_id for s in some.segments if s.kind is SegmentKind.MEMORY and s.included]
    assert sent == [7, 8, 9]
    assert why(some, memories[0].content.strip()) is Reason.NO_ROOM


def test_text_is_cleaned_before_it_is_sent() -> None:
    request = plan_context(MIA, [a_memory(1, "\ud83d")], [a_message(1, "a\udc00b")]).request()
    assert "\ufffd" in request.system[1]
    assert request.messages[0]["content"].endswith("a\ufffdb")


def test_names_and_descriptions_are_no_templates() -> None:
    profile = Profile("$name {0}", "costs $5 and {braces}")
    assert "costs $5 and {braces}" in plan_context(profile, [], a_talk(1)).request().system[0]
    assert "$name {0}" in plan_context(Profile("$name {0}"), [], a_talk(1)).request().system[0]


def test_the_window_on_a_long_session_moves_in_steps() -> None:
    firsts = []
    for newest in range(201, 261, 2):
        history = a_talk(60, newest - 59)
        plan = plan_context(MIA, [], history, has_older=True)
        sent = [s.source_id for s in plan.segments if s.kind is SegmentKind.MESSAGE and s.included]
        assert sent[-1] == newest
        assert 45 <= len(sent) <= 60
        firsts.append(sent[0])
    assert firsts == sorted(firsts)
    assert len(set(firsts)) <= 6


def test_one_more_exchange_continues_the_request_before() -> None:
    before = contents(plan_context(MIA, [], a_talk(31)).request())
    after = contents(plan_context(MIA, [], a_talk(33)).request())
    assert after[: len(before)] == before


def a_long_past(count: int = 30) -> list[Memory]:
    return [a_memory(n, f"fact {n} " + "x" * 60) for n in range(count)]


def by_reason(plan: ContextPlan) -> dict[Reason, list[int | None]]:
    found: dict[Reason, list[int | None]] = {}
    for segment in plan.segments:
        if segment.kind in {SegmentKind.MEMORY, SegmentKind.RECALLED}:
            found.setdefault(segment.reason, []).append(segment.source_id)
    return found


def test_pinned_come_first_then_the_relevant_then_the_newest() -> None:
    memories = a_long_past()
    memories[3] = memories[3]._replace(pinned=True)
    plan = plan_context(MIA, memories, a_talk(3), limits=ContextLimits(memory_tokens=150), relevant=[5, 9, 7])
    reasons = by_reason(plan)
    assert reasons[Reason.PINNED] == [3]
    assert reasons[Reason.RELEVANT] == [5, 9]
    assert reasons[Reason.NEWEST] == [28, 29]
    assert len(reasons[Reason.NO_ROOM]) == 25


def test_what_was_not_even_read_is_listed_in_one_line() -> None:
    plan = plan_context(MIA, a_long_past(2), a_talk(1), relevant=[], unread=Unread(9000, 70_000))
    (rest,) = [segment for segment in plan.segments if segment.stands_for > 1]
    assert (rest.stands_for, rest.tokens_estimate, rest.included) == (9000, 70_000, False)


def test_what_comes_to_mind_leaves_the_cached_prefix_as_it_is() -> None:
    memories, limit = a_long_past(), ContextLimits(memory_tokens=150)
    talk = a_talk(6)
    first = plan_context(MIA, memories, [*talk, a_message(7, "aaa")], limits=limit, relevant=[5]).request()
    other = plan_context(MIA, memories, [*talk, a_message(7, "bbb")], limits=limit, relevant=[9, 4]).request()
    assert first.system == other.system
    assert first.messages[:-1] == other.messages[:-1]
    assert "<memory>\nfact 5 " in first.messages[-1]["content"]
    assert first.messages[-1]["content"].endswith("aaa")


def test_without_a_message_to_answer_nothing_comes_to_mind() -> None:
    limit = ContextLimits(memory_tokens=150)
    plan = plan_context(MIA, a_long_past(), [a_message(1, "Hi", mine=False)], limits=limit, relevant=[5])
    assert not any(s.included for s in plan.segments if s.kind is SegmentKind.RECALLED)
