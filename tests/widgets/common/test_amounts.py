from decimal import Decimal

import pytest

from personaui_desktop.database.receipts import Spent
from personaui_desktop.widgets.common.amounts import money, spent_words, tokens_words


@pytest.mark.parametrize(
    ("dollars", "words"),
    [
        (None, "price unknown"),
        (Decimal(0), "$0.00"),
        (Decimal("0.00001"), "under $0.0001"),
        (Decimal("0.0031"), "$0.0031"),
        (Decimal("0.1"), "$0.10"),
        (Decimal("1234.5"), "$1,234.50"),
    ],
)
def test_money(dollars: Decimal | None, words: str) -> None:
    assert money(dollars) == words


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        (Spent(), "nothing yet"),
        (Spent(120_000_000, 2, 0), "$0.12"),
        (Spent(0, 1, 1), "unknown (1 reply)"),
        (Spent(120_000_000, 5, 2), "$0.12 and 2 replies of unknown cost"),
    ],
)
def test_what_has_no_known_price_is_counted_beside_the_sum(spent: Spent, words: str) -> None:
    assert spent_words(spent) == words


def test_tokens() -> None:
    assert [tokens_words(each) for each in (None, 0, 1, 1234)] == [
        "unknown",
        "0 tokens",
        "1 token",
        "1,234 tokens",
    ]
