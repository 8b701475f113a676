import random

import pytest
from PySide6.QtCore import QRectF

from personaui_desktop.widgets.chat.transcript.layout import table
from personaui_desktop.widgets.chat.transcript.layout.body import EAGER_BLOCKS, Body
from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.text_box import TextBox
from personaui_desktop.widgets.chat.transcript.markdown.open_block import TABLE_ROWS
from personaui_desktop.widgets.common.tokens import LIGHT

EVERYTHING = 1e9
HEADING = "| Name | What | How much |\n|---|:-:|--:|\n"


def rows(count: int) -> str:
    chosen = random.Random(3)
    words = ["a", "few", "words", "of", "any", "length"]
    return "".join(
        f"| {' '.join(words[: chosen.randint(1, 5)])} | **{number}** | {'x' * chosen.randint(1, 12)} |\n"
        for number in range(count)
    )


def lefts(body: Body) -> list[tuple[float, ...]]:
    """Where the text of a first column begins, row by row, and how wide all columns are, part by part."""
    found = []
    for _, _, laid in body.laid_in(0, EVERYTHING):
        assert laid.grid is not None
        found.append((*laid.grid.columns, *{box.x for box in laid.boxes[::3]}))
    return found


def places(body: Body) -> list[QRectF]:
    return [
        QRectF(box.x, top + box.y, box.natural_width, box.height)
        for _, top, laid in body.laid_in(0, EVERYTHING)
        for box in laid.boxes
    ]


@pytest.mark.parametrize("count", [1, TABLE_ROWS, 5 * TABLE_ROWS, (EAGER_BLOCKS + 20) * TABLE_ROWS])
def test_the_parts_of_a_table_share_their_columns(qapp: object, count: int) -> None:
    body = Body(HEADING + rows(count), Look(LIGHT), 430)
    body.need(0, 0, EVERYTHING)
    assert sum(len(body.read(number).block.rows) for number in range(body.block_count)) == count + 1
    assert len(set(lefts(body))) == 1
    tops = [place.top() for place in places(body)[::3]]
    assert tops == sorted(tops)


def test_a_table_that_was_written_lies_as_one_that_was_read(qapp: object) -> None:
    text = HEADING + rows(6 * TABLE_ROWS) + "\nText beneath."
    body = Body("", Look(LIGHT), 430, is_streaming=True)
    for end in range(0, len(text), 7):
        body.update(text[:end], is_streaming=True)
        body.need(body.block_count - 1, 300, 300)
        shown = [laid for _, _, laid in body.laid_in(max(0.0, body.height - 300), EVERYTHING) if laid.grid]
        assert len({laid.grid and laid.grid.columns for laid in shown}) <= 1
    body.update(text, is_streaming=False)
    whole = Body(text, Look(LIGHT), 430)
    for one in (body, whole):
        one.need(0, 0, EVERYTHING)
    assert (body.width, body.height) == (whole.width, whole.height)
    assert places(body) == places(whole)


def test_a_piece_lays_out_no_more_than_the_last_rows(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    body = Body(HEADING + rows(400) + "| last", Look(LIGHT), 430, is_streaming=True)
    body.need(body.block_count - 1, 300, 300)
    made = 0

    class Counted(TextBox):
        def __init__(self, *args: object, **more: object) -> None:
            nonlocal made
            made += 1
            super().__init__(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(table, "TextBox", Counted)
    text = body.source
    for word in (" word", " and", " more", " and more"):
        text += word
        body.update(text, is_streaming=True)
    assert made <= 4 * 2 * 3 * TABLE_ROWS


def test_a_stacked_table_is_divided_too(qapp: object) -> None:
    body = Body("|" + "a|" * 20 + "\n|" + "-|" * 20 + ("\n|" + "b|" * 20) * 30, Look(LIGHT), 300)
    body.need(0, 0, EVERYTHING)
    laid: list[LaidBlock] = [block for _, _, block in body.laid_in(0, EVERYTHING)]
    assert len(laid) > 2
    assert {place.left() for place in places(body)} == {table.CELL_SIDE}


def test_columns_that_are_being_written_grow_in_steps_and_end_exact(qapp: object) -> None:
    """Each time they grow, all that is laid out of the table is laid out again."""
    columns = table.Columns(1, is_growing=True)
    room, seen = 1000.0, set()
    for wanted in range(100, 300):
        columns.widen(0, [float(wanted)])
        (width,) = columns.widths(room)
        assert width >= wanted
        seen.add(width)
    assert len(seen) <= 200 / table.GROWTH + 2
    columns.settle()
    assert columns.widths(room) == (299.0,)
