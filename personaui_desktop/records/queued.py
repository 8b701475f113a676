"""Messages that wait until a reply has ended."""

from typing import NamedTuple


class QueuedMessage(NamedTuple):
    """One text that waits: the id of its row, and how it begins."""

    queued_id: int
    beginning: str
