"""Rows merged one by one, with ids that lie between those that are there, stand as a whole list would."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from support.builders import a_memory

from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.records.memories import Memory

MANY = 10_000

timed = st.builds(
    lambda number, minute, text: a_memory(number, text, created_at=f"2026-11-12 10:0{minute}:00"),
    st.integers(1, 30),
    st.integers(0, 3),
    st.sampled_from("ab"),
)
lists = st.lists(timed, unique_by=lambda row: row.id, max_size=12)
changes = st.lists(timed | st.integers(1, 30) | lists | lists.map(frozenset), max_size=12)


def newest_first(rows: dict[int, Memory]) -> list[Memory]:
    return sorted(rows.values(), key=lambda row: (row.created_at, row.id), reverse=True)


@given(lists, changes)
def test_merging_gives_what_listing_all_would(
    qapp: object, before: list[Memory], changes: list[object]
) -> None:
    model = MemoryListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    expected = {row.id: row for row in before}
    model.set_rows(newest_first(expected))
    for change in changes:
        if isinstance(change, int):
            expected.pop(change, None)
            model.take_out(change)
        elif isinstance(change, frozenset):
            expected |= {row.id: row for row in change}
            model.merge_all(change)
        elif isinstance(change, list):
            expected = {row.id: row for row in change}
            model.set_rows(newest_first(expected))
        else:
            assert isinstance(change, Memory)
            expected[change.id] = change
            model.merge(change)
        rows = newest_first(expected)
        assert list(model.rows) == rows
        assert [model.row_of(row.id) for row in rows] == list(range(len(rows)))
        assert model.row_of(31) is None
    del tester


@given(st.permutations(list(range(1, 7))), st.integers(1, 6))
def test_rows_in_disorder_are_found_all_the_same(qapp: object, order: list[int], wanted: int) -> None:
    model = MemoryListModel()
    model.set_rows([a_memory(number) for number in order])
    assert model.row_of(wanted) == order.index(wanted)


def test_whoever_looks_while_rows_move_finds_them(qapp: object) -> None:
    model = MemoryListModel()
    model.set_rows([a_memory(2), a_memory(1)])
    found: list[int | None] = []
    model.rowsInserted.connect(lambda *_: found.append(model.row_of(3)))
    model.merge(a_memory(3))
    model.take_out(3)
    model.set_rows([a_memory(number) for number in (3, 2, 1)])
    assert found == [0, 0]


class CountingModel(MemoryListModel):
    """Counts at how many rows it looks."""

    looked = 0

    def newness(self, row: Memory) -> tuple[str, int]:
        self.looked += 1
        return super().newness(row)

    def key(self, row: Memory) -> int:
        self.looked += 1
        return super().key(row)


def test_among_many_rows_few_are_looked_at(qapp: object) -> None:
    model = CountingModel()
    model.set_rows([a_memory(2 * number) for number in range(MANY, 0, -1)])
    model.looked = 0
    model.merge(a_memory(MANY + 1))
    model.merge(a_memory(MANY, "He sails."))
    model.take_out(2)
    assert model.row_of(MANY + 1) is not None
    assert model.looked < 200


def test_filling_an_empty_list_looks_at_each_row_once(qapp: object) -> None:
    model = CountingModel()
    model.set_rows([a_memory(number) for number in range(MANY, 0, -1)])
    assert model.looked == MANY


def test_of_rows_with_the_same_key_the_first_counts_also_where_there_are_none_yet(qapp: object) -> None:
    model = MemoryListModel()
    model.set_rows([a_memory(2), a_memory(1, "first"), a_memory(1, "second")])
    assert [row.content for row in model.rows] == [a_memory(2).content, "first"]
    assert model.row_of(1) == 1


def test_a_row_that_is_gone_is_not_looked_for_among_all(qapp: object) -> None:
    model = CountingModel()
    model.set_rows([a_memory(number) for number in range(MANY, 0, -1)])
    model.looked = 0
    model.take_out_between(10, 13)
    model.take_out(MANY)
    for gone in (MANY, MANY - 10, MANY - 11, MANY - 12):
        assert model.row_of(gone) is None
    assert model.looked < 100


def test_what_goes_and_comes_in_great_numbers_is_looked_at_when_somebody_asks(qapp: object) -> None:
    model = CountingModel()
    model.set_rows([a_memory(number) for number in range(MANY, 0, -1)])
    model.looked = 0
    model.take_out_between(3, MANY)
    assert model.looked == 0
    assert [model.row_of(number) for number in (MANY, MANY - 2, 1)] == [0, 2, None]
