"""Searches in one file, made by a test as the program makes them; and the index made all at once."""

from collections.abc import Iterable

from support.on_file import read

from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.pages import AFTER_ALL
from personaui_desktop.database.search import Search
from personaui_desktop.database.search_making import begin
from personaui_desktop.records.personas import DEFAULT_PERSONA
from personaui_desktop.records.search import HitKind, SearchHit, SearchScope
from personaui_desktop.search_query import read_query

TEN_SCRIPTS = (
    "Straße und Möwe",
    "The LIGHTHOUSE keeper",
    "Маяк над морем",
    "北京的灯塔",
    "灯台守はどこ",
    "등대지기",
    "मकान की बत्ती",
    "ประภาคาร",
    "منارة البحر",
    "Φάρος ΟΔΟΣ",
    "מגדלור 👍🏽",
    "ab",
)
"""Something said in ten scripts and more."""


def index_for_search(on: str = DEFAULT_PERSONA) -> None:
    """Have the index of a file follow all that was written."""
    read(_make_all, on=on)


def found(
    written: str,
    kinds: Iterable[HitKind] = (HitKind.MESSAGE,),
    scope: SearchScope = SearchScope(),  # noqa: B008 - a named tuple
    on: str = DEFAULT_PERSONA,
) -> list[SearchHit]:
    """All that a search finds in a file, of each kind the newest first."""
    return read(_search, written, kinds, scope, on=on)


def _make_all(file: PersonaFile) -> None:
    while (making := begin(file)) is not None:
        while making.read_block(file):
            pass
        making.store(file)


def _search(file: PersonaFile, written: str, kinds: Iterable[HitKind], scope: SearchScope) -> list[SearchHit]:
    hits: list[SearchHit] = []
    for kind in kinds:
        at: int | None = AFTER_ALL
        search = Search(file, read_query(written), scope)
        while at is not None:
            part = search.step(kind, at)
            assert part.before_id is None or part.before_id < at, "a search gets on"
            hits += part.hits
            at = part.before_id
    return hits
