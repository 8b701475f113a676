"""The memories of one persona as rows of a Qt list model."""

from enum import IntEnum

from PySide6.QtCore import QByteArray, Qt

from personaui_desktop.item_models.newest_first import NewestFirstModel
from personaui_desktop.item_models.rows import Index
from personaui_desktop.records.memories import Memory
from personaui_desktop.text import beginning

_READ_OUT = 5_000
"""How many characters of a memory are read out in the list."""


class MemoryRole(IntEnum):
    """What a row can be asked for, and the type of the answer."""

    MEMORY = Qt.ItemDataRole.UserRole + 1
    """`records.Memory`."""
    ID = Qt.ItemDataRole.UserRole + 2
    """``int``."""
    IS_ACTIVE = Qt.ItemDataRole.UserRole + 3
    """``bool``: whether the memory is sent."""


class MemoryListModel(NewestFirstModel[Memory]):
    """Memories in the order in which they were given: newest first."""

    def newness(self, row: Memory) -> tuple[object, ...]:
        """When a memory was made, and its id."""
        return row.created_at, row.id

    def key(self, row: Memory) -> int:
        """A memory's id."""
        return row.id

    def show(self, row: Memory, role: int) -> object:
        """What a row shows; see `MemoryRole`."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.content
            case Qt.ItemDataRole.AccessibleTextRole:
                return beginning(row.content, _READ_OUT)
            case MemoryRole.MEMORY:
                return row
            case MemoryRole.ID:
                return row.id
            case MemoryRole.IS_ACTIVE:
                return row.is_active
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.is_active else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A memory can be chosen, and is checkable for those who cannot see its switch."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def roleNames(self) -> dict[int, QByteArray]:
        """The names of the roles of its own, besides Qt's."""
        return super().roleNames() | {
            int(role): QByteArray(role.name.lower().encode()) for role in MemoryRole
        }


_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsUserCheckable
    | Qt.ItemFlag.ItemNeverHasChildren
)
