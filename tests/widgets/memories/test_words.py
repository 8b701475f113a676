"""What the pane says."""

from datetime import UTC, datetime

import pytest
from support.builders import a_memory

from personaui_desktop.operations.memory_budget import MemoryBudget
from personaui_desktop.records.memories import Memory, Span
from personaui_desktop.widgets.common.wording import END_OF_ISOLATE, ISOLATE
from personaui_desktop.widgets.memories.words import (
    active_line,
    budget_tip,
    count_line,
    count_of,
    description,
    left_out_line,
    meta_line,
    nothing_matches,
    short_number,
    source_of,
    where_of,
    whole_of,
)

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("memory", "source"),
    [
        (a_memory(), "added by you"),
        (a_memory(session_id=1), "from a conversation"),
        (a_memory(session_id=1, start_message_id=12, end_message_id=40), "messages deleted"),
    ],
)
def test_says_where_it_comes_from(memory: Memory, source: str) -> None:
    assert source_of(memory) == source


def test_an_off_memory_says_so_in_words() -> None:
    assert meta_line(a_memory(), NOW) == "12 Nov · added by you"
    assert meta_line(a_memory(is_active=False), NOW) == "12 Nov · added by you · not used"
    assert description(a_memory(), NOW).endswith(", active")
    assert description(a_memory(is_active=False), NOW).endswith(", not used")


def test_says_when_and_where_its_messages_are() -> None:
    span = Span("Sunday roast", "2026-11-12 10:00:00", "2026-11-14 10:00:00", 40)
    memory = a_memory(session_id=1, start_message_id=10_348, end_message_id=10_388, span=span, pinned=True)
    assert plain(meta_line(memory, NOW)) == "12 to 14 Nov, Sunday roast · pinned"
    assert plain(description(memory, NOW)).startswith("40 messages, 12 to 14 Nov, Sunday roast, made ")
    memory = memory._replace(span=Span(" ", "2026-11-12 10:00:00", "2026-11-12 10:00:00", 1))
    assert meta_line(memory, NOW) == "12 Nov · 1 message · pinned"
    assert count_of(Span("", "", "", 1_001)) == "over 1,000 messages"
    today = Span("Today's plan", "2026-11-23 10:00:00", "2026-11-23 10:01:00", 3)
    assert plain(whole_of(today, NOW)) == "3 messages, today, Today's plan"
    assert plain(where_of(today, NOW)) == "Today, Today's plan"


def plain(line: str) -> str:
    """Without the marks around names."""
    return line.replace(ISOLATE, "").replace(END_OF_ISOLATE, "")


@pytest.mark.parametrize(
    ("number", "short"),
    [(0, "0"), (940, "940"), (2_100, "2.1k"), (3_000, "3k"), (12_345, "12k"), (1_300_000, "1.3M")],
)
def test_numbers_are_short(number: int, short: str) -> None:
    assert short_number(number) == short


def test_counts() -> None:
    assert count_line(MemoryBudget(14, 2_100, 6_000, 0)) == "14 active · ≈ 2.1k of 6k tokens"
    assert count_line(MemoryBudget(0, 0, 6_000, 0)) == "None active"
    assert "1 of 2 memories" in budget_tip(MemoryBudget(1, 30, 6_000, 0), 2)
    assert "none are sent" in budget_tip(MemoryBudget(0, 0, 6_000, 0), 2)


@pytest.mark.parametrize(
    ("active", "elsewhere", "line", "tip"),
    [
        (2, 0, "2 active", "set aside for memories."),
        (2, 1, "2 active", "memories. 1 more belongs to another branch and is not sent in this one."),
        (0, 3, "None active here", "3 more belong to other branches and are not sent in this one."),
    ],
)
def test_those_of_other_branches_are_told_apart(active: int, elsewhere: int, line: str, tip: str) -> None:
    budget = MemoryBudget(active, active * 30, 6_000, 0, elsewhere)
    assert active_line(budget) == line
    assert budget_tip(budget, 5).endswith(tip)
    assert budget_tip(budget, 5) == budget_tip(budget, 5).strip()


@pytest.mark.parametrize(
    ("left_out", "line"),
    [
        (0, ""),
        (1, "1 does not fit and is not sent."),
        (1_200, "About 1,200 do not fit and are not sent."),
        (1_500, "There is no room for memories. None are sent."),
    ],
)
def test_what_is_left_out_is_said_in_words(left_out: int, line: str) -> None:
    assert left_out_line(MemoryBudget(1_500, 70_000, 6_000, left_out)) == line


def test_a_long_search_is_shortened() -> None:
    assert len(nothing_matches("x" * 500)) < 80
