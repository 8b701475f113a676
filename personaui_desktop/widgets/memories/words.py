"""What the memories pane says: the lines on its cards, its counts, its sentences."""

from datetime import datetime

from personaui_desktop.operations.memory_budget import MemoryBudget
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.memories import COUNTED_SPAN, Memory, Proposal, SourceState, Span
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.dates import full_date, short_date, short_range, to_local, today_amid
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
        return translated(Phrase("Memories", "over {n} message|over {n} messages").of(COUNTED_SPAN))
    return translated(Phrase("Memories", "{n} message|{n} messages").of(span.messages))


def whole_of(span: Span, now: datetime) -> str:
    """``40 messages, 12 to 14 Nov, Sunday roast``."""
    is_today = to_local(span.first_at).date() == to_local(span.last_at).date() == now.date()
    parts = (count_of(span), today_amid() if is_today else when_of(span, now), isolated(span.title))
    return ", ".join(filter(None, parts))


def source_of(memory: Memory) -> str:
    """Where a memory without messages comes from: a conversation, or a hand."""
    if memory.session_id is None:
        return translate("Memories", "added by you")
    title = isolated(memory.session_title or "")
    if memory.start_message_id is None or memory.end_message_id is None:
        return title or translate("Memories", "from a conversation")
    return translate("Memories", "messages deleted")


def meta_parts(memory: Memory, now: datetime) -> tuple[str, str, str]:
    """The small line on a card: when, where, and in words what else is so. The second may be cut short."""
    rest = translate("Memories", " · pinned") if memory.pinned else ""
    rest += "" if memory.is_active else translate("Memories", " · not used")
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
    made = full_date(to_local(memory.created_at))
    parts.append(translate("Memories", "made {when}").format(when=made))
    parts += [translated(_BADGES_AMID[memory.source])] if memory.source in _BADGES_AMID else []
    parts += [translate("Memories", "pinned")] if memory.pinned else []
    parts.append(translate("Memories", "active") if memory.is_active else translate("Memories", "not used"))
    return ", ".join(parts)


def badge_of(memory: Memory) -> str:
    """What stands above a memory that no longer stands as it was made; mostly nothing."""
    return translated(_BADGES.get(memory.source, ""))


def has_messages(memory: Memory) -> bool:
    """Whether a memory has messages to go to, and to be rewritten from."""
    has_range = memory.start_message_id is not None and memory.end_message_id is not None
    return has_range and memory.session_id is not None and memory.source is not SourceState.GONE


def proposal_line(proposal: Proposal, number: int, count: int, now: datetime) -> str:
    """Beside the badge of a proposal: its messages, and which of several it is."""
    line = where_of(proposal.span, now) if proposal.span is not None else ""
    which = translate("Memories", "{number} of {count}") if count > 1 else ""
    which = which.format(number=number, count=count)
    return " · ".join(filter(None, (which, line)))


_BADGES = {
    SourceState.CHANGED: Phrase("Memories", "Messages changed"),
    SourceState.GONE: Phrase("Memories", "Messages deleted"),
}
_BADGES_AMID = {
    SourceState.CHANGED: Phrase("Memories", "messages changed"),
    SourceState.GONE: Phrase("Memories", "messages deleted"),
}
"""The same amid a sentence."""


ELSEWHERE = Phrase(
    "Memories",
    "{n} more belongs to another branch and is not sent in this one."
    "|{n} more belong to other branches and are not sent in this one.",
)


def count_line(budget: MemoryBudget) -> str:
    """``14 active · ≈ 2.1k of 6k tokens``; nothing to count is not counted."""
    if not budget.active:
        return active_line(budget)
    tokens = translate("Memories", "≈ {tokens} of {room} tokens").format(
        tokens=short_number(budget.tokens), room=short_number(budget.room)
    )
    return f"{active_line(budget)} · {tokens}"


def active_line(budget: MemoryBudget) -> str:
    """``14 active``: the same for a narrow pane."""
    if not budget.active and budget.elsewhere:
        return translate("Memories", "None active here")
    if not budget.active:
        return translate("Memories", "None active")
    return translated(Phrase("Memories", "{n} active|{n} active").of(budget.active))


def left_out_line(budget: MemoryBudget) -> str:
    """How many active memories are not sent, for there is no room; empty where all are."""
    if not budget.left_out:
        return ""
    if budget.left_out == budget.active:
        return translate("Memories", "There is no room for memories. None are sent.")
    left_out = Phrase("Memories", "{n} does not fit and is not sent.|About {n} do not fit and are not sent.")
    return translated(left_out.of(budget.left_out))


def budget_tip(budget: MemoryBudget, total: int) -> str:
    """What the counts mean."""
    if budget.active:
        tip = translate(
            "Memories",
            "{active:,} of {total:,} memories are active. They take about {tokens:,} of the {room:,} tokens "
            "set aside for memories.",
        ).format(active=budget.active, total=total, tokens=budget.tokens, room=budget.room)
    elif budget.elsewhere:
        tip = ""
    else:
        tip = translate("Memories", "No memory is active, so none are sent.")
    if budget.elsewhere:
        tip = f"{tip} {translated(ELSEWHERE.of(budget.elsewhere))}".strip()
    return tip


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
    return translate("Memories", "No memory contains “{shown}”.").format(shown=shown)
