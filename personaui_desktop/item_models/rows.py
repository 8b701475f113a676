"""Rows of a Qt list model that become other rows by as few steps as possible."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from itertools import compress, count
from operator import ne
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class RowsModel(QAbstractListModel, Generic[Row]):
    """Holds rows that somebody else has fetched. Subclasses say what a row's key is and what it shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def key(self, row: Row) -> object:
        """What makes a row the same row although its contents have changed."""
        raise NotImplementedError

    def show(self, row: Row, role: int) -> object:
        """What the row answers for a role."""
        raise NotImplementedError

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they are now."""
        return self._rows

    def row_of(self, key: object) -> int | None:
        """Where the row with this key is, if it is here."""
        return next((at for at, row in enumerate(self._rows) if self.key(row) == key), None)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Become these rows: keys that went are removed, others moved, inserted or told as changed.

        Selection and scroll position of the views survive. Of rows with the same key the first counts.
        """
        wanted = self._without_twins(list(rows))
        # Mostly nothing has changed, or little: what is alike at both ends is passed over quickly.
        first = _number_alike(self._rows, wanted)
        after = _number_alike(self._rows[first:][::-1], wanted[first:][::-1])
        between = {self.key(row): row for row in wanted[first : len(wanted) - after]}
        self._remove_all_but(between, first, after)
        self._move_into_order(list(between), first, after)
        self._insert_missing(between, first, after)
        self._replace_changed(between.values(), first)

    def put(self, row: Row, at: int) -> None:
        """Put one row in its place: a new one is inserted, one that is here moved and told as changed.

        Args:
            row: as it is now.
            at: how many of the other rows stand before it.
        """
        self.put_from(self.row_of(self.key(row)), row, at)

    def put_from(self, source: int | None, row: Row, at: int) -> None:
        """The same, where it is known already in which row it is, if in any."""
        if source is None:
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows.insert(at, row)
            self.endInsertRows()
            return
        if source != at:
            self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), at + (at > source))
            self._rows.insert(at, self._rows.pop(source))
            self.endMoveRows()
        if self._rows[at] != row:
            self.replace_row(at, row)

    def take_out(self, key: object) -> None:
        """Remove the row with this key, if it is here."""
        at = self.row_of(key)
        if at is not None:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self.endRemoveRows()

    def replace_row(self, at: int, row: Row) -> None:
        """Put another content into one row; its key stays."""
        self._rows[at] = row
        self.tell_changed(at)

    def tell_changed(self, at: int, roles: Sequence[int] = ()) -> None:
        """Tell the views that a row shows something else now."""
        index = self.index(at)
        self.dataChanged.emit(index, index, list(roles))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row shows."""
        if not 0 <= index.row() < len(self._rows):
            return None
        return self.show(self._rows[index.row()], role)

    def _without_twins(self, rows: list[Row]) -> list[Row]:
        by_key: dict[object, Row] = {}
        for row in rows:
            by_key.setdefault(self.key(row), row)
        return rows if len(by_key) == len(rows) else list(by_key.values())

    def _remove_all_but(self, kept: Container[object], first: int, after: int) -> None:
        end = len(self._rows) - after
        while end > first:
            start = end
            while start > first and self.key(self._rows[start - 1]) not in kept:
                start -= 1
            if start < end:
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self._rows[start:end]
                self.endRemoveRows()
            end = max(start - 1, first)

    def _move_into_order(self, wanted: list[object], first: int, after: int) -> None:
        """Put each row that is out of line right behind the one that it follows."""
        order = {key: at for at, key in enumerate(wanted)}
        here = [order[self.key(row)] for row in self._rows[first : len(self._rows) - after]]
        staying = _longest_rise(here)
        if len(staying) == len(here):
            return
        settled = -1
        for place in sorted(here):
            source = here.index(place)
            target = here.index(settled) + 1 if settled >= 0 else 0
            if place not in staying and source != target:
                self.beginMoveRows(
                    QModelIndex(), first + source, first + source, QModelIndex(), first + target
                )
                row, number = self._rows.pop(first + source), here.pop(source)
                target -= source < target
                self._rows.insert(first + target, row)
                here.insert(target, number)
                self.endMoveRows()
            settled = place

    def _insert_missing(self, wanted: dict[object, Row], first: int, after: int) -> None:
        here = {self.key(row) for row in self._rows[first : len(self._rows) - after]}
        items = list(wanted.items())
        start = 0
        while start < len(items):
            end = start
            while end < len(items) and items[end][0] not in here:
                end += 1
            if start < end:
                self.beginInsertRows(QModelIndex(), first + start, first + end - 1)
                self._rows[first + start : first + start] = [row for _, row in items[start:end]]
                self.endInsertRows()
            start = end + 1

    def _replace_changed(self, wanted: Iterable[Row], first: int) -> None:
        for at, row in enumerate(wanted, first):
            if self._rows[at] != row:
                self.replace_row(at, row)


def _number_alike(some: Sequence[object], others: Sequence[object]) -> int:
    """How many of the first of both are equal."""
    differ = compress(count(), map(ne, some, others))
    return next(differ, min(len(some), len(others)))


def _longest_rise(numbers: list[int]) -> set[int]:
    """The members of a longest rising subsequence of different numbers: the rows that need not move."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    rise: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rise.add(last)
        last = before[last]
    return rise
