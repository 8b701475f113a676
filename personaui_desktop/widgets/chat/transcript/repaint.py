"""Moves the pixels of rows that have only moved, and has the others painted anew."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.transcript.flow import Placed
from personaui_desktop.widgets.chat.transcript.layout.message import Rects


class _Shown(NamedTuple):
    top: float
    rects: Rects


class Repaint:
    """Knows what a viewport shows, so that it can tell what is different.

    Args:
        viewport: what is painted on.
    """

    def __init__(self, viewport: QWidget) -> None:
        self._viewport = viewport
        self._shown: dict[int, _Shown] = {}

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
        self._shown = now = {row.laid.message["id"]: _Shown(row.top, row.laid.rects) for row in placed}
        kept = [key for key in now if key in before and key not in changed]
        moves = {now[key].top - before[key].top for key in kept}
        is_same = all(now[key].rects is before[key].rects for key in kept)
        gone = [before[key].top for key in before.keys() - now.keys()]
        if len(moves) != 1 or not is_same or self._leaves_gap(gone, *moves):
            self._viewport.update()
            return
        distance = round(moves.pop())
        if distance:
            self._viewport.scroll(0, distance)
        for row in placed:
            # A new row may reach into what was blank before and has only been moved.
            if row.laid.message["id"] in changed or row.laid.message["id"] not in before:
                self.row(row)

    def row(self, row: Placed) -> None:
        """Have a row painted anew."""
        self._viewport.update(0, int(row.top) - 3, self._viewport.width(), int(row.laid.height) + 6)

    def _leaves_gap(self, tops: Iterable[float], move: float) -> bool:
        """Whether a row that went was not merely scrolled out of view."""
        height = self._viewport.height()
        return any(0 <= top + move < height for top in tops)
