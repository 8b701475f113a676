"""What the pane says."""

from datetime import UTC, datetime

import pytest

from personaui_desktop.records import Memory
from personaui_desktop.widgets.memories.words import (
    count_line,
    count_tip,
    description,
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
    assert count_line(14, 2_100) == "14 active · ≈ 2.1k tokens"
    assert count_line(0, 0) == "none active"
    assert "estimated" in count_tip(1, 2, 30)
    assert "none is sent" in count_tip(0, 2, 0)


def test_a_long_search_is_shortened() -> None:
    assert len(nothing_matches("x" * 500)) < 80
