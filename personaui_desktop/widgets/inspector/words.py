"""What the inspector says: names of pieces, facts of a reply, totals."""

from collections.abc import Iterator, Sequence

from personaui_desktop.conversation.costs import from_nano
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.plan import Segment, wrapper_tokens
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.database.receipts import Spent, StoredReceipt
from personaui_desktop.operations.inspection import DRAFT_ID, Since, Totals
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.recall import Found
from personaui_desktop.settings.table import EFFORT_WORDS
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.amounts import money, spent_words, tokens_words, unknown
from personaui_desktop.widgets.common.dates import full_date, local_now, month_title, short_date, to_local
from personaui_desktop.widgets.common.wording import isolated

BEGINNING_CHARACTERS = 90
NOT_NOTED = Phrase("What is sent", "It is an older message, or not a reply from a model.")

_GROUPS = {
    SegmentKind.OWN_INSTRUCTION: Phrase("What is sent", "Persona's own instruction"),
    SegmentKind.PERSONA: Phrase("What is sent", "Persona"),
    SegmentKind.PARTS: Phrase("What is sent", "Traits and background"),
    SegmentKind.PERSONALITY: Phrase("What is sent", "Personality"),
    SegmentKind.SCENARIO: Phrase("What is sent", "Scenario"),
    SegmentKind.EXAMPLES: Phrase("What is sent", "Examples"),
    SegmentKind.PERSON: Phrase("What is sent", "Who you are"),
    SegmentKind.MEMORY: Phrase("What is sent", "Memories"),
    SegmentKind.RECALLED: Phrase("What is sent", "Related memories"),
    SegmentKind.OPENING: Phrase("What is sent", "Opening"),
    SegmentKind.TIME: Phrase("What is sent", "Conversation"),
    SegmentKind.MESSAGE: Phrase("What is sent", "Conversation"),
    SegmentKind.LAST_INSTRUCTION: Phrase("What is sent", "Persona's last instruction"),
    SegmentKind.INSTRUCTION: Phrase("What is sent", "Instruction"),
}
_ENDINGS = {
    "end_turn": Phrase("What is sent", "Complete"),
    "max_tokens": Phrase("What is sent", "Reached the length limit"),
    "stop_sequence": Phrase("What is sent", "Reached a stop word"),
    "refusal": Phrase("What is sent", "Declined by the model"),
    "model_context_window_exceeded": Phrase("What is sent", "The model's context was full"),
}
_REASONS = {
    Reason.FITS: Phrase("What is sent", "Active memory"),
    Reason.PINNED: Phrase("What is sent", "Pinned memory"),
    Reason.NEWEST: Phrase("What is sent", "Recent memory"),
    Reason.RELEVANT: Phrase("What is sent", "Related to what was said last"),
    Reason.NO_ROOM: Phrase("What is sent", "no room for it"),
    Reason.OTHER_BRANCH: Phrase("What is sent", "belongs to another branch"),
    Reason.RECENT: Phrase("What is sent", "Recent message"),
    Reason.ANSWERED: Phrase("What is sent", "Message to answer"),
    Reason.OPENING: Phrase("What is sent", "Opened the conversation"),
    Reason.TOLD_WHEN: Phrase("What is sent", "Time of the next message"),
    Reason.TOO_OLD: Phrase("What is sent", "too old"),
    Reason.BLANK: Phrase("What is sent", "empty"),
    Reason.STREAMING: Phrase("What is sent", "still being written"),
    Reason.REFUSED: Phrase("What is sent", "declined by the model"),
    Reason.BROKEN_OFF: Phrase("What is sent", "broke off"),
    Reason.UNANSWERED: Phrase("What is sent", "after your last message"),
    Reason.CONTINUED: Phrase("What is sent", "Reply to continue"),
    Reason.ASKS_FOR_THE_REST: Phrase("What is sent", "Asks for the rest"),
    Reason.NOTHING_TO_ANSWER: Phrase("What is sent", "no message to answer"),
    Reason.ALWAYS: Phrase("What is sent", "Always sent"),
    Reason.INSTRUCTED: Phrase("What is sent", "Your wish for this reply"),
    Reason.ASKS_FOR_MORE: Phrase("What is sent", "Asks for something more"),
    Reason.ASKS_FOR_A_TURN: Phrase("What is sent", "Asks for a draft of your message"),
    Reason.HIDDEN: Phrase("What is sent", "you chose to leave it out"),
    Reason.DRAFT: Phrase("What is sent", "Your draft"),
    Reason.NOT_WRITTEN: Phrase("What is sent", "Your next message"),
    Reason.UNKNOWN: Phrase("What is sent", "unknown reason"),
}


_SINCE = {
    Since.CHANGED: Phrase("What is sent", "{why} (was changed since)"),
    Since.GONE: Phrase("What is sent", "{why} (was deleted since)"),
}


def group_of(segment: Segment) -> str:
    """The heading under which a piece stands."""
    return translated(_GROUPS[segment.kind])


def beginning_of(segment: Segment, names: tuple[str, str]) -> str:
    """The piece in one line. ``names`` are the person's and the persona's."""
    if segment.stands_for > 1:
        further = Phrase("What is sent", "{n} further memory|{n} further memories")
        return translated(further.of(segment.stands_for))
    line = " ".join(segment.text[: BEGINNING_CHARACTERS * 2].split())
    line = line if len(line) <= BEGINNING_CHARACTERS else line[: BEGINNING_CHARACTERS - 1] + "…"
    if segment.kind is SegmentKind.MESSAGE and segment.role is not None:
        return f"{names[segment.role == 'assistant']}: {line or '…'}"
    return line or "…"


def why(segment: Segment, since: Since, persona_name: str) -> str:
    """Whether a piece is sent, in words, and the reason."""
    reason = _found_by(segment.found, persona_name) if segment.found else _REASONS[segment.reason]
    if not segment.included:
        reason = Phrase("What is sent", "Left out: {reason}").filled(reason=reason)
    return translated(_SINCE[since].filled(why=reason) if since in _SINCE else reason)


def _found_by(found: Found, persona_name: str) -> Phrase:
    """By which words of which message a memory came to mind."""
    words = ", ".join(
        f"\N{LEFT DOUBLE QUOTATION MARK}{word}\N{RIGHT DOUBLE QUOTATION MARK}" for word in found.words
    )
    if found.message_id == DRAFT_ID:
        return Phrase("What is sent", "Found by {words} (your draft)").filled(words=words)
    time = short_date(to_local(found.timestamp), local_now())
    if found.is_user:
        return Phrase("What is sent", "Found by {words} (your message of {time})").filled(
            words=words, time=time
        )
    said = Phrase("What is sent", "Found by {words} (message of {name} of {time})")
    return said.filled(words=words, name=isolated(persona_name), time=time)


def heading(title: str, segments: Sequence[Segment]) -> tuple[str, int]:
    """A group's title with its numbers, and the tokens that it sends with the words that introduce it."""
    sent = [segment for segment in segments if segment.included]
    left_out = sum(segment.stands_for for segment in segments if not segment.included)
    some = Phrase("What is sent", "{title} ({sent} sent, {left_out} left out)")
    every = Phrase("What is sent", "{title} ({sent} sent)")
    numbered = (some if left_out else every).filled(title=title, sent=len(sent), left_out=left_out)
    introductions = sum(wrapper_tokens(kind) for kind in {segment.kind for segment in sent})
    return translated(numbered), introductions + sum(segment.tokens_estimate for segment in sent)


def facts(receipt: StoredReceipt) -> Iterator[tuple[str, str]]:
    """Names and values of what is known of a past reply."""
    used = receipt.usage
    yield translate("What is sent", "Sent"), full_date(to_local(receipt.sent_at))
    yield translate("What is sent", "Model"), receipt.model or unknown()
    if receipt.effort:
        yield translate("What is sent", "Effort"), _effort(receipt.effort)
    yield translate("What is sent", "Input"), _tokens_in(receipt)
    yield translate("What is sent", "Output"), tokens_words(used.output_tokens)
    yield (
        translate("What is sent", "Cache"),
        translate("What is sent", "{read} read, {written} written").format(
            read=_number(used.cache_read_tokens), written=_number(used.cache_write_tokens)
        ),
    )
    yield translate("What is sent", "First words"), _seconds(receipt.first_text_ms)
    yield translate("What is sent", "Ended"), _ending(receipt)
    yield translate("What is sent", "Cost"), _cost(receipt)


def totals_line(totals: Totals, persona: str) -> str:
    """What was spent on the conversation, the persona, and this month."""
    month = month_title(local_now())
    lines = [f"{isolated(persona)}: {spent_words(totals.persona)}", f"{month}: {spent_words(totals.month)}"]
    if totals.session == Spent():
        return translate("What is sent", "Cost with {costs}").format(costs=" · ".join(lines))
    return " · ".join(
        [
            translate("What is sent", "Cost of this conversation: {cost}").format(
                cost=spent_words(totals.session)
            ),
            *lines,
        ]
    )


def prices_line(totals: Totals) -> str:
    """Which price table counts."""
    table = totals.table
    if table.problem:
        return translated(table.problem)
    built_in = Phrase("What is sent", "Prices of {day}.")
    own = Phrase("What is sent", "Prices of {day}, from your own table.")
    return translated((own if table.is_own else built_in).filled(day=table.as_of))


def _effort(effort: str) -> str:
    known = EFFORT_WORDS.get(effort)
    return effort if known is None else translated(known)


def _tokens_in(receipt: StoredReceipt) -> str:
    used = receipt.usage
    parts = [used.input_tokens, used.cache_read_tokens, used.cache_write_tokens]
    if used.input_tokens is None:
        return unknown()
    return tokens_words(sum(part or 0 for part in parts))


def _number(tokens: int | None) -> str:
    return unknown() if tokens is None else f"{tokens:,}"


def _seconds(milliseconds: int | None) -> str:
    return (
        unknown()
        if milliseconds is None
        else translate("What is sent", "after {seconds} s").format(seconds=f"{milliseconds / 1000:.1f}")
    )


def _ending(receipt: StoredReceipt) -> str:
    if receipt.stop_reason is None:
        return receipt.status.capitalize() if receipt.status else translate("What is sent", "Unknown")
    known = _ENDINGS.get(receipt.stop_reason)
    return f"{translated(known)} ({receipt.stop_reason})" if known else receipt.stop_reason


def _cost(receipt: StoredReceipt) -> str:
    if receipt.cost_nano is None:
        return money(None)
    return translate("What is sent", "{cost} (prices of {day})").format(
        cost=money(from_nano(receipt.cost_nano)), day=receipt.prices_of
    )
