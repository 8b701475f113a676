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
    columns = table.ColumnWidths(1, is_growing=True)
    room, seen = 1000.0, set()
    for wanted in range(100, 300):
        columns.widen(0, [float(wanted)])
        (width,) = columns.widths(room)
        assert width >= wanted
        seen.add(width)
    assert len(seen) <= 200 / table.GROWTH + 2
    columns.settle()
    assert columns.widths(room) == (299.0,)


def line_middles(laid: LaidBlock, cell: int) -> list[tuple[float, float]]:
    """Left and right of what every line of a cell really covers."""
    box = laid.boxes[cell]
    bounds, at = [], 0
    while at < box.length:
        start, end = box.line_bounds(at)
        rects = box.rects(start, end)
        bounds.append((min(rect.left() for rect in rects), max(rect.right() for rect in rects)))
        at = end
    return bounds


def test_wrapped_lines_stand_where_their_column_does(qapp: object) -> None:
    long = "some words that are wrapped into lines that are not as long as one another"
    body = Body(f"| a | b | c |\n|---|:-:|--:|\n| {long} | {long} | {long} |", Look(LIGHT), 430)
    laid = body.laid(0)
    assert laid is not None
    left, centre, right = (line_middles(laid, cell) for cell in (3, 4, 5))
    assert min(map(len, (left, centre, right))) > 2
    assert max(line[0] for line in left) - min(line[0] for line in left) < 0.1
    middles = [(line[0] + line[1]) / 2 for line in centre]
    assert max(middles) - min(middles) < 6  # the space at a line's end is part of it
    ends = [line[1] for line in right]
    assert max(ends) - min(ends) < 8
    assert max(line[0] for line in right) - min(line[0] for line in right) > 10
    for cell in (4, 5):
        box = laid.boxes[cell]
        for position in (3, box.length - 3):
            assert box.position_at(box.caret(position).center()) == position


HEBREW = "| שם | מספר |\n|---|---|\n| אחד | 1 |"


@pytest.mark.parametrize(
    ("text", "is_mirrored"),
    [
        (HEBREW, True),
        ("שלום\n\n| 1 | 2 |\n|---|---|\n| a | b |", True),
        ("| a | b |\n|---|---|\n| שם | מספר |", False),
        ("שלום\n\n| a | b |\n|---|---|", False),
    ],
)
def test_a_table_that_is_written_from_right_to_left_is_mirrored(
    qapp: object, text: str, is_mirrored: bool
) -> None:
    body = Body(f"{'wide ' * 30}\n\n{text}", Look(LIGHT), 430)
    laid = body.laid(body.block_count - 1)
    assert laid is not None
    assert laid.grid is not None
    first, second = laid.boxes[:2]
    assert (first.x > second.x) == is_mirrored
    right = max(box.x + box.natural_width for box in laid.boxes) + table.CELL_SIDE
    assert (abs(right - body.width) < 1) == is_mirrored
    assert laid.grid_left == pytest.approx(body.width - laid.grid.width if is_mirrored else 0.0)


def test_all_parts_of_a_mirrored_table_are(qapp: object) -> None:
    body = Body(HEBREW + "\n| a | b |" * 3 * TABLE_ROWS, Look(LIGHT), 430)
    firsts = {
        box.x + box.natural_width for _, _, laid in body.laid_in(0, EVERYTHING) for box in laid.boxes[::2]
    }
    assert body.block_count > 2
    assert max(firsts) - min(firsts) < 1


def test_a_stacked_table_is_mirrored_too(qapp: object) -> None:
    body = Body("|" + "א|" * 20 + "\n|" + "-|" * 20 + "\n|" + "b|" * 20, Look(LIGHT), 300)
    body.need(0, 0, EVERYTHING)
    rights = {place.right() for place in places(body)}
    assert rights == {300 - table.CELL_SIDE}


def test_a_cell_may_have_several_lines(qapp: object) -> None:
    body = Body("| a |\n|---|\n| b<br>c<BR/>`<br>` |", Look(LIGHT), 430)
    assert body.read(0).text == "a\nb\nc\n<br>"
    laid = body.laid(0)
    assert laid is not None
    assert laid.boxes[1].line_count == 3
