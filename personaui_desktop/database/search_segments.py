"""The index of a persona's messages and versions: neighbours by id, and which pieces of words they hold.

A segment is what its texts make of it and nothing else, and is made anew when one of them changes. Triggers
note that, whichever program writes. What is noted, or newer than the last segment, is read as it stands when
it is searched: nothing depends on whether the index has followed yet, and a crash only leaves more to read.
"""

from array import array
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from json import dumps
from typing import NamedTuple

from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.pages import AFTER_ALL
from personaui_desktop.database.reading import blob, text, whole
from personaui_desktop.database.search_grams import blocks_in

BEFORE_ALL = -(2**63)
"""An id before every other."""
MOST_LOOKED_UP = 16
"""Of more pieces than these every so many is looked up: the text is looked at anyway."""

STARTS, UNREAD = -1, -2
"""What stands among the pieces: the first id of every block; the blocks with texts too long to be cut up."""


class Source(Enum):
    """What is indexed; the value is what the file calls it."""

    MESSAGE = "message"
    VERSION = "version"


class SearchSegment(NamedTuple):
    """Texts of a source by their ids, first to last, and how far it is known what they hold."""

    id: int
    first_id: int
    last_id: int
    state: str

    @property
    def is_made(self) -> bool:
        """Whether it is known what they hold."""
        return self.state == "made"

    @property
    def is_being_made(self) -> bool:
        """Whether somebody is about to find out, and nothing has changed since."""
        return self.state == "making"


def segment_before(file: PersonaFile, source: Source, before_id: int) -> SearchSegment | None:
    """The last segment that begins before an id."""
    row = file.execute("search.last_segment", (source.value, before_id)).fetchone()
    return None if row is None else segment_of(row)


def last_segment(file: PersonaFile, source: Source) -> SearchSegment | None:
    """The last segment of all."""
    return segment_before(file, source, AFTER_ALL)


def segment_of(row: Sequence[object]) -> SearchSegment:
    """A segment from its columns."""
    segment_id, first_id, last_id, state = row
    return SearchSegment(whole(segment_id), whole(first_id), whole(last_id), text(state))


def starts_of(file: PersonaFile, segment: SearchSegment) -> "array[int]":
    """The first id of every block of a segment, ascending."""
    starts = array("q")
    packed = b"".join(
        blob(row["blocks"]) for row in file.named("search.grams", (segment.id, dumps([STARTS])))
    )
    starts.frombytes(packed[: len(packed) // starts.itemsize * starts.itemsize])
    return starts


def ranges_with(file: PersonaFile, segment: SearchSegment, keys: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last id of every block that may hold texts with all of some pieces, newest first.

    Args:
        file: the persona's.
        segment: one that is made.
        keys: the pieces, by `gram_key`.
    """
    sought = keys[:: 1 + len(keys) // MOST_LOOKED_UP]
    rows = file.execute("search.grams", (segment.id, dumps([STARTS, UNREAD, *sought]))).fetchall()
    found = {whole(gram): blob(blocks) for gram, blocks in rows}
    holding = -1
    for key in sought:
        holding &= blocks_in(found.get(key, b""))
    holding |= blocks_in(found.get(UNREAD, b""))
    if not holding:
        return []
    ends = [*starts_of(file, segment), segment.last_id + 1]
    ranges = ((first, after - 1) for first, after in pairwise(ends))
    return [each for block, each in enumerate(ranges) if holding >> block & 1][::-1]
