"""Searching a persona's file, newest first: by the index, and as it stands where that cannot tell."""

from collections.abc import Sequence
from typing import NamedTuple

from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.pages import AFTER_ALL
from personaui_desktop.database.reading import flag, moment, text, whole_or_none
from personaui_desktop.database.rows import Row
from personaui_desktop.database.search_grams import gram_key, telling_grams
from personaui_desktop.database.search_segments import (
    BEFORE_ALL,
    SearchSegment,
    Source,
    ranges_with,
    segment_before,
)
from personaui_desktop.folding import fold
from personaui_desktop.records.search import HitKind, SearchHit, SearchPart, SearchScope
from personaui_desktop.search_query import SearchQuery, excerpt, relevance

READ_AT_ONCE = 500
"""How many texts are read in a step where nothing is known of them."""
ENOUGH = 50
"""With so many hits a step ends."""


class _HitSession(NamedTuple):
    """A session as hits tell of it."""

    title: str
    is_archived: bool
    is_trashed: bool
    is_parked: bool


class Search:
    """One search in one persona's file, a step at a time.

    Args:
        file: the persona's; open for these steps alone.
        query: what is searched for.
        scope: among what.
    """

    def __init__(self, file: PersonaFile, query: SearchQuery, scope: SearchScope) -> None:
        self._file, self._query, self._scope = file, query, scope
        self._places: dict[int, _HitSession | None] = {}

    def step(self, kind: HitKind, before_id: int = AFTER_ALL) -> SearchPart:
        """Look through the newest of a kind before an id: as many as are quickly read."""
        if kind is HitKind.NAME:
            return SearchPart(list(self._names()), None)
        source = _SOURCES.get(kind)
        segment = None if source is None else segment_before(self._file, source, before_id)
        if segment is not None and segment.last_id + 1 >= before_id and segment.is_made:
            return self._look_up(kind, segment, before_id)
        # What is behind the last segment, or in one that has changed.
        is_within = segment is not None and segment.last_id + 1 >= before_id
        first_id = BEFORE_ALL if segment is None else segment.first_id if is_within else segment.last_id + 1
        return self._read(kind, first_id, before_id)

    def _read(self, kind: HitKind, first_id: int, before_id: int) -> SearchPart:
        rows = self._rows(kind, first_id, before_id - 1, READ_AT_ONCE)
        hits = self._hits(kind, rows)
        if len(rows) == READ_AT_ONCE:
            return SearchPart(hits, rows[-1][0])
        return SearchPart(hits, first_id if first_id > BEFORE_ALL else None)

    def _look_up(self, kind: HitKind, segment: SearchSegment, before_id: int) -> SearchPart:
        hits: list[SearchHit] = []
        for first_id, last_id in ranges_with(self._file, segment, self._keys):
            if first_id < before_id:
                hits += self._hits(kind, self._rows(kind, first_id, min(last_id, before_id - 1)))
                if len(hits) >= ENOUGH:
                    return SearchPart(hits, first_id if first_id > BEFORE_ALL else None)
        return SearchPart(hits, segment.first_id if segment.first_id > BEFORE_ALL else None)

    @property
    def _keys(self) -> list[int]:
        return sorted({gram_key(gram) for term in self._query.terms for gram in telling_grams(term)})

    def _rows(self, kind: HitKind, first_id: int, last_id: int, most: int = -1) -> list[Row]:
        return self._file.execute(_ROWS[kind], (first_id, last_id, most)).fetchall()

    def _hits(self, kind: HitKind, rows: Sequence[Row]) -> list[SearchHit]:
        made = (self._hit(kind, row) for row in rows)
        return [hit for hit in made if hit is not None]

    def _hit(self, kind: HitKind, row: Row) -> SearchHit | None:
        """What was found in a row, if it is among what is searched."""
        item_id, message_id, session_id, said, is_user, timestamp, speaker = row
        content = text(said)
        folded = fold(content)
        if not self._query.is_in(folded) or not self._is_in_scope(kind, is_user, timestamp):
            return None
        place = self._place(whole_or_none(session_id))
        # The trunk of what is parked has the same title.
        if place is None or (kind is HitKind.TITLE and place.is_parked):
            return None
        line = excerpt(content, self._query)
        return SearchHit(
            kind,
            self._file.persona_id,
            whole_or_none(session_id),
            item_id,
            whole_or_none(message_id),
            place.title,
            line.text,
            line.spans,
            flag(is_user),
            text(speaker),
            moment(timestamp),
            place.is_parked,
            place.is_archived,
            place.is_trashed,
            relevance(folded, self._query),
        )

    def _is_in_scope(self, kind: HitKind, is_user: object, timestamp: object) -> bool:
        scope = self._scope
        is_said = kind in _SOURCES
        if scope.is_user is not None and not (is_said and flag(is_user) is scope.is_user):
            return False
        return moment(timestamp) >= scope.since

    def _place(self, session_id: int | None) -> _HitSession | None:
        """What is told of a session; ``None`` where it is none of what is searched."""
        if session_id is None:
            return _HitSession("", False, False, False)
        if session_id not in self._places:
            title, *marks = self._file.execute("search.get_place", (session_id,)).fetchone()
            place = _HitSession(text(title), *map(flag, marks))
            is_out = (place.is_archived and not self._scope.with_archived) or (
                place.is_trashed and not self._scope.with_trashed
            )
            self._places[session_id] = None if is_out else place
        return self._places[session_id]

    def _names(self) -> Sequence[SearchHit]:
        name = self._file.execute("search.get_name").fetchone()
        return [] if name is None else self._hits(HitKind.NAME, [(0, None, None, name[0], 0, name[1], "")])


_SOURCES = {HitKind.MESSAGE: Source.MESSAGE, HitKind.VERSION: Source.VERSION}
_ROWS = {
    HitKind.MESSAGE: "search.messages_between",
    HitKind.VERSION: "search.versions_between",
    HitKind.MEMORY: "search.memories_between",
    HitKind.TITLE: "search.titles_between",
}
