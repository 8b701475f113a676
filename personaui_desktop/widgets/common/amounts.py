"""Money and tokens as a person reads them; what is not known is said."""

from decimal import Decimal

from personaui_desktop.conversation.costs import from_nano
from personaui_desktop.database.receipts import Spent
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated

SMALLEST = Decimal("0.0001")


def money(dollars: Decimal | None) -> str:
    """``$0.0031``, ``$0.12``, ``$14.50``; ``price unknown`` for ``None``."""
    if dollars is None:
        return translate("Amounts", "price unknown")
    if 0 < dollars < SMALLEST:
        return translate("Amounts", "under {amount}").format(amount=f"${SMALLEST}")
    return f"${dollars:,.2f}" if dollars >= Decimal("0.1") or not dollars else f"${dollars:.4f}"


def spent_words(spent: Spent) -> str:
    """What was spent, and how many requests, for replies and memories, have no known price.

    Those are no part of the sum.
    """
    if not spent.requests:
        return translate("Amounts", "nothing yet")
    replies = Phrase("Amounts", "{n} reply|{n} replies").of(spent.unknown)
    if spent.unknown == spent.requests:
        return translated(Phrase("Amounts", "unknown ({replies})").filled(replies=replies))
    known = money(from_nano(spent.cost_nano))
    if not spent.unknown:
        return known
    both = Phrase("Amounts", "{cost} and {replies} of unknown cost")
    return translated(both.filled(cost=known, replies=replies))


def tokens_words(tokens: int | None) -> str:
    """``1,234 tokens``, or ``unknown``."""
    return unknown() if tokens is None else translated(Phrase("Amounts", "{n} token|{n} tokens").of(tokens))


def unknown() -> str:
    """For an amount that nobody told."""
    return translate("Amounts", "unknown")
