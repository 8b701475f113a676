import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from personaui_desktop.item_models.rows import RowsModel

Row = tuple[int, str]
ROWS = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from("ab")), unique_by=lambda row: row[0], max_size=12
)


class PairModel(RowsModel[Row]):
    def key(self, row: Row) -> int:
        return row[0]

    def show(self, row: Row, role: int) -> object:
        return row[1] if role == Qt.ItemDataRole.DisplayRole else None


def steps_of(model: QAbstractItemModel) -> list[str]:
    steps: list[str] = []
    model.rowsInserted.connect(lambda *_: steps.append("insert"))
    model.rowsRemoved.connect(lambda *_: steps.append("remove"))
    model.rowsMoved.connect(lambda *_: steps.append("move"))
    model.dataChanged.connect(lambda *_: steps.append("change"))
    return steps


@given(st.lists(ROWS, max_size=5))
def test_becomes_any_rows_and_every_index_stays_with_its_row(qapp, lists):
    model = PairModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in lists:
        kept = {row[0]: QPersistentModelIndex(model.index(at)) for at, row in enumerate(model.rows)}
        model.set_rows(rows)
        assert list(model.rows) == rows
        for key, index in kept.items():
            assert (index.row() if index.isValid() else None) == model.row_of(key)
    del tester


@pytest.mark.parametrize(
    ("after", "steps"),
    [
        ([(3, "a"), (1, "a"), (2, "a")], ["move"]),
        ([(2, "a"), (3, "a"), (1, "a")], ["move"]),
        ([(1, "a"), (2, "b"), (3, "a")], ["change"]),
        ([(7, "a"), (8, "a"), (1, "a"), (2, "a"), (3, "a")], ["insert"]),
        ([(1, "a")], ["remove"]),
        ([(1, "a"), (2, "a"), (3, "a")], []),
        ([], ["remove"]),
    ],
)
def test_takes_no_step_too_many(qapp, after, steps):
    model = PairModel()
    model.set_rows([(1, "a"), (2, "a"), (3, "a")])
    taken = steps_of(model)
    model.set_rows(after)
    assert taken == steps


@given(ROWS, st.randoms())
def test_moves_no_row_that_can_stay(qapp, rows, random):
    model = PairModel()
    model.set_rows(rows)
    shuffled = random.sample(rows, len(rows))
    taken = steps_of(model)
    model.set_rows(shuffled)
    assert list(model.rows) == shuffled
    assert len(taken) <= max(0, len(rows) - 1)


def test_of_rows_with_the_same_key_the_first_counts(qapp):
    model = PairModel()
    model.set_rows([(1, "a"), (1, "b"), (2, "a")])
    assert list(model.rows) == [(1, "a"), (2, "a")]
