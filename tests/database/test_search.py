"""What a search finds in a persona's file, where it looks, and what it tells of each place."""

from pathlib import Path

import pytest
from support.files import execute
from support.on_file import read, store_profile, write
from support.searching import TEN_SCRIPTS, found, index_for_search

from personaui_desktop import database
from personaui_desktop.database import branches, search, search_making, versions
from personaui_desktop.database.search import Search
from personaui_desktop.database.session_marks import put_in_trash, set_archived
from personaui_desktop.folding import fold
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.search import HitKind, SearchScope
from personaui_desktop.search_query import read_query

EVERY_KIND = tuple(HitKind)


@pytest.fixture
def session() -> int:
    made = database.create_session("Evening tea")
    database.save_message("Is there tea?", True, session_id=made)
    database.save_message("Tea is on the pier.", False, "Mia", session_id=made)
    return made


@pytest.mark.parametrize("is_indexed", [True, False])
@pytest.mark.parametrize("said", TEN_SCRIPTS)
def test_every_part_of_what_was_said_is_found_in_any_script(
    said: str, is_indexed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_making, "WAITING", 1)
    made = database.create_session()
    for text in TEN_SCRIPTS:
        database.save_message(text, True, session_id=made)
    if is_indexed:
        index_for_search()
    parts = {said[at : at + size] for size in (1, 2, 3, 5, len(said)) for at in range(len(said) - size + 1)}
    for part in filter(str.strip, parts):
        for written in (part, part.upper()):
            query = read_query(f'"{written}"')
            expected = {text for text in TEN_SCRIPTS if query.is_in(fold(text))}
            assert {hit.excerpt for hit in found(f'"{written}"')} == expected


def test_a_hit_tells_what_it_is_and_where(session: int) -> None:
    newest, oldest = found("tea")
    assert (newest.item_id, newest.message_id, newest.session_id) == (2, 2, session)
    assert (newest.excerpt, newest.spans) == ("Tea is on the pier.", ((0, 3),))
    assert (newest.speaker, newest.is_user) == ("Mia", False)
    assert newest.session_title == "Evening tea"
    assert oldest.is_user
    assert len(oldest.timestamp) == len("2026-11-20 10:00:00")


def test_memories_titles_names_and_unchosen_versions_are_found(session: int) -> None:
    database.save_memory(session, "She likes tea.", "default", 2, 2)
    database.save_memory(None, "Tea, always.", "default")
    write(versions.begin_version, 2, "Coffee is on the pier.")
    store_profile(Profile("Teasel", "", ""))
    hits = [(hit.kind, hit.message_id, hit.session_id) for hit in found("tea", EVERY_KIND)]
    assert hits == [
        (HitKind.MESSAGE, 1, session),
        (HitKind.VERSION, 2, session),
        (HitKind.MEMORY, None, session),
        (HitKind.MEMORY, 2, session),
        (HitKind.TITLE, None, session),
        (HitKind.NAME, None, None),
    ]


@pytest.mark.parametrize(("is_user", "ids"), [(None, [2, 1]), (True, [1]), (False, [2])])
def test_of_one_speaker_only_what_was_said_is_found(
    session: int, is_user: bool | None, ids: list[int]
) -> None:
    database.save_memory(session, "She likes tea.", "default")
    hits = found("tea", EVERY_KIND, SearchScope(is_user=is_user))
    said = [hit.item_id for hit in hits if hit.kind is HitKind.MESSAGE]
    assert said == ids
    assert (len(hits) == len(said)) is (is_user is not None)


def test_what_is_older_is_left_out(session: int, data_dir: Path) -> None:
    execute(data_dir / "main.db", "UPDATE chat_messages SET timestamp = '2024-05-01 10:00:00' WHERE id = 1")
    execute(data_dir / "main.db", "UPDATE chat_messages SET timestamp = '2024-05-03 10:00:00' WHERE id = 2")
    assert [hit.item_id for hit in found("tea", scope=SearchScope(since="2024-05-02 00:00:00"))] == [2]


def test_what_is_archived_or_in_the_trash_is_found_on_request(session: int) -> None:
    other = database.create_session("Tea again")
    database.save_message("Tea?", True, session_id=other)
    write(set_archived, [session], True)
    write(put_in_trash, [other])

    def ids(**scope: bool) -> list[int]:
        return [hit.item_id for hit in found("tea", scope=SearchScope(**scope))]

    assert ids(with_archived=False) == []
    assert ids() == [2, 1]
    assert ids(with_archived=False, with_trashed=True) == [3]
    assert ids(with_trashed=True) == [3, 2, 1]
    trashed, archived, _ = found("tea", scope=SearchScope(with_trashed=True))
    assert (trashed.is_trashed, trashed.is_archived) == (True, False)
    assert (archived.is_trashed, archived.is_archived) == (False, True)


def test_what_is_parked_goes_with_its_trunk_into_the_trash(session: int) -> None:
    write(branches.park_tail, session, 1)
    parked = found("pier")
    assert [hit.is_parked for hit in parked] == [True]
    assert len(found("evening", [HitKind.TITLE])) == 1
    write(put_in_trash, [session])
    assert found("pier") == []


def test_a_step_reads_little_of_what_is_not_indexed(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "READ_AT_ONCE", 5)
    for _ in range(20):
        database.save_message("nothing", True, session_id=session)
    part = read(lambda file: Search(file, read_query("tea"), SearchScope()).step(HitKind.MESSAGE))
    assert (part.hits, part.before_id) == ([], 18)


def test_what_is_indexed_is_read_only_where_it_may_be(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_making, "WAITING", 1)
    for number in range(400):
        database.save_message(f"nothing {number}", True, session_id=session)
    index_for_search()
    ranges = []
    rows_of = Search._rows

    def watched(self: Search, kind: HitKind, first_id: int, last_id: int, most: int = -1) -> object:
        ranges.append((first_id, last_id))
        return rows_of(self, kind, first_id, last_id, most)

    monkeypatch.setattr(Search, "_rows", watched)
    assert [hit.item_id for hit in found("tea")] == [2, 1]
    assert ranges == [(403, 2**63 - 2), (1, 32)]


def test_enough_hits_end_a_step(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_making, "WAITING", 1)
    for _ in range(400):
        database.save_message("more tea", True, session_id=session)
    index_for_search()

    def step(file: object, before_id: int) -> object:
        return Search(file, read_query("tea"), SearchScope()).step(HitKind.MESSAGE, before_id)  # type: ignore[arg-type]

    part = read(step, 403)
    assert search.ENOUGH <= len(part.hits) < search.ENOUGH + search_making.BLOCK_TEXTS  # type: ignore[attr-defined]
