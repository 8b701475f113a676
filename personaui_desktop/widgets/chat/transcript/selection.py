"""What is selected: from one spot in the transcript to another, across any number of messages."""

from typing import NamedTuple

WHOLE = 1 << 30
"""A position after every text."""


class Spot(NamedTuple):
    """A place in the transcript's text; spots compare in reading order."""

    message_id: int
    block: int
    position: int


FIRST_SPOT = Spot(-1, 0, 0)
LAST_SPOT = Spot(2**62, WHOLE, WHOLE)


class Selection:
    """A selection has a fixed end, where it was begun, and one that moves."""

    def __init__(self) -> None:
        self._fixed: Spot | None = None
        self._moving: Spot | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self._fixed is None or self._fixed == self._moving

    @property
    def fixed(self) -> Spot | None:
        """Where the selection was begun."""
        return self._fixed

    def limits(self) -> tuple[Spot, Spot]:
        """The first and the last spot.

        Raises:
            ValueError: nothing is selected.
        """
        if self._fixed is None or self._moving is None:
            raise ValueError("Nothing is selected.")
        return min(self._fixed, self._moving), max(self._fixed, self._moving)

    def clear(self) -> None:
        """Select nothing."""
        self._fixed = self._moving = None

    def begin(self, spot: Spot) -> None:
        """Begin anew, selecting nothing yet."""
        self._fixed = self._moving = spot

    def extend(self, spot: Spot) -> None:
        """Select from where it was begun to a spot."""
        if self._fixed is None:
            self._fixed = spot
        self._moving = spot

    def select(self, first: Spot, last: Spot) -> None:
        """Select everything between two spots."""
        self._fixed, self._moving = first, last

    def select_message(self, message_id: int) -> None:
        """Select a whole message."""
        self.select(Spot(message_id, 0, 0), Spot(message_id, WHOLE, WHOLE))

    def holds(self, message_id: int) -> bool:
        """Whether anything of a message is selected."""
        if self.is_empty:
            return False
        first, last = self.limits()
        return first.message_id <= message_id <= last.message_id

    def in_block(self, message_id: int, block: int) -> tuple[int, int] | None:
        """The selected positions of a block, the end perhaps after its text."""
        if not self.holds(message_id):
            return None
        first, last = self.limits()
        start = Spot(message_id, block, 0)
        end = Spot(message_id, block, WHOLE)
        if end <= first or start >= last:
            return None
        return max(first, start).position, min(last, end).position
