"""`MemoryListModel` under Qt's model tester: any rows become any other rows."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from support.builders import a_memory

from personaui_desktop.item_models.memories import MemoryListModel, MemoryRole
from personaui_desktop.records.memories import Memory

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def a_watched_model() -> MemoryListModel:
    model = MemoryListModel()
    model.setProperty(
        "tester", QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    )
    return model


memories = st.builds(a_memory, st.integers(1, 12), st.sampled_from("abc"), is_active=st.booleans())
row_lists = st.lists(memories, max_size=10, unique_by=lambda memory: memory.id)


@given(st.lists(row_lists, min_size=1, max_size=5))
def test_becomes_any_rows_from_any_rows(qapp: object, steps: list[list[Memory]]) -> None:
    model = a_watched_model()
    for rows in steps:
        model.set_rows(rows)
        assert list(model.rows) == rows
        assert [model.index(row).data(MemoryRole.MEMORY) for row in range(model.rowCount())] == rows


@given(row_lists, row_lists)
def test_what_stays_is_still_selected(qapp: object, before: list[Memory], after: list[Memory]) -> None:
    model = a_watched_model()
    model.set_rows(before)
    kept = {row.id: QPersistentModelIndex(model.index(place)) for place, row in enumerate(before)}
    model.set_rows(after)
    there = {row.id for row in after}
    for memory_id, index in kept.items():
        assert index.isValid() == (memory_id in there)
        if index.isValid():
            assert index.data(MemoryRole.ID) == memory_id


def test_same_rows_tell_nothing(qtmodeltester) -> None:
    model = MemoryListModel()
    model.set_rows([a_memory(2), a_memory(1)])
    spies = [
        QSignalSpy(signal)
        for signal in (
            model.dataChanged,
            model.rowsInserted,
            model.rowsRemoved,
            model.rowsMoved,
            model.modelReset,
        )
    ]
    model.set_rows([a_memory(2), a_memory(1)])
    assert [spy.count() for spy in spies] == [0, 0, 0, 0, 0]
    qtmodeltester.check(model)


def test_one_switched_memory_changes_one_row(qapp: object) -> None:
    model = a_watched_model()
    model.set_rows([a_memory(3), a_memory(2), a_memory(1)])
    spy = QSignalSpy(model.dataChanged)
    model.set_rows([a_memory(3), a_memory(2, is_active=False), a_memory(1)])
    assert spy.count() == 1
    assert spy.at(0)[0].row() == 1


def test_roles(qapp: object) -> None:
    model = a_watched_model()
    model.set_rows([a_memory(7, "He sails.", is_active=False)])
    index = model.index(0)
    assert index.data() == "He sails."
    assert index.data(MemoryRole.ID) == 7
    assert index.data(MemoryRole.IS_ACTIVE) is False
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.row_of(7) == 0
    assert model.row_of(8) is None
    assert bytes(model.roleNames()[MemoryRole.IS_ACTIVE].data()) == b"is_active"
