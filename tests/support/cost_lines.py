"""What a cost line shows and says."""

from decimal import Decimal

from personaui_desktop.database.receipts import Spent
from personaui_desktop.widgets.chat.cost_line import CostLine
from personaui_desktop.widgets.chat.cost_words import Costs

COSTS = Costs(4100, 3600, Decimal("0.0031"), Spent(120_000_000, 5), 120)


def said(line: CostLine) -> list[str]:
    return [label.text() for label in (line.tokens, line.price, line.session) if label.isVisible()]
