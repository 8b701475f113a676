"""The memories that contain the words searched for."""

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt

from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.item_models.rows import Index
from personaui_desktop.records import Memory
from personaui_desktop.widgets.memories.words import description


class MatchingMemories(QSortFilterProxyModel):
    """Lets those memories through that contain every word, in any order and any case."""

    def __init__(self, model: MemoryListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self.setSourceModel(model)

    def search(self, words: str) -> None:
        """Look for these words; none finds everything."""
        wanted = words.casefold().split()
        if wanted != self._words:
            self._words = wanted
            self.invalidate()

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
            return description(self.memory_at(index))
        return super().data(index, role)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Whether a row contains every word."""
        if not self._words:
            return True
        content = self._model.rows[source_row]["content"].casefold()
        return all(word in content for word in self._words)
