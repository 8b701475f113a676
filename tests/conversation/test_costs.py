from decimal import Decimal

import pytest

from personaui_desktop.conversation.costs import cost_of, from_nano, in_nano, was_paid_for
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Usage

MODEL = "claude-haiku-5-5"


def test_every_kind_of_token_has_its_price() -> None:
    bare = cost_of(MODEL, Usage(1000, 0))
    assert bare is not None
    for more in (Usage(1000, 10), Usage(1000, 0, 10), Usage(1000, 0, 0, 10)):
        cost = cost_of(MODEL, more)
        assert cost is not None
        assert cost > bare


@pytest.mark.parametrize(
    ("model", "usage"),
    [
        (None, Usage(10, 10)),
        ("", Usage(10, 10)),
        ("llama3", Usage(10, 10)),
        (MODEL, Usage(None, 10)),
        (MODEL, Usage(10, None)),
    ],
)
def test_what_is_not_known_costs_nothing_that_could_be_said(model: str | None, usage: Usage) -> None:
    assert cost_of(model, usage) is None
    assert in_nano(None) is None


def test_a_cost_is_stored_to_the_billionth() -> None:
    for dollars in (Decimal(0), Decimal("0.000000001"), Decimal("12.345678912")):
        nano = in_nano(dollars)
        assert nano is not None
        assert from_nano(nano) == dollars


def test_a_server_that_said_anything_has_worked() -> None:
    nothing = ReplyOutcome(ReplyStatus.FAILED)
    assert not was_paid_for(nothing, has_text=False)
    assert was_paid_for(nothing, has_text=True)
    assert was_paid_for(nothing._replace(model=MODEL), has_text=False)
    assert was_paid_for(nothing._replace(usage=Usage(cache_read_tokens=1)), has_text=False)
