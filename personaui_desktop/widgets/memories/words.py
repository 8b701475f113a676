"""What the memories pane says: the lines on its cards, its counts, its sentences."""

from datetime import datetime

from personaui_desktop.operations.memory_budget import MemoryBudget
from personaui_desktop.records import Memory, Proposal, SourceState
from personaui_desktop.widgets.common.dates import full_date, short_date, to_local


def source_of(memory: Memory) -> str:
    """Where a memory comes from: a range of messages, a conversation, or a hand."""
    if memory["start_message_id"] is None or memory["end_message_id"] is None:
        return "by hand" if memory["session_id"] is None else "from a conversation"
    return range_of(memory["start_message_id"], memory["end_message_id"])


def range_of(start: int, end: int) -> str:
    """A range of messages, both ends included."""
    return f"message {start}" if start == end else f"messages {start}–{end}"  # noqa: RUF001 - a range takes an en dash


def meta_line(memory: Memory, now: datetime) -> str:
    """The small line on a card: date, source, and in words whether the memory is off."""
    parts = [short_date(to_local(memory["created_at"]), now), source_of(memory)]
    if memory.get("pinned"):
        parts.append("pinned")
    if not memory["is_active"]:
        parts.append("off")
    return " · ".join(parts)


def description(memory: Memory) -> str:
    """The same for screen readers, with the whole date."""
    parts = [source_of(memory), full_date(to_local(memory["created_at"]))]
    parts += [badge.lower()] if (badge := badge_of(memory)) else []
    parts += ["pinned"] if memory.get("pinned") else []
    return ", ".join([*parts, "on" if memory["is_active"] else "off, not sent"])


def badge_of(memory: Memory) -> str:
    """What stands above a memory that no longer stands as it was made; mostly nothing."""
    return _BADGES.get(memory.get("source", ""), "")


def has_messages(memory: Memory) -> bool:
    """Whether a memory has messages to go to, and to be made of anew."""
    has_range = memory["start_message_id"] is not None and memory["end_message_id"] is not None
    return has_range and memory["session_id"] is not None and memory.get("source") != SourceState.GONE.value


def proposal_line(proposal: Proposal, number: int, count: int) -> str:
    """Beside the badge of a proposal: its messages, and which of several it is."""
    line = range_of(proposal.start_message_id, proposal.end_message_id)
    return f"{line} · {number} of {count}" if count > 1 else line


_BADGES = {SourceState.CHANGED.value: "Source changed", SourceState.GONE.value: "Source is gone"}


def count_line(budget: MemoryBudget) -> str:
    """``14 active · ≈ 2.1k of 6k tokens``; nothing to count is not counted."""
    if not budget.active:
        return active_line(budget)
    tokens = f"≈ {short_number(budget.tokens)} of {short_number(budget.room)} tokens"
    return f"{active_line(budget)} · {tokens}"


def active_line(budget: MemoryBudget) -> str:
    """``14 active``: the same for a narrow pane."""
    return f"{budget.active:,} active" if budget.active else "none active"


def left_out_line(budget: MemoryBudget) -> str:
    """How many active memories are not sent, for there is no room; empty where all are."""
    if not budget.left_out:
        return ""
    if budget.left_out == budget.active:
        return "There is no room for any of them; none is sent."
    if budget.left_out == 1:
        return "One does not fit and is left out."
    return f"About {budget.left_out:,} do not fit and are left out."


def budget_tip(budget: MemoryBudget, total: int) -> str:
    """What the counts mean."""
    if not budget.active:
        return f"All {total:,} memories are switched off; none is sent."
    return (
        f"{budget.active:,} of {total:,} memories are switched on. They take about {budget.tokens:,} of the "
        f"{budget.room:,} tokens that memories may have in a request, estimated from their length."
    )


def short_number(number: int) -> str:
    """``940``, ``2.1k``, ``12k``, ``1.3M``."""
    for unit, size in (("M", 1_000_000), ("k", 1_000)):
        if number >= size:
            amount = number / size
            return f"{amount:.1f}".removesuffix(".0") + unit if amount < 10 else f"{amount:.0f}{unit}"
    return str(number)


def nothing_matches(words: str) -> str:
    """What stands where the cards would be when the search finds none."""
    shown = words if len(words) <= 40 else words[:39].rstrip() + "…"
    return f"No memory contains “{shown}”."
