"""Notes what a reply, a memory or anything else cost when its request has ended. Runs on a lane."""

from typing import NamedTuple

from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.conversation.costs import cost_of, in_nano, was_paid_for
from personaui_desktop.conversation.prices import prices_in_force
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.receipts import record_spending, settle_reply
from personaui_desktop.records.providers import DEMO_COMPANION
from personaui_desktop.records.replies import ReplyOutcome


def settle(file: PersonaFile, begun: BegunReply, outcome: ReplyOutcome, *, has_text: bool) -> None:
    """Store the cost at today's prices. What no server worked for, such as the demo, is not noted.

    Args:
        file: the persona's.
        begun: the reply.
        outcome: how it ended.
        has_text: whether any text has arrived.
    """
    paid = _paid_for(outcome, has_text=has_text)
    if paid is not None:
        settle_reply(file, begun.message_id, begun.session_id, outcome, *paid)


def settle_errand(
    file: PersonaFile, session_id: int | None, purpose: str, outcome: ReplyOutcome, *, has_text: bool
) -> bool:
    """Store what asking for anything but a reply cost, whatever became of it; whether it cost anything.

    Args:
        file: of who was asked.
        session_id: what it is about; ``None`` where that has not begun.
        purpose: what was asked for, as in `database.receipts`.
        outcome: how the request ended.
        has_text: whether any text has arrived.
    """
    paid = _paid_for(outcome, has_text=has_text)
    if paid is None:
        return False
    record_spending(file, session_id, purpose, outcome.model, outcome.usage, paid.cost_nano)
    return True


class _Paid(NamedTuple):
    cost_nano: int | None
    prices_of: str


def _paid_for(outcome: ReplyOutcome, *, has_text: bool) -> _Paid | None:
    if outcome.model == DEMO_COMPANION or not was_paid_for(outcome, has_text=has_text):
        return None
    table = prices_in_force()
    return _Paid(in_nano(cost_of(outcome.model, outcome.usage, table)), table.as_of)
