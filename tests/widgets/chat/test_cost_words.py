from support.cost_lines import COSTS, said

from personaui_desktop.database.receipts import Spent
from personaui_desktop.widgets.chat.cost_line import CostLine


def test_what_the_server_has_counted_is_no_estimate(line: CostLine) -> None:
    line.show_costs(COSTS._replace(is_exact=True, cached=0))
    assert said(line)[0] == "Next message 4.1k tokens"


def test_an_unknown_price_is_said_and_never_nothing(line: CostLine) -> None:
    line.show_costs(COSTS._replace(cost=None, spent=Spent(0, 2, 2), problem="Your prices.json is damaged."))
    assert said(line)[1:] == ["price unknown", "This conversation: unknown (2 replies)"]
    assert "damaged" in line.price.toolTip()
    line.show_costs(COSTS._replace(spent=Spent(2_000_000_000, 3, 1)))
    assert said(line)[2] == "This conversation: $2.00 and 1 reply of unknown cost"
    told = "Cost of this conversation: $2.00 and 1 reply of unknown cost."
    assert told in line.session.toolTip()


def test_the_demo_costs_nothing(line: CostLine) -> None:
    line.show_costs(COSTS._replace(is_demo=True, cost=None))
    assert said(line)[1:] == ["Demo replies are free"]
