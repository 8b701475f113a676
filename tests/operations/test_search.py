"""Searching over several personas a little at a time, and the index that follows on a lane of its own."""

from importlib import import_module
from pathlib import Path

import pytest
from support.branches import rows

from personaui_desktop import database
from personaui_desktop.background.operation import Lane
from personaui_desktop.database import search_making
from personaui_desktop.records.search import HitKind, SearchScope
from personaui_desktop.search_query import read_query

search = import_module("personaui_desktop.operations.search")
"""The file of verbs itself, whose limits the tests change."""


@pytest.fixture(autouse=True)
def _two_personas() -> None:
    database.create_persona_db("leo")
    for persona_id in ("default", "leo"):
        session = database.create_session("Talk", persona_id)
        for number in range(30):
            database.save_message(f"tea {number}", True, session_id=session, persona_id=persona_id)


def _all(written: str, scope: SearchScope = SearchScope(), *ids: str) -> list[tuple[str, int]]:  # noqa: B008
    cursors = search.beginning_of(ids or ("leo", "default"), scope)
    found: list[tuple[str, int]] = []
    while cursors:
        part = search.search(read_query(written), scope, cursors).work()
        found += [(hit.persona_id, hit.item_id) for hit in part.hits]
        cursors = part.rest
    return found


def test_everybodys_are_found_the_first_persona_first() -> None:
    messages = SearchScope(frozenset({HitKind.MESSAGE}))
    assert _all("tea", messages) == [(who, at) for who in ("leo", "default") for at in range(30, 0, -1)]
    assert _all("tea 29", messages, "default") == [("default", 30)]


def test_what_was_found_by_then_comes_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "AT_ONCE_SECONDS", 0)
    scope = SearchScope()
    cursors = search.beginning_of(["leo"], scope)
    part = search.search(read_query("tea"), scope, cursors).work()
    assert (part.hits, part.rest) == ([], cursors)
    monkeypatch.setattr(search, "AT_ONCE_SECONDS", 60)
    monkeypatch.setattr(search, "ENOUGH", 1)
    part = search.search(read_query("tea"), scope, cursors).work()
    assert len(part.hits) == 30
    assert HitKind.MESSAGE not in {cursor.kind for cursor in part.rest}


def test_a_file_that_cannot_be_used_is_passed_over(data_dir: Path) -> None:
    (data_dir / "persona_leo.db").write_bytes(b"no database at all" * 100)
    assert {who for who, _ in _all("tea")} == {"default"}


def test_the_index_follows_on_its_own_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_making, "WAITING", 1)
    following = search.follow("default")
    assert following.lane is Lane.INDEXING
    following.work()
    assert rows("SELECT source, state FROM search_segments") == [("message", "made")]
