"""Has the index of messages and versions follow what was written: one segment at a time, a block a step."""

from array import array
from typing import NamedTuple

from personaui_desktop.database.file import PersonaFile, together
from personaui_desktop.database.pages import AFTER_ALL
from personaui_desktop.database.reading import text
from personaui_desktop.database.search_grams import BLOCKS, gram_key, grams_of, pack_blocks
from personaui_desktop.database.search_segments import (
    BEFORE_ALL,
    STARTS,
    UNREAD,
    SearchSegment,
    Source,
    last_segment,
    segment_of,
    starts_of,
)
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.folding import fold

WAITING = 500
"""So many texts behind the last segment are as quickly read as looked up."""
BLOCK_TEXTS, BLOCK_CHARACTERS = 32, 4_800
"""A block ends with one of these."""
LONGEST_TEXT = 200_000
"""Longer texts are not cut up, and are read whenever their segment is searched."""


class _Queries(NamedTuple):
    texts: str
    nth: str
    last: str


_QUERIES = {
    Source.MESSAGE: _Queries("search.message_texts", "search.nth_message", "search.last_message"),
    Source.VERSION: _Queries("search.version_texts", "search.nth_version", "search.last_version"),
}


class Making:
    """A segment while its texts are read; what changes meanwhile is noted, and it is then made anew."""

    def __init__(self, source: Source, first_id: int, last_id: int) -> None:
        self._source = source
        self._first_id, self._last_id = first_id, last_id
        self._starts = array("q")
        self._blocks: dict[int, set[int]] = {}
        self._read_until = first_id - 1 if first_id > BEFORE_ALL else BEFORE_ALL

    def read_block(self, file: PersonaFile) -> bool:
        """Read the next block of texts; answer whether there are further ones."""
        start = self._first_id if not self._starts else self._read_until + 1
        if len(self._starts) == BLOCKS or start > self._last_id:
            return False
        rows = file.execute(_QUERIES[self._source].texts, (start, self._last_id, BLOCK_TEXTS))
        characters = 0
        for text_id, said in rows:
            if not characters:
                self._starts.append(text_id)
            self._read_until = text_id
            content = text(said)
            self._take(content)
            characters += 1 + len(content)
            if characters >= BLOCK_CHARACTERS:
                break
        rows.close()
        return bool(characters)

    def store(self, file: PersonaFile) -> None:
        """Store what was read, unless it has changed meanwhile."""
        with together(file):
            row = file.execute("search.get_segment", (self._source.value, self._first_id)).fetchone()
            segment = None if row is None else segment_of(row)
            if segment is None or not segment.is_being_made or segment.last_id != self._last_id:
                return
            file.execute("search.forget_grams", (segment.id,))
            if self._starts:
                self._put(file, segment)
            else:
                file.execute("search.delete_segment", (segment.id,))

    def _put(self, file: PersonaFile, segment: SearchSegment) -> None:
        is_cut_short = len(self._starts) == BLOCKS and self._read_until < self._last_id
        last_id = self._read_until if is_cut_short else self._last_id
        rows = [(segment.id, key, pack_blocks(blocks)) for key, blocks in sorted(self._blocks.items())]
        file.connection.executemany(sql("search.put_gram"), rows)
        file.execute("search.put_gram", (segment.id, STARTS, self._starts.tobytes()))
        file.execute("search.finish_segment", (last_id, segment.id))
        if is_cut_short:
            file.execute("search.note_rest", (self._source.value, last_id + 1, self._last_id))

    def _take(self, content: str) -> None:
        block = len(self._starts) - 1
        if len(content) > LONGEST_TEXT:
            self._blocks.setdefault(UNREAD, set()).add(block)
            return
        for gram in grams_of(fold(content)):
            self._blocks.setdefault(gram_key(gram), set()).add(block)


def begin(file: PersonaFile) -> Making | None:
    """Begin with what is to be made next, the newest that changed first; ``None`` where all is made."""
    with together(file):
        for source in Source:
            stretch = _changed(file, source) or _behind_the_last(file, source)
            if stretch is not None:
                file.execute("search.begin_segment", (source.value, *stretch))
                return Making(source, *stretch)
    return None


def _changed(file: PersonaFile, source: Source) -> tuple[int, int] | None:
    row = file.execute("search.changed_segment", (source.value,)).fetchone()
    return None if row is None else segment_of(row)[1:3]


def _behind_the_last(file: PersonaFile, source: Source) -> tuple[int, int] | None:
    """The first and last id of what the last segment lacks, with that one if it is not full."""
    queries = _QUERIES[source]
    last = last_segment(file, source)
    start = BEFORE_ALL if last is None else last.last_id + 1
    if start > AFTER_ALL or file.execute(queries.nth, (start, WAITING - 1)).fetchone() is None:
        return None
    if last is not None and len(starts_of(file, last)) < BLOCKS:
        start = last.first_id
    row = file.execute(queries.nth, (start, BLOCKS * BLOCK_TEXTS - 1)).fetchone()
    return start, (row or file.execute(queries.last).fetchone())[0]
