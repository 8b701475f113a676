"""The sessions of one persona as rows of a Qt list model."""

from enum import IntEnum

from PySide6.QtCore import QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

from personaui_desktop.item_models.newest_first import NewestFirstModel
from personaui_desktop.records.sessions import Session


class SessionRole(IntEnum):
    """What a row can be asked for, and the type of the answer."""

    ID = Qt.ItemDataRole.UserRole + 1
    """``int``."""
    UPDATED = Qt.ItemDataRole.UserRole + 2
    """``str``: when it last changed, UTC text."""
    PREVIEW = Qt.ItemDataRole.UserRole + 3
    """``str``: the beginning of its last message, Markdown."""
    IS_REPLYING = Qt.ItemDataRole.UserRole + 4
    """``bool``: whether a reply is being written in it."""
    SOUGHT = Qt.ItemDataRole.UserRole + 5
    """``str``: the text in which the filter looks."""


class SessionListModel(NewestFirstModel[Session]):
    """Sessions in the order in which they were given: newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._replying: set[int] = set()

    def key(self, row: Session) -> int:
        """A session's id."""
        return row.id

    def newness(self, row: Session) -> tuple[str, int]:
        """When a session was used last, and its id."""
        return row.updated_at, row.id

    def set_replying(self, session_id: int, replying: bool) -> None:
        """Mark that a reply is being written in a session, or no longer."""
        if replying == (session_id in self._replying):
            return
        (self._replying.add if replying else self._replying.discard)(session_id)
        at = self.row_of(session_id)
        if at is not None:
            self.tell_changed(at, (SessionRole.IS_REPLYING,))

    def clear(self) -> None:
        """Hold nothing, as before another persona's sessions come."""
        self._replying.clear()
        self.set_rows(())

    def show(self, row: Session, role: int) -> object:
        """What a row shows; see `SessionRole`."""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.title
            case SessionRole.ID:
                return row.id
            case SessionRole.UPDATED:
                return row.updated_at
            case SessionRole.PREVIEW:
                return row.preview
            case SessionRole.IS_REPLYING:
                return row.id in self._replying
            case SessionRole.SOUGHT:
                return f"{row.title}\n{row.preview}"
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A session can be chosen and renamed in place."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def roleNames(self) -> dict[int, QByteArray]:
        """The names of the roles of its own, besides Qt's."""
        return super().roleNames() | {
            int(role): QByteArray(role.name.lower().encode()) for role in SessionRole
        }


_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemNeverHasChildren
)
