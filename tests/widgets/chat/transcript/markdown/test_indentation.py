"""How far lines are set in is kept where it means nothing else: code is pasted without fences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown
from personaui_desktop.widgets.chat.transcript.selection import Selection, Spot
from personaui_desktop.widgets.chat.transcript.tools.copied_text import copied_text, plain_text
from personaui_desktop.widgets.common.tokens import LIGHT

FUNCTION = """def add(numbers):
    total = 0
    for number in numbers:
        total += number

    return total"""
TRACEBACK = """Traceback (most recent call last):
  File "a.py", line 3, in run
    add([1, "2"])
    ~~~^^^^^^^^^^
TypeError: unsupported operand"""


@pytest.mark.parametrize("text", [FUNCTION, TRACEBACK, "    four\n  two"])
def test_it_is_copied(text: str) -> None:
    assert plain_text(text) == text


def test_a_part_of_it_is_copied() -> None:
    part = Selection()
    part.select(Spot(1, 0, 4), Spot(1, 1, 99))
    for as_markdown in (False, True):
        copied = copied_text(1, FUNCTION, part, as_markdown)
        assert copied.replace("\\", "") == FUNCTION[4:]


def test_it_is_seen(qapp: object) -> None:
    body = Body(FUNCTION, Look(LIGHT), 500)
    first = body.laid(0)
    assert first is not None
    (box,) = first.boxes
    lines = FUNCTION.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(4)]
    letters = [starts[at] + len(lines[at]) - len(lines[at].lstrip()) for at in range(4)]
    lefts = [box.caret(letter).x() for letter in letters]
    assert lefts[0] < lefts[1] == lefts[2] < lefts[3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- a\n  b", "a\nb"),
        ("1. a\n   b", "a\nb"),
        ("- a\n b", "a\nb"),
        ("- a\n      b", "a\n    b"),
        ("> a\n>   b", "a\n  b"),
        ("> a\n  b", "a\nb"),
        ("  Title\n  too\n===", "Title\ntoo"),
        ("\tb", "    b"),
    ],
)
def test_what_lists_quotes_and_headings_take_is_not_text(text: str, found: str) -> None:
    assert read_markdown(text)[0].text == found


@given(
    lines=st.lists(
        st.tuples(st.integers(0, 12), st.text(alphabet="abc()", min_size=1, max_size=9)), min_size=1
    )
)
def test_any_indentation_comes_through(lines: list[tuple[int, str]]) -> None:
    text = "\n".join(" " * indent + line for indent, line in lines)
    assert plain_text(text) == text
