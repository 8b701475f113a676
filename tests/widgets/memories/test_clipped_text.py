"""A text of whole lines only."""

import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.memories.card import LINE_PITCH, LINES_SHOWN
from personaui_desktop.widgets.memories.clipped_text import FEWEST_LINES, ClippedText

LONG = "He asked how to be polite at home. " * 40


@pytest.fixture
def text(qtbot: QtBot) -> ClippedText:
    made = ClippedText()
    qtbot.addWidget(made)
    made.resize(240, 400)
    made.show()
    return made


def test_a_short_text_takes_no_more_room_than_it_needs(text: ClippedText) -> None:
    text.setText("He sails.")
    assert text.sizeHint().height() == text.minimumSizeHint().height() == LINE_PITCH
    assert text.accessibleName() == "He sails."


def test_a_long_text_is_cut_after_twelve_lines(text: ClippedText) -> None:
    text.setText(LONG)
    assert text.sizeHint().height() == LINES_SHOWN * LINE_PITCH
    assert text.line_count == LINES_SHOWN
    assert text.text() == LONG


@pytest.mark.parametrize(("height", "lines"), [(100, 5), (94, 4), (30, 1), (3, 1)])
def test_with_less_room_it_shows_fewer_lines_and_no_half_ones(
    text: ClippedText, height: int, lines: int
) -> None:
    text.setText(LONG)
    assert text.minimumSizeHint().height() == FEWEST_LINES * LINE_PITCH
    text.resize(240, height)
    assert text.line_count == lines


def test_what_would_be_a_half_line_is_not_painted(text: ClippedText) -> None:
    text.setText(LONG)
    text.resize(240, 94)
    drawn = text.grab().toImage()
    ground = drawn.pixelColor(239, 0)
    beneath = range(4 * round(LINE_PITCH) + 4, drawn.height())
    assert all(drawn.pixelColor(x, y) == ground for y in beneath for x in range(drawn.width()))
    assert any(drawn.pixelColor(x, 70) != ground for x in range(drawn.width()))
