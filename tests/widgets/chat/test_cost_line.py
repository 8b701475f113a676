from pytestqt.qtbot import QtBot
from support.cost_lines import COSTS, said

from personaui_desktop.widgets.chat.cost_line import BUTTON_PADDING, CostLine
from personaui_desktop.widgets.common.theme import GROUP


def test_it_says_tokens_price_and_what_the_session_cost(line: CostLine) -> None:
    line.show_costs(COSTS)
    assert said(line) == ["Next message ≈ 4.1k tokens, 3.6k cached", "≈ $0.0031", "This conversation: $0.12"]
    assert "120 tokens" in line.price.toolTip()
    assert "estimated" in line.tokens.toolTip()


def test_with_little_room_the_session_goes_first_and_the_link_stays(line: CostLine) -> None:
    line.show_costs(COSTS)
    told = said(line)
    room = line.link.sizeHint().width() + BUTTON_PADDING
    widths = [room]
    for label in (line.tokens, line.price, line.session):
        room += label.sizeHint().width() + GROUP
        widths += [room - 1, room]
    found = []
    for width in widths:
        line.resize(width, line.height())
        found.append(said(line))
        assert line.link.isVisible()
    assert found == [[], [], told[:1], told[:1], told[:2], told[:2], told]


def test_the_link_asks_for_all_of_it(qtbot: QtBot, line: CostLine) -> None:
    with qtbot.waitSignal(line.inspect_requested):
        line.link.click()
