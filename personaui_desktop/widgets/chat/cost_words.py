"""What the line under the composer says of the next message, its price and the conversation's cost."""

from decimal import Decimal
from typing import NamedTuple

from personaui_desktop.database.receipts import Spent
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.amounts import money, spent_words
from personaui_desktop.widgets.memories.words import short_number

_COUNTED = Phrase(
    "Chat",
    "The next message sends {n} token, counted by the server."
    "|The next message sends {n} tokens, counted by the server.",
)
_ESTIMATED = Phrase(
    "Chat",
    "The next message sends {n} token, estimated from its length."
    "|The next message sends {n} tokens, estimated from its length.",
)
_CACHED = Phrase(
    "Chat", "About {n} of them is cached by the server.|About {n} of them are cached by the server."
)
_WITH_A_REPLY = Phrase(
    "Chat",
    "Estimated with a reply of {n} token, like recent ones."
    "|Estimated with a reply of {n} tokens, like recent ones.",
)


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
    line = (
        translate("Chat", "Next message {tokens} tokens, {cached} cached")
        if costs.cached
        else translate("Chat", "Next message {tokens} tokens")
    )
    return line.format(tokens=about + short_number(costs.tokens), cached=short_number(costs.cached))


def price_words(costs: Costs) -> str:
    """What the next message costs."""
    if costs.is_demo:
        return translate("Chat", "Demo replies are free")
    return about(costs.cost)


def about(dollars: Decimal | None) -> str:
    """What something costs, as estimated."""
    return money(dollars) if dollars is None else f"≈ {money(dollars)}"


def session_words(costs: Costs) -> str:
    """What the conversation has cost; nothing where nothing was asked of a server."""
    if costs.is_demo or not costs.spent.requests:
        return ""
    return translate("Chat", "This conversation: {spent}").format(spent=spent_words(costs.spent))


def tokens_tip(costs: Costs) -> str:
    """How that is known."""
    told = translated((_COUNTED if costs.is_exact else _ESTIMATED).of(costs.tokens))
    return f"{told} {translated(_CACHED.of(costs.cached))}" if costs.cached else told


def price_tip(costs: Costs) -> str:
    """What the price takes in, or why there is none."""
    if costs.is_demo:
        return translate("Chat", "Demo replies come from this computer.")
    if costs.cost is None:
        told = translate("Chat", "The price of this model is unknown.")
    elif costs.reply_tokens is None:
        told = translate("Chat", "Estimated without the reply, whose length is unknown.")
    else:
        told = translated(_WITH_A_REPLY.of(costs.reply_tokens))
    return f"{told} {costs.problem}".rstrip()


def session_tip(costs: Costs) -> str:
    """What the conversation's cost takes in."""
    line = translate("Chat", "Cost of this conversation: {spent}. This includes writing memories.")
    return line.format(spent=spent_words(costs.spent))
