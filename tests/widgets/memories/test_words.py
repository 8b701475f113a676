"""What the pane says."""

from datetime import UTC, datetime

import pytest

from personaui_desktop.operations.memory_budget import MemoryBudget
from personaui_desktop.records import Memory
from personaui_desktop.widgets.memories.words import (
    budget_tip,
    count_line,
    description,
    left_out_line,
    meta_line,
    nothing_matches,
    short_number,
    source_of,
)

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def a_memory(
    session: int | None = None, start: int | None = None, end: int | None = None, *, active: bool = True
) -> Memory:
    return Memory(
        id=1,
        session_id=session,
        persona_id="default",
        content="He sails.",
        created_at="2026-11-12 10:00:00",
        is_active=active,
        start_message_id=start,
        end_message_id=end,
    )


@pytest.mark.parametrize(
    ("memory", "source"),
    [
        (a_memory(), "by hand"),
        (a_memory(1), "from a conversation"),
        (a_memory(1, 12, 40), "messages 12\N{EN DASH}40"),
        (a_memory(1, 12, 12), "message 12"),
    ],
)
def test_says_where_it_comes_from(memory: Memory, source: str) -> None:
    assert source_of(memory) == source


def test_an_off_memory_says_so_in_words() -> None:
    assert meta_line(a_memory(), NOW) == "12 Nov · by hand"
    assert meta_line(a_memory(active=False), NOW) == "12 Nov · by hand · off"
    assert description(a_memory(active=False)).endswith("off, not sent")


@pytest.mark.parametrize(
    ("number", "short"),
    [(0, "0"), (940, "940"), (2_100, "2.1k"), (3_000, "3k"), (12_345, "12k"), (1_300_000, "1.3M")],
)
def test_numbers_are_short(number: int, short: str) -> None:
    assert short_number(number) == short


def test_counts() -> None:
    assert count_line(MemoryBudget(14, 2_100, 6_000, 0)) == "14 active · ≈ 2.1k of 6k tokens"
    assert count_line(MemoryBudget(0, 0, 6_000, 0)) == "none active"
    assert "estimated" in budget_tip(MemoryBudget(1, 30, 6_000, 0), 2)
    assert "none is sent" in budget_tip(MemoryBudget(0, 0, 6_000, 0), 2)


@pytest.mark.parametrize(
    ("left_out", "line"),
    [
        (0, ""),
        (1, "One does not fit and is left out."),
        (1_200, "About 1,200 do not fit and are left out."),
        (1_500, "There is no room for any of them; none is sent."),
    ],
)
def test_what_is_left_out_is_said_in_words(left_out: int, line: str) -> None:
    assert left_out_line(MemoryBudget(1_500, 70_000, 6_000, left_out)) == line


def test_a_long_search_is_shortened() -> None:
    assert len(nothing_matches("x" * 500)) < 80
