"""What a reply cost, from the tokens that the server counted."""

from decimal import Decimal

from personaui_desktop.conversation.prices import PriceTable, prices_in_force
from personaui_desktop.records.replies import ReplyOutcome, Usage


def cost_of(model: str | None, usage: Usage, table: PriceTable | None = None) -> Decimal | None:
    """Dollars, or ``None`` where the price or the tokens are not known. Off the GUI thread."""
    if not model or usage.input_tokens is None or usage.output_tokens is None:
        return None
    table = table or prices_in_force()
    read, written = usage.cache_read_tokens or 0, usage.cache_write_tokens or 0
    return table.cost(model, usage.input_tokens, usage.output_tokens, read, written)


def was_paid_for(outcome: ReplyOutcome, *, has_text: bool) -> bool:
    """Whether a server has worked for this outcome, whatever that cost: it said who answers, or more."""
    return has_text or bool(outcome.model) or any(outcome.usage)


def in_nano(cost: Decimal | None) -> int | None:
    """Dollars as whole billionths, as they are stored."""
    return None if cost is None else round(cost * 1_000_000_000)


def from_nano(cost: int) -> Decimal:
    """Stored billionths as dollars."""
    return Decimal(cost) / 1_000_000_000
