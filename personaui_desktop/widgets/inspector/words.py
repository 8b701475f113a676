"""What the inspector says: names of pieces, facts of a reply, totals."""

from collections.abc import Iterator, Sequence

from personaui_desktop.conversation.costs import from_nano
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.plan import Segment, wrapper_tokens
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.database.receipts import Spent, StoredReceipt
from personaui_desktop.operations.inspection import Since, Totals
from personaui_desktop.widgets.common.amounts import money, spent_words, tokens_words
from personaui_desktop.widgets.common.dates import full_date, local_now, month_title, to_local
from personaui_desktop.widgets.common.wording import isolated

BEGINNING_CHARACTERS = 90
NOT_NOTED = "It is an older message, or not a reply from a model."

_GROUPS = {
    SegmentKind.PERSONA: "Persona",
    SegmentKind.MEMORY: "Memories",
    SegmentKind.RECALLED: "Related memories",
    SegmentKind.OPENING: "Opening",
    SegmentKind.TIME: "Conversation",
    SegmentKind.MESSAGE: "Conversation",
    SegmentKind.INSTRUCTION: "Instruction",
}
_ENDINGS = {
    "end_turn": "Complete",
    "max_tokens": "Reached the length limit",
    "stop_sequence": "Reached a stop word",
    "refusal": "Declined by the model",
    "model_context_window_exceeded": "The model's context was full",
}
_REASONS = {
    Reason.FITS: "Active memory",
    Reason.PINNED: "Pinned memory",
    Reason.NEWEST: "Recent memory",
    Reason.RELEVANT: "Related to what was said last",
    Reason.NO_ROOM: "no room for it",
    Reason.RECENT: "Recent message",
    Reason.ANSWERED: "Message to answer",
    Reason.OPENING: "Opened the conversation",
    Reason.TOLD_WHEN: "Time of the next message",
    Reason.TOO_OLD: "too old",
    Reason.BLANK: "empty",
    Reason.STREAMING: "still being written",
    Reason.REFUSED: "declined by the model",
    Reason.BROKEN_OFF: "broke off",
    Reason.UNANSWERED: "after your last message",
    Reason.CONTINUED: "Reply to continue",
    Reason.ASKS_FOR_THE_REST: "Asks for the rest",
    Reason.NOTHING_TO_ANSWER: "no message to answer",
    Reason.ALWAYS: "Always sent",
    Reason.DRAFT: "Your draft",
    Reason.NOT_WRITTEN: "Your next message",
    Reason.UNKNOWN: "unknown reason",
}


_SINCE = {Since.SAME: "", Since.CHANGED: " (was changed since)", Since.GONE: " (was deleted since)"}


def group_of(segment: Segment) -> str:
    """The heading under which a piece stands."""
    return _GROUPS[segment.kind]


def beginning_of(segment: Segment, names: tuple[str, str]) -> str:
    """The piece in one line. ``names`` are the person's and the persona's."""
    if segment.stands_for > 1:
        return f"{segment.stands_for:,} further memories"
    line = " ".join(segment.text[: BEGINNING_CHARACTERS * 2].split())
    line = line if len(line) <= BEGINNING_CHARACTERS else line[: BEGINNING_CHARACTERS - 1] + "…"
    if segment.kind is SegmentKind.MESSAGE and segment.role is not None:
        return f"{names[segment.role == 'assistant']}: {line or '…'}"
    return line or "…"


def why(segment: Segment, since: Since) -> str:
    """Whether a piece is sent, in words, and the reason."""
    reason = _REASONS[segment.reason]
    line = reason if segment.included else f"Left out: {reason}"
    return line + _SINCE[since]


def heading(title: str, segments: Sequence[Segment]) -> tuple[str, int]:
    """A group's title with its numbers, and the tokens that it sends with the words that introduce it."""
    sent = [segment for segment in segments if segment.included]
    left_out = sum(segment.stands_for for segment in segments if not segment.included)
    numbers = f"{len(sent):,} sent" + (f", {left_out:,} left out" if left_out else "")
    introductions = sum(wrapper_tokens(kind) for kind in {segment.kind for segment in sent})
    return f"{title} ({numbers})", introductions + sum(segment.tokens_estimate for segment in sent)


def facts(receipt: StoredReceipt) -> Iterator[tuple[str, str]]:
    """Names and values of what is known of a past reply."""
    used = receipt.usage
    yield "Sent", full_date(to_local(receipt.sent_at))
    yield "Model", receipt.model or "unknown"
    yield "Input", _tokens_in(receipt)
    yield "Output", tokens_words(used.output_tokens)
    yield "Cache", f"{_number(used.cache_read_tokens)} read, {_number(used.cache_write_tokens)} written"
    yield "First words", _seconds(receipt.first_text_ms)
    yield "Ended", _ending(receipt)
    yield "Cost", _cost(receipt)


def totals_line(totals: Totals, persona: str) -> str:
    """What was spent on the conversation, the persona, and this month."""
    month = month_title(local_now())
    lines = [f"{isolated(persona)}: {spent_words(totals.persona)}", f"{month}: {spent_words(totals.month)}"]
    if totals.session == Spent():
        return "Cost with " + " · ".join(lines)
    return " · ".join([f"Cost of this conversation: {spent_words(totals.session)}", *lines])


def prices_line(totals: Totals) -> str:
    """Which price table counts."""
    table = totals.table
    whose = ", from your own table" if table.is_own else ""
    return table.problem or f"Prices of {table.as_of}{whose}."


def _tokens_in(receipt: StoredReceipt) -> str:
    used = receipt.usage
    parts = [used.input_tokens, used.cache_read_tokens, used.cache_write_tokens]
    if used.input_tokens is None:
        return "unknown"
    return tokens_words(sum(part or 0 for part in parts))


def _number(tokens: int | None) -> str:
    return "unknown" if tokens is None else f"{tokens:,}"


def _seconds(milliseconds: int | None) -> str:
    return "unknown" if milliseconds is None else f"after {milliseconds / 1000:.1f} s"


def _ending(receipt: StoredReceipt) -> str:
    if receipt.stop_reason is None:
        return (receipt.status or "unknown").capitalize()
    known = _ENDINGS.get(receipt.stop_reason)
    return f"{known} ({receipt.stop_reason})" if known else receipt.stop_reason


def _cost(receipt: StoredReceipt) -> str:
    if receipt.cost_nano is None:
        return money(None)
    return f"{money(from_nano(receipt.cost_nano))} (prices of {receipt.prices_of})"
