"""A long list of cards: what is measured, what is where, what keys and jumps reach."""

import pytest
from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.measured_list import MeasuredListView

MANY = 10_000
GUESS = 50


class Cards(QStyledItemDelegate):
    """Cards of other heights than guessed; remembers who was measured."""

    def __init__(self) -> None:
        super().__init__()
        self.measured: list[int] = []

    def sizeHint(self, option: object, index: QModelIndex) -> QSize:
        """A height that differs from row to row: QStyledItemDelegate.sizeHint."""
        self.measured.append(index.row())
        return QSize(1, 30 + 17 * (index.row() % 7))


class Bench:
    """The view with its rows."""

    def __init__(self, qtbot: QtBot) -> None:
        self.rows = QStringListModel([f"Row {number}" for number in range(MANY)])
        self.cards = Cards()
        self.view = MeasuredListView(GUESS)
        self.view.setModel(self.rows)
        self.view.follow_rows()
        self.view.setItemDelegate(self.cards)
        qtbot.addWidget(self.view)
        self.view.resize(200, 400)
        self.view.show()
        self.settle()

    def settle(self) -> None:
        """Whatever is laid out and painted later happens now."""
        self.view.executeDelayedItemsLayout()
        self.view.grab()

    def rect(self, row: int):
        """Where a row is."""
        return self.view.visualRect(self.rows.index(row, 0))

    def shown(self) -> list[int]:
        """The rows in view, from the top, each a pixel beneath the last; no gap, no overlap."""
        point = self.view.viewport().rect().topLeft()
        found = []
        while point.y() < self.view.viewport().height():
            row = self.view.indexAt(point).row()
            rect = self.rect(row)
            assert rect.top() == point.y() or not found
            assert rect.height() == 30 + 17 * (row % 7)
            found.append(row)
            point.setY(rect.bottom() + 1)
        assert found == list(range(found[0], found[-1] + 1))
        return found


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def test_a_change_measures_what_is_in_view(bench: Bench) -> None:
    assert len(set(bench.cards.measured)) < 20
    bench.cards.measured.clear()
    bench.rows.setData(bench.rows.index(3, 0), "Another")
    bench.rows.insertRow(0)
    bench.rows.removeRow(7000)
    bench.view.resize(180, 400)
    bench.settle()
    assert 0 < len(set(bench.cards.measured)) < 20


@pytest.mark.parametrize("row", [0, 1, 17, 5_000, MANY - 2, MANY - 1])
def test_a_jump_brings_a_row_into_view_as_it_is(bench: Bench, row: int) -> None:
    bench.cards.measured.clear()
    bench.view.scrollTo(bench.rows.index(row, 0))
    bench.settle()
    assert row in bench.shown()
    assert bench.view.viewport().rect().contains(bench.rect(row))
    assert len(set(bench.cards.measured)) < 40


@pytest.mark.parametrize(
    ("hint", "edge"),
    [(QListView.ScrollHint.PositionAtTop, "top"), (QListView.ScrollHint.PositionAtBottom, "bottom")],
)
def test_a_jump_puts_a_row_where_it_was_asked_to(bench: Bench, hint, edge: str) -> None:
    bench.view.scrollTo(bench.rows.index(5_000, 0), hint)
    bench.settle()
    assert getattr(bench.rect(5_000), edge)() == getattr(bench.view.viewport().rect(), edge)()


def test_a_row_in_view_is_not_jumped_to(bench: Bench) -> None:
    bench.view.scrollTo(bench.rows.index(5_000, 0), QListView.ScrollHint.PositionAtCenter)
    before = bench.view.verticalOffset()
    bench.view.scrollTo(bench.rows.index(5_000, 0))
    assert bench.view.verticalOffset() == before


def test_scrolling_back_into_what_was_never_seen_keeps_what_is_in_view(bench: Bench) -> None:
    bench.view.scrollTo(bench.rows.index(5_000, 0), QListView.ScrollHint.PositionAtTop)
    bench.settle()
    for _ in range(200):
        first = bench.shown()[0]
        top = bench.rect(first).top()
        bench.view.verticalScrollBar().setValue(bench.view.verticalOffset() - 24)
        assert bench.rect(first).top() == top + 24


def test_the_ends_are_reached(bench: Bench) -> None:
    bar = bench.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bench.shown()[-1] == MANY - 1
    assert bench.rect(MANY - 1).bottom() == bench.view.viewport().rect().bottom()
    bar.setValue(0)
    assert bench.rect(0).top() == 0
    assert bench.shown()[0] == 0


def test_keys_go_from_card_to_card_and_to_the_ends(bench: Bench) -> None:
    view = bench.view
    view.setCurrentIndex(bench.rows.index(4, 0))
    reached = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(view, key)
        bench.settle()
        reached.append(view.currentIndex().row())
        assert view.selectedIndexes() == [view.currentIndex()]
        assert reached[-1] in bench.shown()
    assert reached == [5, 4, 3, MANY - 1, MANY - 1, 0]


def test_a_page_is_about_a_view_and_never_nothing(bench: Bench) -> None:
    view = bench.view
    view.setCurrentIndex(bench.rows.index(5_000, 0))
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    down = view.currentIndex().row()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert 5_002 < down < 5_012
    assert abs(view.currentIndex().row() - 5_000) <= 3
    view.resize(200, 20)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    row = view.currentIndex().row()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.currentIndex().row() == row + 1


def test_a_click_chooses_the_card_under_it(bench: Bench) -> None:
    bench.view.scrollTo(bench.rows.index(700, 0), QListView.ScrollHint.PositionAtCenter)
    QTest.mouseClick(bench.view.viewport(), Qt.MouseButton.LeftButton, pos=bench.rect(701).center())
    assert [index.row() for index in bench.view.selectedIndexes()] == [701]


@pytest.mark.parametrize("ends", [(3, 700), (700, 3)])
def test_shift_selects_all_rows_from_one_to_another_by_mouse_and_by_key(
    bench: Bench, ends: tuple[int, int]
) -> None:
    view, (begin, end) = bench.view, ends
    view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    view.scrollTo(bench.rows.index(begin, 0), QListView.ScrollHint.PositionAtCenter)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=bench.rect(begin).center())
    view.scrollTo(bench.rows.index(end, 0), QListView.ScrollHint.PositionAtCenter)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, shift, bench.rect(end).center())
    assert [index.row() for index in sorted(view.selectedIndexes())] == list(range(3, 701))
    QTest.keyClick(view, Qt.Key.Key_Home, shift)
    assert [index.row() for index in sorted(view.selectedIndexes())] == list(range(begin + 1))


def test_beneath_the_last_card_is_none(bench: Bench) -> None:
    bench.rows.setStringList(["Only one"])
    bench.settle()
    assert bench.rect(0).height() == 30
    assert not bench.view.indexAt(
        bench.rect(0).bottomLeft() + bench.view.viewport().rect().center()
    ).isValid()
    bench.rows.setStringList([])
    bench.settle()
    assert not bench.view.indexAt(bench.view.viewport().rect().center()).isValid()
    QTest.keyClick(bench.view, Qt.Key.Key_End)


def test_a_screen_reader_finds_the_cards(bench: Bench) -> None:
    interface = QAccessible.queryAccessibleInterface(bench.view)
    assert interface.role() is QAccessible.Role.List
    assert interface.childCount() == MANY
    assert interface.child(5).rect().height() == bench.rect(5).height()
