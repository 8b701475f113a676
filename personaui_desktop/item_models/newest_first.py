"""Rows that stand newest first: any one is found, and put in its place, without looking at all."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject

from personaui_desktop.item_models.rows import RowsModel

Row = TypeVar("Row")

MANY = 4
"""More than one row in so many."""


class NewestFirstModel(RowsModel[Row]):
    """Rows that were given newest first. Subclasses say besides what a row's key is how new it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept_known: dict[object, Row] | None = {}

    def newness(self, row: Row) -> tuple[object, ...]:
        """When a row is from, and its id: the greater the newer. Those of all rows compare."""
        raise NotImplementedError

    def row_of(self, key: object) -> int | None:
        """Where the row with this key is, if it is here: RowsModel.row_of."""
        known = self._known.get(key)
        if known is None:
            return None
        at = self._number_newer(known)
        if at < len(self._rows) and self.key(self._rows[at]) == key:
            return at
        # While rows are on the move, and where their times came in disorder, they have to be looked through.
        return super().row_of(key)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Become these rows, which come newest first: RowsModel.set_rows."""
        rows = list(rows)
        if rows == self._rows:
            return
        new = {self.key(row): row for row in reversed(rows)}
        if not self._rows and len(new) == len(rows):
            self._insert(0, rows)
        else:
            self._known.update(new)
            super().set_rows(rows)
        self._kept_known = new

    def merge(self, row: Row) -> None:
        """Put a row where it belongs, be it new here or not; the others stay as they are."""
        key, at = self.key(row), self._number_newer(row)
        source = self.row_of(key)
        self._known[key] = row
        self.put_from(source, row, at if source is None or source >= at else at - 1)

    def merge_all(self, rows: Iterable[Row]) -> None:
        """Do as `merge` with many rows; those that are new here and stand together come at one go."""
        new: list[Row] = []
        for row in sorted(rows, key=self.newness, reverse=True):
            if self.key(row) in self._known:
                self.merge(row)
            else:
                new.append(row)
        start = 0
        while start < len(new):
            at = self._number_newer(new[start])
            before = self.newness(self._rows[at]) if at < len(self._rows) else None
            end = start + 1
            while end < len(new) and (before is None or self.newness(new[end]) > before):
                end += 1
            self._insert(at, new[start:end])
            start = end

    def take_out_between(self, first: int, end: int) -> None:
        """Remove the rows from one to before another."""
        if first >= end:
            return
        gone = self._rows[first:end]
        self.beginRemoveRows(QModelIndex(), first, end - 1)
        del self._rows[first:end]
        if not self._forgets_with(gone):
            for row in gone:
                self._known.pop(self.key(row), None)
        self.endRemoveRows()

    def take_out(self, key: object) -> None:
        """Remove the row with this key, if it is here: RowsModel.take_out."""
        super().take_out(key)
        self._known.pop(key, None)

    def _insert(self, at: int, rows: list[Row]) -> None:
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
        self._rows[at:at] = rows
        if not self._forgets_with(rows):
            self._known.update({self.key(row): row for row in rows})
        self.endInsertRows()

    @property
    def _known(self) -> dict[object, Row]:
        """The rows by their keys."""
        if self._kept_known is None:
            self._kept_known = {self.key(row): row for row in self._rows}
        return self._kept_known

    def _forgets_with(self, some: list[Row]) -> bool:
        """Whether so many came or went that the keys are gone through again once somebody asks for one."""
        if MANY * len(some) > len(self._rows):
            self._kept_known = None
        return self._kept_known is None

    def _number_newer(self, row: Row, among: Sequence[Row] | None = None) -> int:
        """How many rows are newer than one: of these, or of some that are sorted too."""
        rows, own = self._rows if among is None else among, self.newness(row)
        return bisect_left(range(len(rows)), True, key=lambda at: self.newness(rows[at]) <= own)
