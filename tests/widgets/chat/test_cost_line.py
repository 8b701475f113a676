from pytestqt.qtbot import QtBot
from support.cost_lines import COSTS, said

from personaui_desktop.widgets.chat.cost_line import CostLine


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
