"""How many hits which messages hold: batch by batch, so that nothing ever goes through all of them."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from personaui_desktop.database.find import FoundMessage


class _Batch:
    """Neighbouring messages that hold hits, by ascending id."""

    def __init__(self, found: Sequence[FoundMessage]) -> None:
        self.ids = array("q", [message_id for message_id, _ in found])
        self.times = array("q", [times for _, times in found])
        self.total = sum(self.times)

    @property
    def last(self) -> int:
        """The id of its last message."""
        return self.ids[-1]

    def replace(self, at: int, message_id: int, times: int) -> None:
        """Have a message's hits, or none, at a place where that message stands or belongs."""
        stands = at < len(self.ids) and self.ids[at] == message_id
        self.total += times - (self.times[at] if stands else 0)
        self.ids[at : at + stands] = array("q", [message_id] if times else [])
        self.times[at : at + stands] = array("q", [times] if times else [])


class HitCounts:
    """Messages with hits, in the order of their ids. A batch costs the same however many there are."""

    def __init__(self) -> None:
        self._batches: list[_Batch] = []
        self.total = 0

    def __bool__(self) -> bool:
        return bool(self._batches)

    def take(self, found: Sequence[FoundMessage]) -> None:
        """Take in messages with hits, by ascending id."""
        if not found:
            return
        at = self._batch_for(found[0].message_id)
        if at < len(self._batches) and self._batches[at].ids[0] <= found[-1].message_id:
            # Some of them stand between others: those that were looked at first.
            for each in found:
                self.put(*each)
        else:
            batch = _Batch(found)
            self._batches.insert(at, batch)
            self.total += batch.total

    def put(self, message_id: int, times: int) -> None:
        """Have a message counted with so many hits, or with none."""
        at = min(self._batch_for(message_id), len(self._batches) - 1)
        if at < 0:
            self.take([FoundMessage(message_id, times)] if times else [])
            return
        batch = self._batches[at]
        before = batch.total
        batch.replace(bisect_left(batch.ids, message_id), message_id, times)
        self.total += batch.total - before
        if not batch.ids:
            del self._batches[at]

    def times(self, message_id: int) -> int:
        """How many hits a message holds."""
        at, place = self._find(message_id)
        return self._batches[at].times[place] if self._stands_at(at, place, message_id) else 0

    def before(self, message_id: int) -> int:
        """How many hits the messages before one hold."""
        at, place = self._find(message_id)
        whole = sum(batch.total for batch in self._batches[:at])
        return whole + (sum(self._batches[at].times[:place]) if place else 0)

    def nearest(self, message_id: int | None) -> int | None:
        """The message with hits that is nearest to one, rather before it; the last for ``None``."""
        if not self._batches:
            return None
        if message_id is None:
            return self._batches[-1].last
        if self.times(message_id):
            return message_id
        at, place = self._find(message_id)
        return self._batches[0].ids[0] if at == place == 0 else self._step(at, place, forward=False)

    def following(self, message_id: int, *, forward: bool) -> int | None:
        """The next message with hits or the one before; from an end to the other."""
        if not self._batches:
            return None
        at, place = self._find(message_id)
        if forward and not self._stands_at(at, place, message_id):
            place -= 1
        return self._step(at, place, forward=forward)

    def _step(self, at: int, place: int, *, forward: bool) -> int:
        place += 1 if forward else -1
        if place < 0:
            return self._batches[at - 1].last
        if at == len(self._batches):
            return self._batches[0].ids[0]
        if place == len(self._batches[at].ids):
            return self._batches[(at + 1) % len(self._batches)].ids[0]
        return self._batches[at].ids[place]

    def _stands_at(self, at: int, place: int, message_id: int) -> bool:
        return at < len(self._batches) and self._batches[at].ids[place] == message_id

    def _find(self, message_id: int) -> tuple[int, int]:
        """Which batch holds the first message that is not before one, and where in it."""
        at = self._batch_for(message_id)
        if at == len(self._batches):
            return at, 0
        return at, bisect_left(self._batches[at].ids, message_id)

    def _batch_for(self, message_id: int) -> int:
        return bisect_left(self._batches, message_id, key=lambda batch: batch.last)
