"""Verbs on what is sent: the next message, a past reply, what all of it costs."""

import shutil
from collections.abc import Generator
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import partial
from pathlib import Path
from typing import NamedTuple

from personaui_desktop import paths
from personaui_desktop.background.operation import Errand, Lane, Operation, Steps
from personaui_desktop.conversation import prices
from personaui_desktop.conversation.context import ContextLimits, ContextPlan
from personaui_desktop.conversation.fullness import Fullness, fullness_of, next_to_go
from personaui_desktop.conversation.kinds import KINDS
from personaui_desktop.conversation.plan import Segment
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.receipt import SentSegment, same_beginning, unpack
from personaui_desktop.credentials import Credentials
from personaui_desktop.database import pages, receipts, to_remember
from personaui_desktop.database.file import PersonaFile, opened
from personaui_desktop.database.locations import get_all_persona_ids
from personaui_desktop.database.memories import get_all_memories
from personaui_desktop.database.receipts import Spent, StoredReceipt
from personaui_desktop.errors import DamagedReceipt, PersonaFileError
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.on_file import Read
from personaui_desktop.operations.planning import UNSTORED_ID, opening_page, plan_for, unstored
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest

DRAFT_ID = UNSTORED_ID
"""Stands for the message that is still being written."""
CACHE_SECONDS = 300
"""How long a server keeps what it has cached."""


class Since(Enum):
    """What has become of a text since it was sent."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class LeavingMessages(NamedTuple):
    """Messages that will soon not be sent any more: which is the last, and how many are to be remembered."""

    last_id: int
    messages: int


class NextMessage(NamedTuple):
    """What the next message would send.

    ``tokens`` leaves out the message itself. ``cached`` is how many of them the server probably still
    has, for ``cached_seconds`` more. ``reply_tokens`` is how long replies usually are, ``None`` before any.
    ``leaving`` are the messages that will soon not be sent any more, as far as nothing is remembered of them.
    """

    tokens: int
    cached: int
    cached_seconds: float
    reply_tokens: int | None
    spent: Spent
    table: prices.PriceTable
    fullness: Fullness
    leaving: LeavingMessages | None = None

    def cost(self, model: str, tokens: int) -> Decimal | None:
        """Dollars for so many tokens in all and a reply of the usual length, ``None`` without a price."""
        fresh = max(0, tokens - self.cached)
        # A server that caches writes what is new into its cache.
        read, written, plain = (self.cached, fresh, 0) if self.cached else (0, 0, fresh)
        return self.table.cost(model, plain, self.reply_tokens or 0, read, written)


class PastReply(NamedTuple):
    """What was sent for a reply, and what has become of the text of each segment."""

    receipt: StoredReceipt
    segments: list[tuple[Segment, Since]]


class Totals(NamedTuple):
    """What was spent in a session, on a persona, and by all personas in the present month."""

    session: Spent
    persona: Spent
    month: Spent
    table: prices.PriceTable


def next_message(persona_id: str, session_id: int | None, limits: ContextLimits) -> Operation[NextMessage]:
    """What sending a message now would take, without the message itself."""

    def work(file: PersonaFile) -> NextMessage:
        plan = _plan_now(file, session_id, "", limits)
        table, fullness = prices.prices_in_force(), fullness_of(plan, limits)
        if session_id is None:
            return NextMessage(plan.tokens_estimate, 0, 0.0, None, Spent(), table, fullness)
        cached, seconds = _cached(file, session_id, plan)
        usual = receipts.usual_output(file, session_id)
        spent = receipts.session_spending(file, session_id)
        leaving = _leaving(file, session_id, next_to_go(plan, limits))
        tokens = plan.tokens_estimate
        return NextMessage(tokens, cached, seconds, usual, spent, table, fullness, leaving)

    return Read(work, on=persona_id)


def plan_now(
    persona_id: str, session_id: int | None, draft: str, limits: ContextLimits
) -> Operation[ContextPlan]:
    """What would be sent now if the draft were sent; a blank one stands for a message not written yet."""
    return Read(partial(_plan_now, session_id=session_id, draft=draft, limits=limits), on=persona_id)


def past_reply(persona_id: str, session_id: int, message_id: int) -> Operation[PastReply | None]:
    """What was sent for a reply, or ``None`` where that was not noted.

    The work raises `DamagedReceipt` where the note cannot be read.
    """

    def work(file: PersonaFile) -> PastReply | None:
        receipt = receipts.get_receipt(file, message_id)
        if receipt is None:
            return None
        sent = unpack(receipt.system, receipt.content)
        return PastReply(receipt, _with_texts(file, session_id, sent))

    return Read(work, on=persona_id)


def totals(persona_id: str, session_id: int | None) -> Operation[Totals]:
    """What was spent. Files that cannot be used are left out of the month's sum."""

    def work() -> Generator[None, None, Totals]:
        with opened(persona_id) as file:
            session = Spent() if session_id is None else receipts.session_spending(file, session_id)
            persona = receipts.spending_since(file, "")
        month = Spent()
        for each in get_all_persona_ids():
            month = month.plus(_spent_this_month(each))
            yield
        return Totals(session, persona, month, prices.prices_in_force())

    return Steps(work)


def count_exactly(
    credentials: Credentials, provider: Provider, request: ReplyRequest
) -> Operation[int | None]:
    """How many tokens the server counts in a request; ``None`` where it cannot or need not be asked."""

    def work() -> int | None:
        from personaui_desktop.claude.counting import count_tokens

        key = credentials.find_key(provider)
        return count_tokens(provider, key.value if key else None, request)

    return Errand(work, lane=Lane.OUTSIDE)


def own_prices() -> Operation[Path]:
    """The person's own price table, made as a copy of the shipped one where there is none."""

    def work() -> Path:
        own = paths.data_dir() / prices.FILE_NAME
        if not own.exists():
            shutil.copyfile(paths.resources_dir() / prices.FILE_NAME, own)
        return own

    return Errand(work, lane=Lane.OUTSIDE)


def _plan_now(file: PersonaFile, session_id: int | None, draft: str, limits: ContextLimits) -> ContextPlan:
    profile = cast_of(file)
    written = draft.strip()
    if session_id is None:
        page = opening_page(profile)
    else:
        page = pages.newest_page(file, session_id, max(1, limits.messages - 1))
    said = unstored(DRAFT_ID, written or "…", is_user=True, session_id=session_id or 0)
    history = page._replace(messages=[*page.messages, said])
    if session_id is not None:
        profile = cast_of(file, history.messages)
    plan = plan_for(file, profile, history, limits)
    return plan._replace(segments=tuple(_as_draft(segment, written) for segment in plan.segments))


def _leaving(file: PersonaFile, session_id: int, going: list[int]) -> LeavingMessages | None:
    """Of the messages that go next those of which nothing is remembered or suggested, if worth a memory."""
    going = [each for each in going if each < DRAFT_ID - 1]
    if not going:
        return None
    since = to_remember.remembered_until(file, session_id)
    number = to_remember.number_between(file, session_id, since + 1, going[-1])
    return LeavingMessages(going[-1], number) if number >= to_remember.FEWEST_IN_GAP else None


def _as_draft(segment: Segment, written: str) -> Segment:
    if segment.source_id != DRAFT_ID or segment.reason is not Reason.ANSWERED:
        return segment
    if written:
        return segment._replace(reason=Reason.DRAFT)
    return segment._replace(text="", tokens_estimate=0, reason=Reason.NOT_WRITTEN)


def _cached(file: PersonaFile, session_id: int, plan: ContextPlan) -> tuple[int, float]:
    """About how many tokens of the plan the server still has in its cache, and for how many seconds."""
    receipt = receipts.newest_receipt(file, session_id)
    if receipt is None or receipt.updated_at is None:
        return 0, 0.0
    used = datetime.fromisoformat(receipt.updated_at).replace(tzinfo=UTC)
    seconds = CACHE_SECONDS - (datetime.now(UTC) - used).total_seconds()
    held = (receipt.usage.cache_read_tokens or 0) + (receipt.usage.cache_write_tokens or 0)
    if seconds <= 0 or not held:
        return 0, 0.0
    try:
        sent = unpack(receipt.system, receipt.content)
    except DamagedReceipt:
        return 0, 0.0
    alike, is_all = same_beginning(sent, plan)
    return min(held if is_all else min(held, alike), plan.tokens_estimate), seconds


def _with_texts(file: PersonaFile, session_id: int, sent: list[SentSegment]) -> list[tuple[Segment, Since]]:
    """The segments with the texts that are not kept in a receipt, as they are today."""
    wanted = [one.segment for one in sent if one.segment.source_id is not None and not one.segment.text]
    memories: dict[int, str] = {}
    if any(KINDS[segment.kind].is_memory for segment in wanted):
        memories = {each.id: each.content.strip() for each in get_all_memories(file)}
    ids = {segment.source_id for segment in wanted if segment.source_id and not KINDS[segment.kind].is_memory}
    said = pages.messages_by_ids(file, session_id, sorted(ids))
    messages = {each.id: each.text for each in said}
    return [_with_text(one, memories if KINDS[one.segment.kind].is_memory else messages) for one in sent]


def _with_text(one: SentSegment, texts: dict[int, str]) -> tuple[Segment, Since]:
    segment = one.segment
    if segment.text or segment.source_id is None:
        return segment, Since.SAME
    text = texts.get(segment.source_id)
    if text is None:
        return segment, Since.GONE
    return segment._replace(text=text), Since.SAME if one.is_of(text) else Since.CHANGED


def _spent_this_month(persona_id: str) -> Spent:
    first = datetime.now(UTC).astimezone().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    try:
        with opened(persona_id) as file:
            return receipts.spending_since(file, f"{first.astimezone(UTC):%Y-%m-%d %H:%M:%S}")
    except PersonaFileError:
        return Spent()
