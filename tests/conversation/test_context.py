import pytest
from support.builders import a_memory
from support.plans import MIA, a_message, a_talk
from support.recalling import came_to_mind

from personaui_desktop.conversation.context import TokenRoom, plan_context, room_for
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyRequest


def contents(request: ReplyRequest) -> list[tuple[str, str]]:
    return [(message["role"], message["content"]) for message in request.messages]


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


def test_text_is_cleaned_before_it_is_sent() -> None:
    request = plan_context(MIA, [a_memory(1, "\ud83d")], [a_message(1, "a\udc00b")]).request()
    assert "\ufffd" in request.system[1]
    assert request.messages[0]["content"].endswith("a\ufffdb")


def test_names_and_descriptions_are_no_templates() -> None:
    profile = Profile("$name {0}", "costs $5 and {braces}")
    assert "costs $5 and {braces}" in plan_context(profile, [], a_talk(1)).request().system[0]
    assert "$name {0}" in plan_context(Profile("$name {0}"), [], a_talk(1)).request().system[0]


def test_one_more_exchange_continues_the_request_before() -> None:
    before = contents(plan_context(MIA, [], a_talk(31)).request())
    after = contents(plan_context(MIA, [], a_talk(33)).request())
    assert after[: len(before)] == before


def a_long_past(count: int = 30) -> list[Memory]:
    return [a_memory(n, f"fact {n} " + "x" * 60) for n in range(count)]


def test_without_a_message_to_answer_nothing_comes_to_mind() -> None:
    limit = ContextLimits(memory_tokens=150)
    plan = plan_context(
        MIA, a_long_past(), [a_message(1, "Hi", mine=False)], limits=limit, relevant=came_to_mind(5)
    )
    assert not any(s.included for s in plan.segments if s.kind is SegmentKind.RECALLED)


def test_the_room_is_worked_out_once() -> None:
    memories, history, limits = [a_memory(1, "likes tea")], [a_message(1, "Hi")], ContextLimits()
    room = room_for(MIA, limits, history)
    assert plan_context(MIA, memories, history, room=room) == plan_context(MIA, memories, history)
    without = plan_context(MIA, memories, history, room=TokenRoom(room.all, 0))
    assert [one.included for one in without.segments if one.kind is SegmentKind.MEMORY] == [False]
