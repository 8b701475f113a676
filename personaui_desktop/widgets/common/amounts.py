"""Money and tokens as a person reads them; what is not known is said."""

from decimal import Decimal

from personaui_desktop.conversation.costs import from_nano
from personaui_desktop.database.receipts import Spent

SMALLEST = Decimal("0.0001")
UNKNOWN = "price unknown"


def money(dollars: Decimal | None) -> str:
    """``$0.0031``, ``$0.12``, ``$14.50``; ``price unknown`` for ``None``."""
    if dollars is None:
        return UNKNOWN
    if 0 < dollars < SMALLEST:
        return f"under ${SMALLEST}"
    return f"${dollars:,.2f}" if dollars >= Decimal("0.1") or not dollars else f"${dollars:.4f}"


def spent_words(spent: Spent) -> str:
    """What was spent, and how many requests, for replies and memories, have no known price.

    Those are no part of the sum.
    """
    if not spent.requests:
        return "nothing yet"
    replies = "1 reply" if spent.unknown == 1 else f"{spent.unknown:,} replies"
    if spent.unknown == spent.requests:
        return f"unknown ({replies})"
    known = money(from_nano(spent.cost_nano))
    return f"{known} and {replies} of unknown cost" if spent.unknown else known


def tokens_words(tokens: int | None) -> str:
    """``1,234 tokens``, or ``unknown``."""
    return "unknown" if tokens is None else f"{tokens:,} token{'' if tokens == 1 else 's'}"
