"""Moves the pixels of rows that have only moved, and has what is different painted anew."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock
from personaui_desktop.widgets.chat.transcript.layout.message import Facts, Rects
from personaui_desktop.widgets.chat.transcript.layout.placement import Placed

BEYOND = 3
"""So far a row's painting may reach out of it, or out of its bubble, pixels."""


class _Painted(NamedTuple):
    top: float
    rects: Rects
    facts: Facts
    blocks: Mapping[int, tuple[float, LaidBlock]]
    """Of a reply that is being written: the blocks in view by their numbers, and where they begin."""
    last_block: int
    thought: str | None = None


class Repaint:
    """Knows what a viewport shows, so that it can tell what is different.

    Args:
        viewport: what is painted on.
    """

    def __init__(self, viewport: QWidget) -> None:
        self._viewport = viewport
        self._shown: dict[int, _Painted] = {}

    def forget(self) -> None:
        """Have everything painted anew the next time."""
        self._shown = {}

    def show(self, placed: Sequence[Placed], changed: frozenset[int]) -> None:
        """Bring the viewport from what it shows to rows as they are placed now.

        Args:
            placed: the rows in view.
            changed: ids of messages that look different although they may be where they were.
        """
        before = self._shown
        self._shown = now = {row.laid.message.id: self._as_shown(row) for row in placed}
        intact = {key: _intact(before[key], now[key], key in changed) for key in now if key in before}
        moves = {now[key].top - before[key].top for key, height in intact.items() if height > 0}
        is_moved = all(before[key].rects is now[key].rects for key in intact.keys() - changed)
        gone = [before[key].top for key in before.keys() - now.keys()]
        if len(moves) != 1 or not is_moved or self._leaves_gap(gone, *moves):
            self._viewport.update()
            return
        distance = round(moves.pop())
        if distance:
            self._viewport.scroll(0, distance)
        for row in placed:
            key = row.laid.message.id
            # A new row may reach into what was blank before and has only been moved.
            old_top = before[key].top + distance if key in before else row.top
            self._stretch(min(row.top, old_top) + intact.get(key, 0.0), row.bottom)

    def row(self, row: Placed) -> None:
        """Have a row painted anew."""
        self._stretch(row.top, row.bottom)

    def _stretch(self, top: float, bottom: float) -> None:
        if top < bottom:
            height = int(bottom - top) + 2 * BEYOND
            self._viewport.update(0, int(top) - BEYOND, self._viewport.width(), height)

    def _as_shown(self, row: Placed) -> _Painted:
        laid, blocks = row.laid, {}
        if laid.facts.is_streaming:
            above = row.top + laid.rects.body.top()
            in_view = laid.body.laid_in(-above, self._viewport.height() - above)
            blocks = {number: (top, block) for number, top, block in in_view}
        thought = None if laid.thought is None else laid.thought.source
        return _Painted(row.top, laid.rects, laid.facts, blocks, laid.body.block_count - 1, thought)

    def _leaves_gap(self, tops: Iterable[float], move: float) -> bool:
        """Whether a row that went was not merely scrolled out of view."""
        height = self._viewport.height()
        return any(0 <= top + move < height for top in tops)


def _intact(before: _Painted, now: _Painted, is_changed: bool) -> float:
    """How far down, from its top on, a row looks as it did: endless where all of it does."""
    if not is_changed:
        return inf
    if (
        (now.facts, now.thought) != (before.facts, before.thought)
        or not before.blocks
        or not _stands_as_before(now.rects, before.rects)
    ):
        return 0.0
    # What a piece adds may also make whole a hit that begins in the block before.
    first = _first_other(before, now) - 1
    tops = (top for number, (top, _) in now.blocks.items() if number >= first)
    return now.rects.body.top() + next(tops, inf)


def _first_other(before: _Painted, now: _Painted) -> int:
    """The first block that is another one, or elsewhere, as the last is, where the caret stood."""
    common = before.blocks.keys() & now.blocks.keys()
    others = [number for number in common if before.blocks[number] != now.blocks[number]]
    return min([*others, before.last_block, now.last_block])


def _stands_as_before(now: Rects, before: Rects) -> bool:
    """Whether a bubble has only become higher or lower."""
    return (now.bubble.topLeft(), now.bubble.width()) == (before.bubble.topLeft(), before.bubble.width())
