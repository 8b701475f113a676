import json
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import a_message

from personaui_desktop.conversation.context import ContextLimits, plan_context
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.plan import ContextPlan, Segment
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.receipt import pack, unpack
from personaui_desktop.errors import DamagedReceipt
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.recall import Found

ROW = ["message", 7, 3, 1, "why", "user", 1, "abcd", None]
VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists)


def packed(rows: Any) -> bytes:
    return zlib.compress(json.dumps(rows).encode())


def test_a_plan_that_was_packed_is_unpacked() -> None:
    said = a_message(7, "Hello", is_user=True)
    plan = plan_context(Profile("Mia", "Warm."), [], [said], datetime.now(UTC), ContextLimits())
    kept = pack(plan)
    sent = unpack(kept.system, kept.content)
    assert sorted(one.segment.kind.value for one in sent) == sorted(one.kind.value for one in plan.segments)
    assert {one.segment.reason for one in sent} == {Reason.ALWAYS, Reason.TOLD_WHEN, Reason.ANSWERED}
    assert all(one.segment.text in {"", *(each.text for each in plan.segments)} for one in sent)


def test_the_row_that_the_next_tests_spoil_is_a_sound_one() -> None:
    assert unpack(packed([]), packed([ROW]))[0].segment.source_id == 7


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zlib",
        packed([ROW])[:-6],
        packed([ROW])[:9],
        zlib.compress(b"\xff"),
        zlib.compress(b"[" * 100_000),
        zlib.compress(b"[" + b"9" * 10_000 + b"]"),
        packed(7),
        packed({"a": 1}),
        packed([[]]),
        packed([None]),
        zlib.compress(bytes(80 * 2**20)),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_damaged_receipt_is_refused_by_name(content: bytes) -> None:
    for parts in ((content, packed([])), (packed([]), content)):
        with pytest.raises(DamagedReceipt, match="is damaged"):
            unpack(*parts)


@given(st.integers(0, len(ROW) - 1), VALUES)
def test_every_field_is_what_it_should_be_or_the_receipt_is_damaged(at: int, value: Any) -> None:
    row = [*ROW[:at], value, *ROW[at + 1 :]]
    try:
        segment, mark = unpack(packed([]), packed([row]))[0]
    except DamagedReceipt:
        return
    assert all(isinstance(each, str) for each in (segment.text, mark))
    assert isinstance(segment.reason, Reason)
    assert type(segment.tokens_estimate) is type(segment.stands_for) is int
    assert segment.role in {None, "user", "assistant"}
    assert segment.source_id is None or type(segment.source_id) is int


FOUND = Found(("lighthouse", "\u706f\u53f0"), 12, "2026-11-23 14:02:00", is_user=True)


def test_by_what_a_memory_was_found_is_kept() -> None:
    came = Segment(SegmentKind.RECALLED, "The pier.", 3, True, Reason.RELEVANT, "user", 4, found=FOUND)
    kept = pack(ContextPlan((came,)))
    (sent,) = unpack(kept.system, kept.content)
    assert sent.segment == came._replace(text="")


@pytest.mark.parametrize(
    "found",
    [
        7,
        [],
        [1, 2, 3],
        [["pier"], "12", "time", 1],
        [["pier"], 12, None, 1],
        [[7], 12, "time", 1],
        ["pier", 1, "t", 1],
    ],
)
def test_a_damaged_finding_is_a_damaged_receipt(found: object) -> None:
    with pytest.raises(DamagedReceipt):
        unpack(packed([]), packed([[*ROW, found]]))
