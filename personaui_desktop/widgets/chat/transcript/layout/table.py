"""A table's cells laid out: columns as wide as they need and the room allows."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.text_box import UNLIMITED, TextBox, Typography
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Align
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown

CELL_SIDE = 10
CELL_TOP = 4
NARROWEST_COLUMN = 44
GROWTH = 32.0
"""The steps in which columns become wider while a table is being written, pixels."""


class TableGrid(NamedTuple):
    """Where rows begin (one more for the end), the left of every cell's text, and the width of it all."""

    row_tops: tuple[float, ...]
    box_lefts: tuple[float, ...]
    width: float
    columns: tuple[float, ...]
    """How wide the columns' text may be."""


class ColumnWidths:
    """How wide the columns of one table want to be, which is laid out in parts.

    They want what the widest cell wants. While cells are still being written they grow in steps: each time
    they do, all that is laid out of the table must be laid out again.

    Args:
        count: how many there are.
        is_growing: more rows may follow.
        is_mirrored: the first is the rightmost, as in what is written from right to left.
    """

    def __init__(self, count: int, is_growing: bool = False, is_mirrored: bool = False) -> None:
        self.is_mirrored = is_mirrored
        self._step = GROWTH if is_growing else 1.0
        self._of_parts: dict[int, list[float]] = {}
        self._wanted = [0.0] * count

    def widen(self, part: int, wanted: list[float]) -> None:
        """Take in what a part wants, or wants now."""
        self._of_parts[part] = wanted
        self._wanted = [
            max(before, ceil(now / self._step) * self._step)
            for before, now in zip(self._wanted, wanted, strict=True)
        ]

    def settle(self) -> None:
        """Nothing follows any more: want exactly as much as is needed."""
        self._step = 1.0
        self._wanted = [0.0] * len(self._wanted)
        for part, wanted in self._of_parts.items():
            self.widen(part, wanted)

    def widths(self, room: float) -> tuple[float, ...]:
        """The widths that columns get within a width of the table."""
        count = len(self._wanted)
        if is_stacked(count, room):
            return (room - 2 * CELL_SIDE,) * count
        return tuple(share_out(self._wanted, room - 2 * CELL_SIDE * count))


class TablePart(NamedTuple):
    """Which part of which table a block is: the columns they share, and its number among the parts."""

    columns: ColumnWidths
    number: int


def is_stacked(columns: int, room: float) -> bool:
    """Whether columns would be too narrow, so that cells stand below one another."""
    return columns > 1 and room - 2 * CELL_SIDE * columns < NARROWEST_COLUMN * columns


def lay_out_table(shown: Shown, look: Look, width: float, part: TablePart) -> tuple[list[TextBox], TableGrid]:
    """Lay out the cells of a part, row by row."""
    block = shown.block
    count = len(block.aligns)
    plain = Typography(look.font(), look.pitch)
    heading = Typography(look.font(weight=600), look.pitch, weight=600)
    first = 0 if block.continues else count
    settings = [heading if number < first else plain for number in range(len(shown.parts))]
    boxes = [
        TextBox(cell, setting, look, UNLIMITED) for cell, setting in zip(shown.parts, settings, strict=True)
    ]
    _number(boxes)
    wanted = [max(box.natural_width for box in boxes[at::count]) for at in range(count)]
    part.columns.widen(part.number, wanted)
    widths = part.columns.widths(width)
    for number, box in enumerate(boxes):
        if box.natural_width > widths[number % count]:
            boxes[number] = TextBox(shown.parts[number], settings[number], look, widths[number % count])
            boxes[number].start = box.start
    is_mirrored = part.columns.is_mirrored
    if is_stacked(count, width):
        return boxes, _stack(boxes, widths, width, is_mirrored)
    return boxes, _place(boxes, [_share(align, is_mirrored) for align in block.aligns], widths, is_mirrored)


def _share(align: Align, is_mirrored: bool) -> float:
    """How much of the room that a text leaves free lies before it."""
    if align is Align.CENTRE:
        return 0.5
    return 1.0 if is_mirrored or align is Align.END else 0.0


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


def _place(
    boxes: list[TextBox], shares: Sequence[float], widths: tuple[float, ...], is_mirrored: bool
) -> TableGrid:
    starts = list(accumulate((width + 2 * CELL_SIDE for width in widths), initial=0.0))
    lefts = [starts[-1] - end for end in starts[1:]] if is_mirrored else starts[:-1]
    tops, box_lefts = [0.0], []
    for row in range(0, len(boxes), len(widths)):
        cells = boxes[row : row + len(widths)]
        for column, box in enumerate(cells):
            box.y = tops[-1] + CELL_TOP
            slack = max(0.0, widths[column] - box.natural_width)
            box_lefts.append(lefts[column] + CELL_SIDE + slack * shares[column])
            if shares[column] and box.line_count > 1:
                box.align(shares[column])
        tops.append(tops[-1] + max(box.height for box in cells) + 2 * CELL_TOP)
    return TableGrid(tuple(tops), tuple(box_lefts), starts[-1], widths)


def _stack(boxes: list[TextBox], widths: tuple[float, ...], width: float, is_mirrored: bool) -> TableGrid:
    tops, y, columns = [0.0], 0.0, len(widths)
    for number, box in enumerate(boxes):
        y += CELL_TOP if number % columns == 0 else 0
        box.y = y
        y += box.height
        if number % columns == columns - 1:
            y += CELL_TOP
            tops.append(y)
    lefts = [width - CELL_SIDE - box.natural_width if is_mirrored else float(CELL_SIDE) for box in boxes]
    return TableGrid(tuple(tops), tuple(lefts), width, widths)
