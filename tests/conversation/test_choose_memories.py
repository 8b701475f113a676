from support.builders import a_memory
from support.plans import MIA, a_message, a_talk
from support.recalling import came_to_mind

from personaui_desktop.conversation.context import ContextPlan, UnreadMemories, plan_context
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.records.memories import Memory


def why(plan: ContextPlan, text: str) -> Reason:
    return next(segment.reason for segment in plan.segments if segment.text == text)


def test_all_memories_are_sent_while_they_fit_then_the_newest() -> None:
    memories = [a_memory(n, f"fact {n} " + "x" * 60) for n in range(10)]
    everything = plan_context(MIA, memories, a_talk(1))
    assert all(s.included for s in everything.segments)
    some = plan_context(MIA, memories, a_talk(1), limits=ContextLimits(memory_tokens=100))
    sent = [s.source_id for s in some.segments if s.kind is SegmentKind.MEMORY and s.included]
    assert sent == [7, 8, 9]
    assert why(some, memories[0].content.strip()) is Reason.NO_ROOM


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
    plan = plan_context(
        MIA, memories, a_talk(3), limits=ContextLimits(memory_tokens=150), relevant=came_to_mind(5, 9, 8, 7)
    )
    reasons = by_reason(plan)
    assert reasons[Reason.PINNED] == [3]
    assert reasons[Reason.RELEVANT] == [5, 9, 8]
    assert reasons[Reason.NEWEST] == [29]
    assert len(reasons[Reason.NO_ROOM]) == 25


def test_what_was_not_even_read_is_listed_in_one_line() -> None:
    plan = plan_context(MIA, a_long_past(2), a_talk(1), relevant={}, unread=UnreadMemories(9000, 70_000))
    (rest,) = [segment for segment in plan.segments if segment.stands_for > 1]
    assert (rest.stands_for, rest.tokens_estimate, rest.included) == (9000, 70_000, False)


def test_what_comes_to_mind_leaves_the_cached_prefix_as_it_is() -> None:
    memories, limit = a_long_past(), ContextLimits(memory_tokens=150)
    talk = a_talk(6)
    first = plan_context(
        MIA, memories, [*talk, a_message(7, "aaa")], limits=limit, relevant=came_to_mind(5)
    ).request()
    other = plan_context(
        MIA, memories, [*talk, a_message(7, "bbb")], limits=limit, relevant=came_to_mind(9, 4)
    ).request()
    assert first.system == other.system
    assert first.messages[:-1] == other.messages[:-1]
    assert "<memory>\nfact 5 " in first.messages[-1]["content"]
    assert first.messages[-1]["content"].endswith("aaa")
