"""The sessions of one persona as rows of a Qt list model, with the folds under which some are kept."""

from bisect import bisect_left
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

from personaui_desktop.item_models.newest_first import NewestFirstModel
from personaui_desktop.records.sessions import KeptSessions, Session, SessionGroup


class SessionRole(IntEnum):
    """What a row can be asked for, and the type of the answer."""

    ID = Qt.ItemDataRole.UserRole + 1
    """``int``; ``None`` for a fold."""
    UPDATED = Qt.ItemDataRole.UserRole + 2
    """``str``: when it last changed, or was moved to the trash, UTC text."""
    PREVIEW = Qt.ItemDataRole.UserRole + 3
    """``str``: the beginning of its last message, Markdown."""
    IS_REPLYING = Qt.ItemDataRole.UserRole + 4
    """``bool``: whether a reply is being written in it."""
    SOUGHT = Qt.ItemDataRole.UserRole + 5
    """``str``: the text in which the filter looks."""
    GROUP = Qt.ItemDataRole.UserRole + 6
    """``str``: the value of the `records.SessionGroup` in which it stands, or that a fold keeps."""
    COUNT = Qt.ItemDataRole.UserRole + 7
    """``int``: how many sessions a fold keeps; ``None`` for a session."""
    IS_OPEN = Qt.ItemDataRole.UserRole + 8
    """``bool``: whether a fold shows what it keeps; ``None`` for a session."""
    DRAFT = Qt.ItemDataRole.UserRole + 9
    """``str``: the beginning of what is written in it and not sent."""
    IS_UNREAD = Qt.ItemDataRole.UserRole + 10
    """``bool``: whether a reply has come that was not seen yet."""


class GroupFold(NamedTuple):
    """The row under which sessions are kept: of which group, how many, and whether they are shown."""

    group: SessionGroup
    number: int
    is_open: bool = False


ListedRow = Session | GroupFold

_RANKS = {
    SessionGroup.PINNED: 6,
    SessionGroup.OPEN: 5,
    SessionGroup.ARCHIVED: 3,
    SessionGroup.TRASHED: 1,
}


class SessionListModel(NewestFirstModel[ListedRow]):
    """The pinned sessions, then the others, newest first; then folds with those archived or in the trash."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._replying: set[int] = set()
        self._open: set[SessionGroup] = set()

    def key(self, row: ListedRow) -> object:
        """A session's id, or the group of a fold."""
        return row.group if isinstance(row, GroupFold) else row.id

    def newness(self, row: ListedRow) -> tuple[object, ...]:
        """Its group's place, then when a session was used last or moved to the trash, and its id."""
        moment, row_id = ("", 0) if isinstance(row, GroupFold) else (_moment(row), row.id)
        return (self._rank(row), moment, row_id)

    @property
    def sessions(self) -> list[Session]:
        """The rows that are sessions, in their order."""
        return [row for row in self._rows if isinstance(row, Session)]

    def session(self, session_id: int | None) -> Session | None:
        """A session that is here."""
        at = self.row_of(session_id)
        row = None if at is None else self._rows[at]
        return row if isinstance(row, Session) else None

    @property
    def newest(self) -> Session | None:
        """The session that was used last of those that are neither archived nor in the trash."""
        found: list[Session] = []
        for row in self._rows:
            if isinstance(row, GroupFold) or row.group not in {SessionGroup.PINNED, SessionGroup.OPEN}:
                break
            # In each group the first is the newest.
            if not found or found[-1].group is not row.group:
                found.append(row)
        return max(found, key=_use, default=None)

    def set_sessions(self, rows: Iterable[Session], kept: KeptSessions) -> None:
        """Become these sessions, in whatever order, and the folds for those that are kept."""
        self.set_rows(sorted([*rows, *self._folds(kept)], key=self.newness, reverse=True))

    def add_sessions(self, rows: Iterable[Session]) -> None:
        """Put in further sessions, and those that are here as they are now."""
        self.merge_all({row.id: row for row in rows}.values())

    def set_group(self, group: SessionGroup, rows: Iterable[Session]) -> None:
        """Have these sessions, and no others, in a group."""
        new = {row.id: row for row in rows}
        first, end = self._place_of(group)
        for row in self._rows[first:end]:
            if self.key(row) not in new:
                self.take_out(self.key(row))
        self.merge_all(new.values())

    def set_kept(self, kept: KeptSessions) -> None:
        """Say how many sessions are archived and in the trash."""
        folds = {fold.group: fold for fold in self._folds(kept)}
        for group in (SessionGroup.ARCHIVED, SessionGroup.TRASHED):
            if group in folds:
                self.merge(folds[group])
            else:
                self._open.discard(group)
                self.take_out(group)

    def is_open(self, group: SessionGroup) -> bool:
        """Whether sessions of this group are shown."""
        return group in self._open or group in {SessionGroup.PINNED, SessionGroup.OPEN}

    def set_open(self, group: SessionGroup, is_open: bool) -> None:
        """Show what a fold keeps, once it is merged, or hide it."""
        (self._open.add if is_open else self._open.discard)(group)
        at = self.row_of(group)
        if at is not None:
            fold = self._rows[at]
            if isinstance(fold, GroupFold):
                self.replace_row(at, fold._replace(is_open=is_open))
        if not is_open:
            self.take_out_between(*self._place_of(group))

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
        self._open.clear()
        self.set_rows(())

    def show(self, row: ListedRow, role: int) -> object:
        """What a row shows; see `SessionRole`."""
        if role == SessionRole.GROUP:
            return row.group.value
        return _show_fold(row, role) if isinstance(row, GroupFold) else self._show_session(row, role)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A session can be chosen and renamed in place; a fold is only gone to."""
        if not 0 <= index.row() < len(self._rows):
            return Qt.ItemFlag.NoItemFlags
        return _FOLD_FLAGS if isinstance(self._rows[index.row()], GroupFold) else _FLAGS

    def roleNames(self) -> dict[int, QByteArray]:
        """The names of the roles of its own, besides Qt's."""
        return super().roleNames() | {
            int(role): QByteArray(role.name.lower().encode()) for role in SessionRole
        }

    @staticmethod
    def _rank(row: ListedRow) -> int:
        """How high a row's group stands; a fold stands right above what it keeps."""
        return _RANKS[row.group] + isinstance(row, GroupFold)

    def _show_session(self, row: Session, role: int) -> object:
        if role == SessionRole.IS_REPLYING:
            return row.id in self._replying
        if role == SessionRole.SOUGHT:
            return f"{row.title}\n{row.preview}"
        if role == SessionRole.UPDATED:
            return _moment(row)
        field = _FIELDS.get(role)
        return None if field is None else getattr(row, field)

    def _place_of(self, group: SessionGroup) -> tuple[int, int]:
        """The first row of a group, and the one behind its last."""
        ranks = (_RANKS[group], _RANKS[group] - 1)
        first, end = (bisect_left(self._rows, -rank, key=lambda row: -self._rank(row)) for rank in ranks)
        return first, end

    def _folds(self, kept: KeptSessions) -> list[GroupFold]:
        counts = {SessionGroup.ARCHIVED: kept.archived, SessionGroup.TRASHED: kept.trashed}
        return [GroupFold(group, count, group in self._open) for group, count in counts.items() if count]


_FOLD_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_FLAGS = _FOLD_FLAGS | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


_FIELDS = {
    int(Qt.ItemDataRole.DisplayRole): "title",
    int(Qt.ItemDataRole.EditRole): "title",
    int(SessionRole.ID): "id",
    int(SessionRole.PREVIEW): "preview",
    int(SessionRole.DRAFT): "draft",
    int(SessionRole.IS_UNREAD): "is_unread",
}


def _show_fold(fold: GroupFold, role: int) -> object:
    if role == SessionRole.COUNT:
        return fold.number
    return fold.is_open if role == SessionRole.IS_OPEN else None


def _moment(session: Session) -> str:
    return session.updated_at if session.trashed_at is None else session.trashed_at


def _use(session: Session) -> tuple[str, int]:
    return session.updated_at, session.id
