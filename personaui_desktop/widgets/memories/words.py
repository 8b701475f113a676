"""What the memories pane says: the lines on its cards, its counts, its sentences."""

from datetime import datetime

from personaui_desktop.operations.memory_budget import MemoryBudget
from personaui_desktop.records.memories import COUNTED_SPAN, Memory, Proposal, SourceState, Span
from personaui_desktop.widgets.common.dates import TODAY, full_date, short_date, short_range, to_local
from personaui_desktop.widgets.common.wording import isolated


def when_of(span: Span, now: datetime) -> str:
    """``12 to 14 Nov``: when some messages were written."""
    return short_range(to_local(span.first_at), to_local(span.last_at), now)


def where_of(span: Span, now: datetime) -> str:
    """``12 to 14 Nov, Sunday roast``: when and in which conversation some messages were written."""
    return ", ".join(filter(None, (when_of(span, now), isolated(span.title))))


def count_of(span: Span) -> str:
    """``40 messages``."""
    if span.messages > COUNTED_SPAN:
        return f"over {COUNTED_SPAN:,} messages"
    return "1 message" if span.messages == 1 else f"{span.messages:,} messages"


def whole_of(span: Span, now: datetime) -> str:
    """``40 messages, 12 to 14 Nov, Sunday roast``."""
    when = when_of(span, now)
    parts = (count_of(span), when.lower() if when == TODAY else when, isolated(span.title))
    return ", ".join(filter(None, parts))


def source_of(memory: Memory) -> str:
    """Where a memory without messages comes from: a conversation, or a hand."""
    if memory.session_id is None:
        return "added by you"
    title = isolated(memory.session_title or "")
    if memory.start_message_id is None or memory.end_message_id is None:
        return title or "from a conversation"
    return "messages deleted"


def meta_parts(memory: Memory, now: datetime) -> tuple[str, str, str]:
    """The small line on a card: when, where, and in words what else is so. The second may be cut short."""
    rest = " · pinned" if memory.pinned else ""
    rest += "" if memory.is_active else " · not used"
    span = memory.span
    if span is None:
        return short_date(to_local(memory.created_at), now), f" · {source_of(memory)}", rest
    title = isolated(span.title)
    return when_of(span, now), f", {title}" if title else f" · {count_of(span)}", rest


def meta_line(memory: Memory, now: datetime) -> str:
    """The small line on a card, uncut."""
    return "".join(meta_parts(memory, now))


def description(memory: Memory, now: datetime) -> str:
    """The same for screen readers, with the number of messages and when the memory was made."""
    span = memory.span
    parts = [source_of(memory) if span is None else whole_of(span, now)]
    parts.append(f"made {full_date(to_local(memory.created_at))}")
    parts += [badge.lower()] if (badge := badge_of(memory)) else []
    parts += ["pinned"] if memory.pinned else []
    return ", ".join([*parts, "active" if memory.is_active else "not used"])


def badge_of(memory: Memory) -> str:
    """What stands above a memory that no longer stands as it was made; mostly nothing."""
    return _BADGES.get(memory.source, "")


def has_messages(memory: Memory) -> bool:
    """Whether a memory has messages to go to, and to be rewritten from."""
    has_range = memory.start_message_id is not None and memory.end_message_id is not None
    return has_range and memory.session_id is not None and memory.source is not SourceState.GONE


def proposal_line(proposal: Proposal, number: int, count: int, now: datetime) -> str:
    """Beside the badge of a proposal: its messages, and which of several it is."""
    line = where_of(proposal.span, now) if proposal.span is not None else ""
    which = f"{number} of {count}" if count > 1 else ""
    return " · ".join(filter(None, (which, line)))


_BADGES = {SourceState.CHANGED: "Messages changed", SourceState.GONE: "Messages deleted"}


def count_line(budget: MemoryBudget) -> str:
    """``14 active · ≈ 2.1k of 6k tokens``; nothing to count is not counted."""
    if not budget.active:
        return active_line(budget)
    tokens = f"≈ {short_number(budget.tokens)} of {short_number(budget.room)} tokens"
    return f"{active_line(budget)} · {tokens}"


def active_line(budget: MemoryBudget) -> str:
    """``14 active``: the same for a narrow pane."""
    return f"{budget.active:,} active" if budget.active else "None active"


def left_out_line(budget: MemoryBudget) -> str:
    """How many active memories are not sent, for there is no room; empty where all are."""
    if not budget.left_out:
        return ""
    if budget.left_out == budget.active:
        return "There is no room for memories. None are sent."
    if budget.left_out == 1:
        return "1 does not fit and is not sent."
    return f"About {budget.left_out:,} do not fit and are not sent."


def budget_tip(budget: MemoryBudget, total: int) -> str:
    """What the counts mean."""
    if not budget.active:
        return "No memory is active, so none are sent."
    return (
        f"{budget.active:,} of {total:,} memories are active. They take about {budget.tokens:,} of the "
        f"{budget.room:,} tokens set aside for memories."
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
