"""Notes what a reply cost when it has ended."""

from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.conversation.costs import cost_of, in_nano, was_paid_for
from personaui_desktop.conversation.prices import prices_in_force
from personaui_desktop.database.receipts import settle_reply
from personaui_desktop.records import ReplyOutcome


def settle(begun: BegunReply, outcome: ReplyOutcome, *, has_text: bool) -> None:
    """Store the cost at today's prices. What no server worked for, such as the demo, is not noted.

    Args:
        begun: the reply.
        outcome: how it ended.
        has_text: whether any text has arrived.
    """
    from personaui_desktop.claude.demo import NAME

    if outcome.model == NAME or not was_paid_for(outcome, has_text=has_text):
        return
    table = prices_in_force()
    cost = in_nano(cost_of(outcome.model, outcome.usage, table))
    settle_reply(begun.message_id, begun.session_id, outcome, cost, table.as_of, begun.persona_id)
