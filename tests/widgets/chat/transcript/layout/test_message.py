from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from personaui_desktop.records.messages import Marks
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.message import (
    Facts,
    Rects,
    ReplyAction,
    State,
    column_for,
    place_parts,
)
from personaui_desktop.widgets.chat.transcript.layout.versions import Switch
from personaui_desktop.widgets.common.tokens import LIGHT

PROBLEM = State(
    "The program was closed before the reply was complete, which happens.", True, tuple(ReplyAction)
)

facts = st.builds(
    Facts,
    is_user=st.booleans(),
    time=st.just("14:03"),
    day=st.sampled_from(["", "Monday, 23 November"]),
    is_first=st.booleans(),
    is_unread=st.booleans(),
    is_memorized=st.booleans(),
    is_streaming=st.booleans(),
    state=st.sampled_from([None, PROBLEM, State("Stopped.", False, (ReplyAction.RETRY,))]),
    marks=st.builds(Marks, st.booleans(), st.booleans(), st.sampled_from(["", "a note"])),
    version=st.integers(1, 12),
    versions=st.sampled_from([1, 12]),
    thought=st.sampled_from(["", "Thought for 12 s"]),
)


def parts(rects: Rects) -> Iterator[tuple[str, QRectF]]:
    for name in ("day", "unread", "gutter", "avatar", "bubble", "time", "tools", "state", "thought"):
        rect = getattr(rects, name)
        if not rect.isEmpty():
            yield name, rect
    for button in rects.buttons:
        yield str(button.action.value), button.rect
    for mark, rect in rects.marks:
        yield mark.value, rect
    for name, rect in zip(Switch._fields, rects.switch, strict=True):
        if not rect.isEmpty():
            yield name, rect


@settings(max_examples=300)
@given(
    facts=facts,
    width=st.integers(240, 3000),
    scale=st.sampled_from([0.7, 1.0, 1.25, 2.0]),
    size=st.tuples(st.floats(0, 1), st.integers(20, 4000)),
)
def test_nothing_overlaps_and_everything_lies_inside(
    qapp: object, facts: Facts, width: int, scale: float, size: tuple[float, int]
) -> None:
    look = Look(LIGHT, scale)
    column = column_for(width, look)
    rects = place_parts(facts, column, look, round(column.text_limit * size[0]), size[1])
    found = list(parts(rects))
    for name, rect in found:
        assert rect.left() >= 0, name
        assert rect.right() <= width, name
        assert rect.top() >= 0, name
        assert rect.bottom() <= rects.height, name
    for (name, rect), (other_name, other) in combinations(found, 2):
        overlap = rect.intersected(other)
        assert overlap.width() <= 0 or overlap.height() <= 0, (name, other_name)
    assert rects.bubble.contains(rects.body)


@pytest.mark.parametrize("width", [240, 400, 724, 1200, 3000])
def test_lines_stay_readable_however_wide_the_view(qapp: object, width: int) -> None:
    look = Look(LIGHT)
    column = column_for(width, look)
    assert column.text_limit <= look.text_width
    assert column.text_limit >= min(width * 0.55, look.text_width)
    assert abs((column.left + column.right) - width) <= 2


def test_only_the_first_message_of_a_group_has_an_avatar(qapp: object) -> None:
    look = Look(LIGHT)
    column = column_for(720, look)
    first = place_parts(Facts(is_user=False, time="1"), column, look, 100, 22)
    second = place_parts(Facts(is_user=False, time="1", is_first=False), column, look, 100, 22)
    mine = place_parts(Facts(is_user=True, time="1"), column, look, 100, 22)
    assert not first.avatar.isEmpty()
    assert second.avatar.isEmpty()
    assert mine.avatar.isEmpty()
    assert first.bubble.left() == second.bubble.left()
    assert mine.bubble.right() == column.right
    assert second.height < first.height
