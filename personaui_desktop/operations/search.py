"""Verbs for searching everything there is, a little at a time, and for having the index follow."""

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from time import perf_counter, sleep
from typing import NamedTuple

from personaui_desktop.background.operation import Lane, Operation, Steps
from personaui_desktop.database.file import opened
from personaui_desktop.database.pages import AFTER_ALL
from personaui_desktop.database.search import Search
from personaui_desktop.database.search_making import begin
from personaui_desktop.errors import KnownError
from personaui_desktop.records.search import HitKind, SearchHit, SearchScope
from personaui_desktop.search_query import SearchQuery

AT_ONCE_SECONDS = 0.03
"""What was found by then comes home, and the rest is asked for anew: who types on need not wait for it."""
ENOUGH = 60
"""With so many hits it comes home sooner."""
PAUSE_SECONDS = 0.001
"""Cutting up texts by itself keeps the interpreter: so long the window's thread has it after each block."""


class SearchCursor(NamedTuple):
    """Where a search goes on: in what of whom, and before which id."""

    persona_id: str
    kind: HitKind
    before_id: int = AFTER_ALL


class SearchFound(NamedTuple):
    """What was found so far, and where to go on, soonest first; nowhere at the end."""

    hits: list[SearchHit]
    rest: tuple[SearchCursor, ...]


def beginning_of(persona_ids: Iterable[str], scope: SearchScope) -> tuple[SearchCursor, ...]:
    """Where a search begins: with what was said, and with the first persona."""
    ids = tuple(persona_ids)
    return tuple(SearchCursor(each, kind) for kind in HitKind if kind in scope.kinds for each in ids)


def search(query: SearchQuery, scope: SearchScope, cursors: Sequence[SearchCursor]) -> Operation[SearchFound]:
    """Go on with a search for a moment. A file that cannot be used is told of elsewhere, and passed over."""

    def work() -> Generator[None, None, SearchFound]:
        hits: list[SearchHit] = []
        rest = deque(cursors)
        until = perf_counter() + AT_ONCE_SECONDS
        while rest and len(hits) < ENOUGH and perf_counter() < until:
            cursor = rest.popleft()
            try:
                with opened(cursor.persona_id) as file:
                    looking = Search(file, query, scope)
                    part = looking.step(cursor.kind, cursor.before_id)
                    # Where there was nothing: opening another file takes longer than looking on in this one.
                    while not part.hits and part.before_id is not None and perf_counter() < until:
                        part = looking.step(cursor.kind, part.before_id)
            except KnownError:
                continue
            hits += part.hits
            if part.before_id is not None:
                rest.append(cursor._replace(before_id=part.before_id))
            yield
        return SearchFound(hits, tuple(rest))

    return Steps(work)


def follow(persona_id: str) -> Operation[None]:
    """Take into the index of a persona's messages what was written since the last time."""

    def work() -> Generator[None, None, None]:
        while True:
            with opened(persona_id) as file:
                making = begin(file)
            if making is None:
                return
            is_more = True
            while is_more:
                with opened(persona_id) as file:
                    is_more = making.read_block(file)
                sleep(PAUSE_SECONDS)
                yield
            with opened(persona_id) as file:
                making.store(file)
            yield

    return Steps(work, lane=Lane.INDEXING)
