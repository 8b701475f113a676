"""How the active memories stand to their share of a request."""

from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.on_file import store_profile

from personaui_desktop.conversation.choose_memories import memory_size
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.limits import ContextLimits, limits_of
from personaui_desktop.database import (
    create_session,
    get_db_connection,
    save_memory,
    save_message,
    toggle_memory_status,
)
from personaui_desktop.operations import inspection, memories
from personaui_desktop.operations.memory_budget import MemoryBudget, memory_budget
from personaui_desktop.records.personas import Profile
from personaui_desktop.settings.table import Settings

TEXT = "His grandfather built the pier."


@pytest.fixture(autouse=True)
def _mia() -> None:
    store_profile(Profile("Mia", "{{char}} is warm."))


def budget_of(limits: ContextLimits | None = None) -> MemoryBudget:
    return memory_budget("default", limits or ContextLimits()).work()


def test_without_memories_nothing_is_taken() -> None:
    assert budget_of() == MemoryBudget(0, 0, 20_000, 0)


def test_only_active_ones_count() -> None:
    save_memory(None, TEXT)
    toggle_memory_status(save_memory(None, TEXT))
    assert budget_of() == MemoryBudget(1, memory_size(TEXT), 20_000, 0)


def left_out_of_a_message(limits: ContextLimits) -> int:
    """How many memories the plan of a message leaves out that has no word in common with them."""
    plan = inspection.plan_now("default", None, "zzz", limits).work()
    kinds = {SegmentKind.MEMORY, SegmentKind.RECALLED}
    return sum(each.stands_for for each in plan.segments if each.kind in kinds and not each.included)


def test_what_is_left_out_of_a_message_is_counted() -> None:
    for _ in range(9):
        save_memory(None, TEXT)
    one = memory_size(TEXT)
    for share in (9 * one, 8 * one, one, 0):
        limits = ContextLimits(memory_tokens=share)
        assert budget_of(limits) == MemoryBudget(9, 9 * one, share, left_out_of_a_message(limits))
    assert budget_of(ContextLimits(memory_tokens=9 * one)).left_out == 0
    assert budget_of(ContextLimits(memory_tokens=8 * one)).left_out == 7
    assert budget_of(ContextLimits(memory_tokens=0)).left_out == 9


def test_a_blank_one_is_no_loss() -> None:
    save_memory(None, TEXT)
    with closing(get_db_connection("default")) as connection:
        connection.execute("INSERT INTO memories (content) VALUES ('  ')")
        connection.commit()
    one = memory_size(TEXT)
    assert budget_of(ContextLimits(memory_tokens=one)) == MemoryBudget(2, one, one, 0)


def test_a_long_description_takes_room_from_the_memories() -> None:
    limits = ContextLimits(tokens=2_000, memory_tokens=2_000)
    before = budget_of(limits).room
    store_profile(Profile("Mia", "She has a long story. " * 100))
    assert 0 < budget_of(limits).room < before <= 1_000


def test_of_thousands_those_that_were_not_read_are_counted_too() -> None:
    save_memory(None, TEXT)
    connection = get_db_connection("default")
    rows = ((f"{TEXT} {number}",) for number in range(3_000))
    connection.executemany("INSERT INTO memories (content) VALUES (?)", rows)
    connection.commit()
    connection.close()
    limits = ContextLimits(memory_tokens=1_000)
    found = budget_of(limits)
    assert found.active == 3_001
    assert found.tokens == pytest.approx(3_001 * memory_size(f"{TEXT} 1000"), rel=0.05)
    assert 2_000 < found.left_out == left_out_of_a_message(limits)


@settings(max_examples=40)
@given(st.lists(st.integers(1, 400), max_size=12), st.integers(0, 600))
def test_something_is_left_out_exactly_where_not_all_fits(lengths: list[int], share: int) -> None:
    for memory in memories.listing("default").work():
        memories.delete("default", memory.id).work()
    for length in lengths:
        save_memory(None, "x" * length)
    found = budget_of(ContextLimits(memory_tokens=share))
    assert found.left_out == left_out_of_a_message(ContextLimits(memory_tokens=share))
    taken = sum(memory_size("x" * each) for each in lengths)
    assert found.active == len(lengths)
    assert (found.left_out > 0) == (taken > share)
    # Those that were not read are counted together, so that each may be short by what it is rounded up.
    assert taken - len(lengths) <= found.tokens <= taken


def test_no_message_is_read_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    session = create_session("Storm")
    save_message("Did the storm take the pier?", True, session_id=session)
    save_memory(session, TEXT)
    before = budget_of()

    def refuse(*_values: object) -> None:
        pytest.fail("messages were read")

    monkeypatch.setattr("personaui_desktop.database.pages.newest_page", refuse)
    with pytest.raises(pytest.fail.Exception):
        inspection.plan_now("default", session, "", ContextLimits()).work()
    assert budget_of() == before


def test_the_settings_name_the_limits() -> None:
    settings = Settings(context_messages=5, context_tokens=6_000, memory_tokens=700)
    assert limits_of(settings) == ContextLimits(5, 6_000, 700)
