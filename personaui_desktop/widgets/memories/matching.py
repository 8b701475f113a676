"""The memories that contain the words searched for."""

from enum import Enum

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt

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


class MatchingMemories(QSortFilterProxyModel):
    """Lets those memories through that contain every word, in any order and any case, and sorts them."""

    def __init__(self, model: MemoryListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self.order = Order.NEWEST
        self.setSourceModel(model)

    def search(self, words: str) -> None:
        """Look for these words; none finds everything."""
        wanted = words.casefold().split()
        if wanted != self._words:
            self._words = wanted
            self.invalidate()

    def sort_by(self, order: Order) -> None:
        """Put the cards in another order."""
        if order is self.order:
            return
        self.order = order
        self.invalidate()
        # The model's own order is the newest first.
        self.sort(-1 if order is Order.NEWEST else 0)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether one row stands before another: QSortFilterProxyModel.lessThan."""
        return self._place(left.row()) < self._place(right.row())

    def _place(self, row: int) -> tuple[int, int, int]:
        memory = self._model.rows[row]
        if self.order is Order.PINNED:
            return (not memory.pinned, row, 0)
        return (-(memory.session_id or 0), memory.start_message_id or 0, row)

    def memory_at(self, index: Index) -> Memory:
        """The memory in a row of this model."""
        # Around Qt's variants: a view asks this for every card at every layout.
        return self._model.rows[self.mapToSource(index).row()]

    def index_of(self, memory_id: int) -> QModelIndex:
        """The row of a memory; invalid where it is not here or does not match."""
        row = self._model.row_of(memory_id)
        return QModelIndex() if row is None else self.mapFromSource(self._model.index(row))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The model's answer, and in words for screen readers what a card shows around its text."""
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and index.isValid():
            return description(self.memory_at(index), local_now())
        return super().data(index, role)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether a row contains every word."""
        if not self._words:
            return True
        content = self._model.rows[source_row].content.casefold()
        # A plain loop: this runs once for every memory, where making a generator each time is felt.
        for word in self._words:  # noqa: SIM110
            if word not in content:
                return False
        return True
