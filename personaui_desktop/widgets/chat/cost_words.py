"""What the line under the composer says of the next message, its price and the conversation's cost."""

from decimal import Decimal
from typing import NamedTuple

from personaui_desktop.database.receipts import Spent
from personaui_desktop.widgets.common.amounts import money, spent_words
from personaui_desktop.widgets.memories.words import short_number


class Costs(NamedTuple):
    """What there is to say. ``is_exact``: the server has counted ``tokens``; else they are estimated."""

    tokens: int
    cached: int
    cost: Decimal | None
    spent: Spent
    reply_tokens: int | None = None
    is_exact: bool = False
    is_demo: bool = False
    problem: str = ""


def tokens_words(costs: Costs) -> str:
    """How much the next message sends."""
    about = "" if costs.is_exact else "≈ "
    cached = f", {short_number(costs.cached)} cached" if costs.cached else ""
    return f"Next message {about}{short_number(costs.tokens)} tokens{cached}"


def price_words(costs: Costs) -> str:
    """What the next message costs."""
    if costs.is_demo:
        return "Demo replies are free"
    return money(costs.cost) if costs.cost is None else f"≈ {money(costs.cost)}"


def session_words(costs: Costs) -> str:
    """What the conversation has cost; nothing where nothing was asked of a server."""
    if costs.is_demo or not costs.spent.requests:
        return ""
    return f"This conversation: {spent_words(costs.spent)}"


def tokens_tip(costs: Costs) -> str:
    """How that is known."""
    how = "counted by the server" if costs.is_exact else "estimated from its length"
    cached = f" About {costs.cached:,} of them are cached by the server." if costs.cached else ""
    return f"The next message sends {costs.tokens:,} tokens, {how}.{cached}"


def price_tip(costs: Costs) -> str:
    """What the price takes in, or why there is none."""
    if costs.is_demo:
        return "Demo replies come from this computer."
    if costs.cost is None:
        return f"The price of this model is unknown. {costs.problem}".strip()
    reply = "without the reply, whose length is unknown"
    if costs.reply_tokens is not None:
        reply = f"with a reply of {costs.reply_tokens:,} tokens, like recent ones"
    return f"Estimated {reply}. {costs.problem}".strip()


def session_tip(costs: Costs) -> str:
    """What the conversation's cost takes in."""
    return f"Cost of this conversation: {spent_words(costs.spent)}. This includes writing memories."
