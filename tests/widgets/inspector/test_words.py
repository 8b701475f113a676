"""What the inspector says."""

from datetime import UTC, datetime

import pytest

from personaui_desktop.conversation import prices
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.plan import Segment
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.database.receipts import Spent, StoredReceipt
from personaui_desktop.operations.inspection import DRAFT_ID, Since, Totals
from personaui_desktop.records.recall import Found
from personaui_desktop.records.replies import Usage
from personaui_desktop.widgets.common.dates import time_of_day, to_local
from personaui_desktop.widgets.common.wording import END_OF_ISOLATE, ISOLATE
from personaui_desktop.widgets.inspector.words import facts, totals_line, why


def a_segment(reason: Reason, *, included: bool) -> Segment:
    return Segment(SegmentKind.MESSAGE, "Hello", 1, included, reason)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_said_in_few_words(reason: Reason) -> None:
    said = why(a_segment(reason, included=False), Since.SAME, "Mia")
    assert said.startswith("Left out: ")
    assert len(said) < 45


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (Since.SAME, "Recent message"),
        (Since.CHANGED, "Recent message (was changed since)"),
        (Since.GONE, "Recent message (was deleted since)"),
    ],
)
def test_what_became_of_a_text_is_said(since: Since, said: str) -> None:
    assert why(a_segment(Reason.RECENT, included=True), since, "Mia") == said


def test_costs_are_named() -> None:
    table = prices.PriceTable("2026-11-23", {})
    line = totals_line(Totals(Spent(0, 1, 1), Spent(120_000_000, 3), Spent(), table), "Mia")
    line = line.replace(ISOLATE, "").replace(END_OF_ISOLATE, "")
    assert line.startswith("Cost of this conversation: unknown (1 reply) · Mia: $0.12 · ")
    assert line.endswith(": nothing yet")
    line = totals_line(Totals(Spent(), Spent(), Spent(), table), "Mia")
    assert line.replace(ISOLATE, "").startswith("Cost with Mia")


@pytest.mark.parametrize(
    ("effort", "said"), [(None, None), ("xhigh", "Extra high"), ("a newer one", "a newer one")]
)
def test_the_effort_that_was_asked_for_is_a_fact(effort: str | None, said: str | None) -> None:
    sent = "2026-11-23 10:00:00"
    receipt = StoredReceipt(
        1, b"", b"", sent, None, None, "complete", None, "m", "end_turn", Usage(), None, sent, effort
    )
    assert dict(facts(receipt)).get("Effort") == said


@pytest.mark.parametrize(
    ("message_id", "mine", "said"),
    [
        (7, True, "Found by \u201clighthouse\u201d, \u201cKeeper\u201d (your message of {time})"),
        (7, False, "Found by \u201clighthouse\u201d, \u201cKeeper\u201d (message of Mia of {time})"),
        (DRAFT_ID, True, "Found by \u201clighthouse\u201d, \u201cKeeper\u201d (your draft)"),
    ],
)
def test_by_which_words_a_memory_was_found_is_said(message_id: int, mine: bool, said: str) -> None:
    found = Found(("lighthouse", "Keeper"), message_id, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}", mine)
    piece = a_segment(Reason.RELEVANT, included=True)._replace(found=found)
    told = why(piece, Since.SAME, "Mia").replace(ISOLATE, "").replace(END_OF_ISOLATE, "")
    assert told == said.format(time=time_of_day(to_local(found.timestamp)))


def test_what_became_of_a_found_memory_is_said_too() -> None:
    found = Found(("pier",), 7, "2020-05-03 12:00:00", True)
    piece = a_segment(Reason.RELEVANT, included=True)._replace(found=found)
    told = why(piece, Since.CHANGED, "Mia").replace(ISOLATE, "").replace(END_OF_ISOLATE, "")
    assert told == "Found by \u201cpier\u201d (your message of 3 May 2020) (was changed since)"
