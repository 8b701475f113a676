"""What ``memorized`` means: one rule for the rows of the file and for those that a window has loaded."""

from bisect import bisect_right
from collections.abc import Iterable


class Memorized:
    """Which messages of a session are memorized, without looking at a memory once for every message.

    Args:
        ranges: first and last message id of each of the session's active memories that has a range.
        marker: counts only where there is no range: it and what is below it is memorized.
    """

    def __init__(self, ranges: Iterable[tuple[int, int]], marker: int | None) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        ranges = sorted(ranges)
        for start, end in ranges:
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start <= end:
                self._starts.append(start)
                self._ends.append(end)
        self._marker = None if ranges else marker

    def __contains__(self, message_id: int) -> bool:
        if self._marker is not None:
            return message_id <= self._marker
        place = bisect_right(self._starts, message_id) - 1
        return place >= 0 and message_id <= self._ends[place]
