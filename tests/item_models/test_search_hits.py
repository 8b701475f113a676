"""What was found, as rows: grouped by conversation, in the order of the first hits."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from personaui_desktop.item_models.search_hits import HitRole, SearchHitsModel, by_relevance, by_time
from personaui_desktop.records.search import HitKind, SearchHit


def a_hit(item_id: int, session_id: int | None = 1, **more: object) -> SearchHit:
    hit = SearchHit(
        HitKind.MESSAGE, "mia", session_id, item_id, item_id, f"Talk {session_id}", f"said {item_id}",
        ((0, 4),), False, "Mia", f"2026-11-20 10:00:{item_id:02}",
    )  # fmt: skip
    return hit._replace(**more)


def shown(model: SearchHitsModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_hits_stand_below_their_conversations_the_newest_first() -> None:
    model = SearchHitsModel()
    model.take([a_hit(1), a_hit(5, 2), a_hit(7)])
    assert shown(model) == ["Talk 1", "said 7", "said 1", "Talk 2", "said 5"]
    model.take([a_hit(9, 2)])
    assert shown(model) == ["Talk 2", "said 9", "said 5", "Talk 1", "said 7", "said 1"]
    assert model.hit_count == 4


def test_what_fits_best_comes_first_on_request() -> None:
    model = SearchHitsModel()
    model.take([a_hit(1, relevance=3.0), a_hit(2, relevance=1.0), a_hit(3, 2, relevance=2.0)])
    model.sort_by(by_relevance)
    assert shown(model) == ["Talk 1", "said 1", "said 2", "Talk 2", "said 3"]
    model.sort_by(by_time)
    assert shown(model)[0] == "Talk 2"


def test_only_hits_can_be_chosen() -> None:
    model = SearchHitsModel()
    model.take([a_hit(1)])
    heading, hit = model.index(0), model.index(1)
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    assert hit.flags() & Qt.ItemFlag.ItemIsSelectable
    assert heading.data(HitRole.HIT) is None
    assert hit.data(HitRole.HIT) == a_hit(1)


@given(st.lists(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 4)), max_size=6), max_size=4))
def test_it_is_a_sound_model_however_hits_come(batches: list[list[tuple[int, int]]]) -> None:
    model = SearchHitsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    seen: set[int] = set()
    for batch in batches:
        fresh = {number: session for number, session in batch if number not in seen}
        seen |= set(fresh)
        model.take(a_hit(number, session) for number, session in fresh.items())
    times = [model.rows[at].hit.item_id for at in range(model.rowCount()) if model.rows[at].is_heading]
    assert times == sorted(times, reverse=True)
    model.clear()
    assert model.rowCount() == 0
    del tester
