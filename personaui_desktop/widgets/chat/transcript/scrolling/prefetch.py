"""Lays out what is just out of view while nothing else is to be done, a few milliseconds at a time."""

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from personaui_desktop.widgets.chat.transcript.layout.laid_messages import LaidMessages
from personaui_desktop.widgets.chat.transcript.layout.placement import Placement

SLICE_MS = 3
PAUSE_MS = 12
VIEWS_AHEAD = 2.0
MOST_ROWS = 60
"""How many rows are prepared on either side; fewer than are kept."""


class Prefetch(QObject):
    """Prepares rows before and after the ones in view, nearest first."""

    def __init__(self, placement: Placement, messages: LaidMessages, parent: QObject) -> None:
        super().__init__(parent)
        self._placement = placement
        self._messages = messages
        self._rows: Iterator[int] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._work)

    def begin(self) -> None:
        """The rows in view have changed."""
        self._rows = iter(self._wanted())
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The rows are about to be others."""
        self._rows = iter(())
        self._timer.stop()

    def _wanted(self) -> list[int]:
        placed, heights = self._placement.placed, self._placement.heights
        if not placed:
            return []
        room = VIEWS_AHEAD * self._placement.view_height
        after, before = self._beyond(placed[-1].row, 1, room), self._beyond(placed[0].row, -1, room)
        nearest = [row for pair in zip(after, before, strict=False) for row in pair]
        rest = after[len(before) :] + before[len(after) :]
        return [row for row in nearest + rest if 0 <= row < len(heights)]

    def _beyond(self, row: int, step: int, room: float) -> list[int]:
        rows: list[int] = []
        heights = self._placement.heights
        while room > 0 and len(rows) < MOST_ROWS and 0 <= row + step < len(heights):
            row += step
            rows.append(row)
            room -= heights[row]
        return rows

    def _work(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < SLICE_MS:
            row = next(self._rows, None)
            if row is None:
                self._timer.stop()
                return
            if row < len(self._placement.heights):
                self._placement.heights[row] = self._messages.at(row).height
