"""Cards without pixels: where the parts lie, and how text is broken into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.theme import font
from personaui_desktop.widgets.memories.card import LINES_SHOWN, TEXT_SIZE, lay_out, wrap


@given(st.floats(0, 3000), st.integers(1, LINES_SHOWN))
def test_the_parts_lie_inside_the_card_and_apart(width: float, lines: int) -> None:
    layout = lay_out(width, lines)
    for part in (layout.text, layout.switch):
        assert layout.card.contains(part)
    assert not layout.text.intersects(layout.switch)
    assert layout.meta.right() < layout.switch.left()
    assert layout.height > layout.card.bottom()


def test_more_lines_make_a_higher_card() -> None:
    heights = [lay_out(300, lines).height for lines in range(1, 6)]
    assert heights == sorted(set(heights))


def test_a_click_beside_the_switch_still_counts() -> None:
    layout = lay_out(300, 2)
    assert layout.is_on_switch(layout.switch.center())
    assert layout.is_on_switch(layout.switch.topLeft() - QPointF(5, 5))
    assert not layout.is_on_switch(layout.text.topLeft())


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("one", 1), ("one\ntwo", 2), ("one\r\n\r\nthree", 3), ("x" * 60, 2)]
)
def test_breaks_lines(qtbot: QtBot, text: str, lines: int) -> None:
    assert wrap(text, font(TEXT_SIZE), 300).line_count == lines
    assert not wrap(text, font(TEXT_SIZE), 300).is_cut


@pytest.mark.parametrize(
    "text", ["word " * 5_000, "🙂" * 5_000, "a\n" * 500, "x" * 100_000, "\ud800" * 5_000]
)
def test_long_text_is_cut_with_an_ellipsis(qtbot: QtBot, text: str) -> None:
    wrapped = wrap(text, font(TEXT_SIZE), 300)
    assert wrapped.is_cut
    assert wrapped.line_count == LINES_SHOWN
    assert wrapped.layout.text().endswith("…")


@given(st.text(max_size=300))
def test_any_text_can_be_broken(qapp: object, text: str) -> None:
    assert 1 <= wrap(text, font(TEXT_SIZE), 200).line_count <= LINES_SHOWN


def test_a_long_text_stays_cheap(qtbot: QtBot) -> None:
    wrapped = wrap("word " * 1_000_000, font(TEXT_SIZE), 300)
    assert len(wrapped.layout.text()) < 2_000


def test_text_from_the_right_begins_at_the_right(qtbot: QtBot) -> None:
    # The layouts are kept: a line is nothing without its layout.
    from_right, from_left = (wrap(text, font(TEXT_SIZE), 300).layout for text in ("أحب البحر", "I like it"))
    assert from_right.lineAt(0).naturalTextRect().right() > 290
    assert from_left.lineAt(0).naturalTextRect().left() < 10
