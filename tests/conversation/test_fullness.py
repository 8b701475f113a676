"""How full a request is, and which messages go next."""

import pytest
from support.builders import a_memory
from support.plans import MIA, a_message, a_talk

from personaui_desktop.conversation.context import ContextLimits, plan_context
from personaui_desktop.conversation.fullness import Fullness, fullness_of, next_to_go


def test_every_token_that_is_sent_belongs_to_a_part() -> None:
    limits = ContextLimits(10, 5_000, 1_000)
    plan = plan_context(MIA, [a_memory(1, "He likes tea.")], [a_message(1, "one " * 50)], limits=limits)
    found = fullness_of(plan, limits)
    assert found.taken == plan.tokens_estimate
    assert min(found.persona, found.memories, found.talk) > 0
    assert (found.tokens, found.messages, found.most_messages) == (5_000, 1, 10)


@pytest.mark.parametrize(
    ("taken", "messages", "share", "is_nearly_full"),
    [
        (100, 1, 0.1, False),
        (899, 1, 0.899, False),
        (900, 1, 0.9, True),
        (5_000, 1, 1.0, True),
        (1, 9, 0.9, True),
    ],
)
def test_it_is_as_full_as_what_is_sooner_full(
    taken: int, messages: int, share: float, is_nearly_full: bool
) -> None:
    found = Fullness(0, 0, taken, 1_000, messages, 10)
    assert found.share == pytest.approx(share)
    assert found.is_nearly_full is is_nearly_full


@pytest.mark.parametrize(("said", "going"), [(7, []), (9, [1, 2, 3, 4]), (10, [1, 2, 3, 4])])
def test_the_oldest_go_before_the_window_moves(said: int, going: list[int]) -> None:
    limits = ContextLimits(10, 100_000, 0)
    history = a_talk(said)
    plan = plan_context(MIA, [], history, limits=limits)
    assert next_to_go(plan, limits) == going


def test_whatever_falls_out_next_was_told_before() -> None:
    limits = ContextLimits(20, 100_000, 0)
    told: set[int] = set()
    for said in range(1, 80):
        plan = plan_context(MIA, [], a_talk(said), limits=limits)
        sent = {each.source_id for each in plan.segments if each.included}
        assert set(range(1, said + 1)) - sent - {said} <= told, said
        told.update(next_to_go(plan, limits))


def test_a_conversation_that_is_long_in_tokens_tells_it_too() -> None:
    limits = ContextLimits(100, 2_000, 0)
    plan = plan_context(
        MIA, [], [a_message(n, "word " * 250, mine=n % 2 == 1) for n in range(1, 9)], limits=limits
    )
    assert next_to_go(plan, limits)
