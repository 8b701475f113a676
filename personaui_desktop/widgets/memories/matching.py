"""The memories that contain the words searched for."""

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QModelIndex, QObject, Qt

from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.item_models.rows import Index
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.memories import Memory
from personaui_desktop.translation import translated
from personaui_desktop.widgets.common.dates import local_now
from personaui_desktop.widgets.memories.words import description


class Order(Enum):
    """In which order the cards stand; the value is what the settings call it."""

    NEWEST = "newest"
    CONVERSATION = "conversation"
    PINNED = "pinned"

    @property
    def title(self) -> str:
        """What a menu calls it."""
        return translated(_TITLES[self])


_TITLES = {
    Order.NEWEST: Phrase("Memories", "Newest first"),
    Order.CONVERSATION: Phrase("Memories", "By conversation"),
    Order.PINNED: Phrase("Memories", "Pinned first"),
}


class MatchingMemories(MemoryListModel):
    """Those memories of another model that contain every word, in any order and any case, sorted.

    It holds rows of its own, computed in one pass: Qt's proxy would ask for each row by itself.
    """

    def __init__(self, model: MemoryListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self.order = Order.NEWEST
        model.rowsInserted.connect(self._insert_from)
        model.rowsAboutToBeRemoved.connect(self._remove_from)
        model.dataChanged.connect(self._change_from)
        self._become(self._found(), ())

    def search(self, words: str, keeping: Iterable[int] = ()) -> None:
        """Look for these words; none finds everything. The rows of some ids stay rows if they match."""
        self._words = words.casefold().split()
        self._become(self._found(), keeping)

    def sort_by(self, order: Order, keeping: Iterable[int] = ()) -> None:
        """Put the cards in another order. The rows of some ids stay rows."""
        self.order = order
        self._become(self._found(), keeping)

    def newness(self, row: Memory) -> tuple[object, ...]:
        """What stands before what in this order: NewestFirstModel.newness."""
        newness = super().newness(row)
        if self.order is Order.PINNED:
            return (row.pinned, *newness)
        if self.order is Order.CONVERSATION:
            return (row.session_id or 0, -(row.start_message_id or 0), *newness)
        return newness

    def memory_at(self, index: Index) -> Memory:
        """The memory in a row of this model."""
        # Around Qt's variants: a view asks this for every card at every layout.
        return self._rows[index.row()]

    def index_of(self, memory_id: int) -> QModelIndex:
        """The row of a memory; invalid where it is not here or does not match."""
        row = self.row_of(memory_id)
        return QModelIndex() if row is None else self.index(row)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The model's answer, and in words for screen readers what a card shows around its text."""
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and index.isValid():
            return description(self.memory_at(index), local_now())
        return super().data(index, role)

    def _matching(self, rows: Iterable[Memory]) -> list[Memory]:
        found = list(rows)
        # The longest first: it is likely to leave the fewest to look for the others in.
        for word in sorted(self._words, key=len, reverse=True):
            found = [row for row in found if word in row.content.casefold()]
        return found

    def _found(self, first: int = 0, end: int | None = None) -> list[Memory]:
        """Those of the other model's rows that match, in the order of this one."""
        found = self._matching(self._model.rows[first:end])
        # The other model's own order is the newest first.
        return found if self.order is Order.NEWEST else sorted(found, key=self.newness, reverse=True)

    def _become(self, rows: list[Memory], keeping: Iterable[int]) -> None:
        """Become these rows at a few goes: all between the rows to be kept goes and comes at one."""
        ends = [(len(self._rows), len(rows))]
        for old, new in sorted(self._kept(rows, set(keeping)), reverse=True):
            if new < ends[-1][1]:
                ends.append((old, new))
        starts = [(old + 1, new + 1) for old, new in ends[1:]] + [(0, 0)]
        for (old, new), (old_end, new_end) in zip(starts, ends, strict=True):
            if self._rows[old:old_end] != rows[new:new_end]:
                self.take_out_between(old, old_end)
                self._insert(old, rows[new:new_end])

    def _kept(self, rows: list[Memory], ids: set[int]) -> list[tuple[int, int]]:
        """Where the rows of the ids are now, and where they will be."""
        kept = []
        for each in ids:
            old = self.row_of(each)
            new = len(rows) if old is None else self._number_newer(self._rows[old], rows)
            if old is not None and new < len(rows) and rows[new].id == each:
                kept.append((old, new))
        return kept

    def _insert_from(self, _parent: QModelIndex, first: int, last: int) -> None:
        rows = self._found(first, last + 1)
        if self._rows:
            self.merge_all(rows)
        else:
            self._insert(0, rows)

    def _remove_from(self, _parent: QModelIndex, first: int, last: int) -> None:
        if self._rows[first : last + 1] == self._model.rows[first : last + 1]:
            self.take_out_between(first, last + 1)
            return
        for row in self._model.rows[first : last + 1]:
            self.take_out(row.id)

    def _change_from(self, first: QModelIndex, last: QModelIndex) -> None:
        changed = self._model.rows[first.row() : last.row() + 1]
        matching = {row.id for row in self._matching(changed)}
        for row in changed:
            if row.id in matching:
                self.merge(row)
            else:
                self.take_out(row.id)
