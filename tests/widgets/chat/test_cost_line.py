from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.database.receipts import Spent
from personaui_desktop.widgets.chat.cost_line import CostLine
from personaui_desktop.widgets.chat.cost_words import Costs

COSTS = Costs(4100, 3600, Decimal("0.0031"), Spent(120_000_000, 5), 120)


@pytest.fixture
def line(qtbot: QtBot) -> CostLine:
    made = CostLine()
    qtbot.addWidget(made)
    made.resize(744, made.height())
    made.show()
    return made


def said(line: CostLine) -> list[str]:
    return [label.text() for label in (line.tokens, line.price, line.session) if label.isVisible()]


def test_it_says_tokens_price_and_what_the_session_cost(line: CostLine) -> None:
    line.show_costs(COSTS)
    assert said(line) == ["Next message ≈ 4.1k tokens, 3.6k cached", "≈ $0.0031", "This conversation: $0.12"]
    assert "120 tokens" in line.price.toolTip()
    assert "estimated" in line.tokens.toolTip()


def test_with_little_room_the_session_goes_first_and_the_link_stays(line: CostLine) -> None:
    line.show_costs(COSTS)
    line.resize(460, line.height())
    assert said(line) == ["Next message ≈ 4.1k tokens, 3.6k cached", "≈ $0.0031"]
    line.resize(120, line.height())
    assert said(line) == []
    assert line.link.isVisible()


def test_the_link_asks_for_all_of_it(qtbot: QtBot, line: CostLine) -> None:
    with qtbot.waitSignal(line.inspect_requested):
        line.link.click()
