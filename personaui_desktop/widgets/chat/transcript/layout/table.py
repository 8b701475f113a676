"""A table's cells laid out: columns as wide as they need and the room allows."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.text_box import UNLIMITED, Setting, TextBox
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Align
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown

CELL_SIDE = 10
CELL_TOP = 4
NARROWEST_COLUMN = 44


class TableGrid(NamedTuple):
    """Where rows begin (one more for the end), the left of every cell's text, and the width of it all."""

    row_tops: tuple[float, ...]
    box_lefts: tuple[float, ...]
    width: float


def lay_out_table(shown: Shown, look: Look, width: float) -> tuple[list[TextBox], TableGrid]:
    """Lay out the cells, row by row. Where columns would be too narrow, they stand below one another."""
    block = shown.block
    columns = len(block.aligns)
    plain = Setting(look.font(), look.pitch)
    heading = Setting(look.font(weight=600), look.pitch, weight=600)
    settings = [heading if number < columns else plain for number in range(len(shown.parts))]
    boxes = [
        TextBox(cell, setting, look, UNLIMITED) for cell, setting in zip(shown.parts, settings, strict=True)
    ]
    _number(boxes)
    room = width - 2 * CELL_SIDE * columns
    if room < NARROWEST_COLUMN * columns and columns > 1:
        widths = [width - 2 * CELL_SIDE] * columns
    else:
        widths = share_out(
            [max(box.natural_width for box in boxes[at::columns]) for at in range(columns)], room
        )
    for number, box in enumerate(boxes):
        if box.natural_width > widths[number % columns]:
            boxes[number] = TextBox(shown.parts[number], settings[number], look, widths[number % columns])
            boxes[number].start = box.start
    if room < NARROWEST_COLUMN * columns and columns > 1:
        return boxes, _stack(boxes, columns, width)
    return boxes, _place(boxes, block.aligns, widths)


def share_out(wanted: Sequence[float], room: float) -> list[float]:
    """The widths that columns get: what they want where there is room, else less for those who want most."""
    if sum(wanted) <= room:
        return list(wanted)
    widths = [0.0] * len(wanted)
    left, waiting = room, sorted(range(len(wanted)), key=lambda at: wanted[at])
    for served, at in enumerate(waiting):
        widths[at] = min(wanted[at], left / (len(waiting) - served))
        left -= widths[at]
    return [max(width, 1.0) for width in widths]


def _number(boxes: list[TextBox]) -> None:
    """Say where in the table's text, with one character between cells, each cell begins."""
    starts = accumulate((box.length + 1 for box in boxes), initial=0)
    for box, start in zip(boxes, starts, strict=False):
        box.start = start


def _place(boxes: list[TextBox], aligns: Sequence[Align], widths: list[float]) -> TableGrid:
    lefts = list(accumulate((width + 2 * CELL_SIDE for width in widths), initial=0.0))
    tops, box_lefts = [0.0], []
    for row in range(0, len(boxes), len(widths)):
        cells = boxes[row : row + len(widths)]
        for column, box in enumerate(cells):
            box.y = tops[-1] + CELL_TOP
            slack = max(0.0, widths[column] - box.natural_width)
            share = {Align.START: 0.0, Align.CENTRE: 0.5, Align.END: 1.0}[aligns[column]]
            box_lefts.append(lefts[column] + CELL_SIDE + slack * share)
        tops.append(tops[-1] + max(box.height for box in cells) + 2 * CELL_TOP)
    return TableGrid(tuple(tops), tuple(box_lefts), lefts[-1])


def _stack(boxes: list[TextBox], columns: int, width: float) -> TableGrid:
    tops, y = [0.0], 0.0
    for number, box in enumerate(boxes):
        y += CELL_TOP if number % columns == 0 else 0
        box.y = y
        y += box.height
        if number % columns == columns - 1:
            y += CELL_TOP
            tops.append(y)
    return TableGrid(tuple(tops), (float(CELL_SIDE),) * len(boxes), width)
