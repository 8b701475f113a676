"""What the inspector says."""

import pytest

from personaui_desktop.conversation import choose_memories, choose_messages, context, plan, prices
from personaui_desktop.conversation.plan import Segment, SegmentKind
from personaui_desktop.database.receipts import Spent
from personaui_desktop.operations import inspection
from personaui_desktop.operations.inspection import Totals
from personaui_desktop.widgets.common.wording import END_OF_ISOLATE, ISOLATE
from personaui_desktop.widgets.inspector.words import totals_line, why

REASONS = [
    value
    for module in (choose_memories, choose_messages, context, plan, inspection)
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str) and value not in {inspection.CHANGED, inspection.GONE}
]


def a_segment(reason: str, *, included: bool) -> Segment:
    return Segment(SegmentKind.MESSAGE, "Hello", 1, included, reason)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_said_in_few_words(reason: str) -> None:
    said = why(a_segment(reason, included=False), "")
    assert said.startswith("Left out: ")
    assert reason not in said
    assert len(said) < 45


def test_a_reason_of_another_time_is_said_as_it_is() -> None:
    assert why(a_segment("is a good omen", included=True), "") == "is a good omen"
    recent = a_segment(choose_messages.RECENT, included=True)
    assert why(recent, "was changed since") == "Recent message (was changed since)"


def test_costs_are_named() -> None:
    table = prices.PriceTable("2026-11-23", {})
    line = totals_line(Totals(Spent(0, 1, 1), Spent(120_000_000, 3), Spent(), table), "Mia")
    line = line.replace(ISOLATE, "").replace(END_OF_ISOLATE, "")
    assert line.startswith("Cost of this conversation: unknown (1 reply) · Mia: $0.12 · ")
    assert line.endswith(": nothing yet")
    line = totals_line(Totals(Spent(), Spent(), Spent(), table), "Mia")
    assert line.replace(ISOLATE, "").startswith("Cost with Mia")
