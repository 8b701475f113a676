"""The sessions of one persona as rows of a Qt list model."""

from enum import IntEnum

from PySide6.QtCore import QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

from personaui_desktop.item_models.newest_first import NewestFirstModel
from personaui_desktop.records.sessions import Session, SessionGroup


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
    GROUP = Qt.ItemDataRole.UserRole + 6
    """``records.SessionGroup``: where in the list it stands."""
    DRAFT = Qt.ItemDataRole.UserRole + 7
    """``str``: the beginning of what is written in it and not sent."""
    IS_UNREAD = Qt.ItemDataRole.UserRole + 8
    """``bool``: whether a reply has come that was not seen yet."""


class SessionListModel(NewestFirstModel[Session]):
    """Sessions in the order in which they were given: by group, in each the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._replying: set[int] = set()

    def key(self, row: Session) -> int:
        """A session's id."""
        return row.id

    def newness(self, row: Session) -> tuple[int, str, int]:
        """How high up its group stands, when it was used last or put in the trash, and its id."""
        return -_PLACES[row.group], row.trashed_at or row.updated_at, row.id

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
        if role == SessionRole.IS_REPLYING:
            return row.id in self._replying
        if role == SessionRole.SOUGHT:
            return f"{row.title}\n{row.preview}"
        field = _FIELDS.get(role)
        return None if field is None else getattr(row, field)

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

_PLACES = {group: place for place, group in enumerate(SessionGroup)}

_FIELDS: dict[int, str] = {
    Qt.ItemDataRole.DisplayRole: "title",
    Qt.ItemDataRole.EditRole: "title",
    SessionRole.ID: "id",
    SessionRole.UPDATED: "updated_at",
    SessionRole.PREVIEW: "preview",
    SessionRole.GROUP: "group",
    SessionRole.DRAFT: "draft",
    SessionRole.IS_UNREAD: "is_unread",
}
