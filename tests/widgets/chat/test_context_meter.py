"""The bar above the composer."""

import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.conversation.fullness import Fullness
from personaui_desktop.widgets.chat.context_meter import ContextMeter, fullness_words
from personaui_desktop.widgets.common.theme import theme


@pytest.fixture
def meter(qtbot: QtBot) -> ContextMeter:
    made = ContextMeter()
    qtbot.addWidget(made)
    made.resize(200, made.sizeHint().height())
    return made


def test_its_parts_are_as_long_as_what_they_stand_for(meter: ContextMeter) -> None:
    assert meter.parts == (0.0, 0.0, 0.0)
    meter.show_fullness(Fullness(100, 200, 100, 1_000, 1, 10))
    assert meter.parts == pytest.approx((0.1, 0.2, 0.1))
    # Where the number of messages is sooner reached, the bar is as full as that.
    meter.show_fullness(Fullness(100, 200, 100, 1_000, 8, 10))
    assert meter.parts == pytest.approx((0.2, 0.4, 0.2))


def test_each_part_has_its_colour(meter: ContextMeter) -> None:
    meter.show_fullness(Fullness(250, 250, 250, 1_000, 1, 10))
    image, tokens = meter.grab().toImage(), theme().tokens
    scale, middle = image.devicePixelRatio(), image.height() // 2
    found = [image.pixelColor(int(at * scale), middle) for at in (25, 75, 125, 180)]
    assert found == [tokens.action, tokens.memory, tokens.edge, tokens.line]


def test_it_is_told_in_words(meter: ContextMeter) -> None:
    assert fullness_words(Fullness(100, 200, 110, 1_000, 1, 10)) == (
        "The request is 41 % full. "
        "Of 1,000 tokens the persona takes 100, memories 200, the conversation 110. "
        "1 of at most 10 messages is sent."
    )
