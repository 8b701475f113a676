"""The messages of one session, of which a window of neighbouring ones is loaded, oldest first."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from personaui_desktop.database.memorized import Memorized
from personaui_desktop.item_models.rows import Index
from personaui_desktop.records.messages import Message, MessagePage, ReplyStatus

_TOP = QModelIndex()
_ALL_IDS = range(-(2**63), 2**63)


class MessageRole(IntEnum):
    """What the model answers besides the text itself (`Qt.DisplayRole`)."""

    MESSAGE = Qt.ItemDataRole.UserRole + 1
    """The whole `records.Message`."""
    ID = Qt.ItemDataRole.UserRole + 2
    IS_USER = Qt.ItemDataRole.UserRole + 3
    TIMESTAMP = Qt.ItemDataRole.UserRole + 4
    MEMORIZED = Qt.ItemDataRole.UserRole + 5
    STATUS = Qt.ItemDataRole.UserRole + 6


class MessageListModel(QAbstractListModel):
    """A window on a session. It never fetches: others hand it pages, and it says what it holds.

    Rows are in the order of their ids. `has_older` and `has_newer` tell whether the session goes on beyond
    the window's ends, `older` and `newer` how far.

    Signals:
        gone: ids of messages, loaded or not, that the session no longer has.
        counted: `older` and `newer` are others although the rows are the same.
    """

    gone = Signal(object)
    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages: list[Message] = []
        self._ids: list[int] = []
        self._has_older = False
        self._has_newer = False
        self._older = self._newer = 0
        self._memorized: Memorized | None = None
        """``None`` while nobody has said anything: what the records say stands."""

    @property
    def has_older(self) -> bool:
        """Whether the session has messages before the first row."""
        return self._has_older

    @property
    def has_newer(self) -> bool:
        """Whether the session has messages after the last row."""
        return self._has_newer

    @property
    def older(self) -> int:
        """How many messages the session has before the first row."""
        return self._older

    @property
    def newer(self) -> int:
        """How many messages the session has after the last row."""
        return self._newer

    def set_counts(self, older: int, newer: int) -> None:
        """Say how many messages the session has before the first row and after the last."""
        if (older, newer) != (self._older, self._newer):
            self._older, self._newer = older, newer
            self.counted.emit()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Override of QAbstractItemModel.rowCount."""
        return 0 if parent.isValid() else len(self._messages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override of QAbstractItemModel.data, with the roles of `MessageRole`."""
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        return _shown(self._messages[index.row()], role)

    def message(self, row: int) -> Message:
        """The message of a row.

        Raises:
            IndexError: there is no such row.
        """
        if row < 0:
            raise IndexError(row)
        return self._messages[row]

    def row_of(self, message_id: int) -> int | None:
        """The row of a message, or ``None`` where it is not loaded."""
        row = bisect_left(self._ids, message_id)
        return row if row < len(self._ids) and self._ids[row] == message_id else None

    def row_near(self, message_id: int) -> int | None:
        """The row of a message, or where it is gone of its neighbour; ``None`` where that is not loaded."""
        row = bisect_left(self._ids, message_id)
        if row == len(self._ids):
            return row - 1 if row and not self._has_newer else None
        if row == 0 and self._ids[0] != message_id and self._has_older:
            return None
        return row

    def reset_to(self, page: MessagePage) -> None:
        """Show another window, or another session."""
        self.beginResetModel()
        self._messages = [self._marked(message) for message in page.messages]
        self._ids = [message.id for message in page.messages]
        self._has_older, self._has_newer = page.has_older, page.has_newer
        self._older, self._newer = page.older, page.newer
        self.endResetModel()

    def insert_older(self, page: MessagePage) -> None:
        """Put a page before the first row. Messages that do not lie before it are left out."""
        first = self._ids[0] if self._ids else None
        fitting = [message for message in page.messages if first is None or message.id < first]
        self._has_older, self._older = page.has_older, page.older
        if not self._ids:
            self._has_newer, self._newer = page.has_newer, page.newer
        self._insert(0, fitting)

    def append_newer(self, page: MessagePage) -> None:
        """Put a page after the last row. Messages that do not lie after it are left out."""
        last = self._ids[-1] if self._ids else None
        fitting = [message for message in page.messages if last is None or message.id > last]
        self._has_newer, self._newer = page.has_newer, page.newer
        if not self._ids:
            self._has_older, self._older = page.has_older, page.older
        self._insert(len(self._ids), fitting)

    def apply(self, message_ids: Sequence[int], records: Iterable[Message]) -> None:
        """Take in announced changes.

        Args:
            message_ids: which messages were added, changed or removed.
            records: those of them that exist. Known ones are replaced, others inserted where they lie within
                the window, which has no end where the session has none; rows of ids without a record are
                removed.
        """
        found = {record.id: record for record in records}
        window = self._window()
        gone = [message_id for message_id in message_ids if message_id not in found]
        for message_id in gone:
            self._remove(message_id)
        if gone:
            self.gone.emit(gone)
        missing: dict[int, list[Message]] = {}
        for message_id in sorted(found):
            row = self.row_of(message_id)
            if row is not None:
                self._replace(row, found[message_id])
            elif message_id in window:
                missing.setdefault(bisect_left(self._ids, message_id), []).append(found[message_id])
        for row in sorted(missing, reverse=True):
            self._insert(row, missing[row])

    def become(self, page: MessagePage) -> None:
        """Show the same window as it is now: rows that went are removed, others inserted or replaced."""
        found = {message.id: message for message in page.messages}
        gone = [message_id for message_id in self._ids if message_id not in found]
        self._has_older, self._has_newer = page.has_older, page.has_newer
        for first, count in _runs([row for row, each in enumerate(self._ids) if each not in found]):
            self._take_out(first, count)
        for row, message in enumerate(page.messages):
            if row == len(self._ids) or self._ids[row] != message.id:
                self._insert(row, [message])
            else:
                self._replace(row, message)
        if gone:
            self.gone.emit(gone)
        self.set_counts(page.older, page.newer)

    def set_text(self, message_id: int, text: str) -> None:
        """Give a message another text; does nothing where it is not loaded."""
        row = self.row_of(message_id)
        if row is not None and self._messages[row].text != text:
            self._messages[row] = self._messages[row]._replace(text=text)
            self._tell(row, row, [Qt.ItemDataRole.DisplayRole, MessageRole.MESSAGE])

    def set_thinking(self, message_id: int, milliseconds: int) -> None:
        """Say for how long the model has been thinking before a reply."""
        row = self.row_of(message_id)
        if row is not None and self._messages[row].thinking_ms != milliseconds:
            self._messages[row] = self._messages[row]._replace(thinking_ms=milliseconds)
            self._tell(row, row, [MessageRole.MESSAGE])

    def set_thought(self, message_id: int, milliseconds: int | None) -> None:
        """Say for how long it has thought, until the file tells; ``None`` where it did not tell what."""
        row = self.row_of(message_id)
        if row is not None and self._messages[row].thinking_ms is not None:
            self._messages[row] = self._messages[row]._replace(thinking_ms=None, thought_ms=milliseconds)
            self._tell(row, row, [MessageRole.MESSAGE])

    def set_ranges(self, ranges: Iterable[tuple[int, int]], marker: int | None) -> None:
        """Mark memorized messages.

        Args:
            ranges: first and last message id of every active memory of the session that has a range.
            marker: the session's memory marker; it counts only where there are no ranges.
        """
        self._memorized = Memorized(ranges, marker)
        changed = []
        for row, message in enumerate(self._messages):
            marked = self._marked(message)
            if marked is not message:
                self._messages[row] = marked
                changed.append(row)
        if changed:
            self._tell(changed[0], changed[-1], [MessageRole.MEMORIZED, MessageRole.MESSAGE])

    def trim_older(self, count: int) -> None:
        """Let go of the first rows; they can be fetched again."""
        count = min(count, len(self._ids))
        if count > 0:
            self._has_older = True
            self._older += count
            self._take_out(0, count)

    def trim_newer(self, count: int) -> None:
        """Let go of the last rows; they can be fetched again."""
        count = min(count, len(self._ids))
        if count > 0:
            self._has_newer = True
            self._newer += count
            self._take_out(len(self._ids) - count, count)

    def _window(self) -> range:
        """The ids that belong to the window, which has no end where the session has none."""
        if not self._ids:
            return range(0) if self._has_newer else _ALL_IDS
        first = self._ids[0] if self._has_older else _ALL_IDS.start
        last = self._ids[-1] if self._has_newer else _ALL_IDS.stop
        return range(first, last + 1)

    def _insert(self, row: int, messages: Sequence[Message]) -> None:
        if not messages:
            return
        self.beginInsertRows(QModelIndex(), row, row + len(messages) - 1)
        self._messages[row:row] = [self._marked(message) for message in messages]
        self._ids[row:row] = [message.id for message in messages]
        self.endInsertRows()

    def _remove(self, message_id: int) -> None:
        row = self.row_of(message_id)
        if row is not None:
            self._take_out(row, 1)

    def _take_out(self, row: int, count: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row + count - 1)
        del self._messages[row : row + count]
        del self._ids[row : row + count]
        self.endRemoveRows()

    def _replace(self, row: int, message: Message) -> None:
        marked = self._marked(message)
        if marked.status is ReplyStatus.STREAMING:
            marked = marked._replace(thinking_ms=self._messages[row].thinking_ms)
        if marked != self._messages[row]:
            self._messages[row] = marked
            self._tell(row, row, [])

    def _tell(self, first: int, last: int, roles: list[int]) -> None:
        self.dataChanged.emit(self.index(first), self.index(last), roles)

    def _marked(self, message: Message) -> Message:
        if self._memorized is None:
            return message
        memorized = message.id in self._memorized
        return message if message.memorized == memorized else message._replace(memorized=memorized)


def _shown(message: Message, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return message.text
        case MessageRole.MESSAGE:
            return message
        case MessageRole.ID:
            return message.id
        case MessageRole.IS_USER:
            return message.is_user
        case MessageRole.TIMESTAMP:
            return message.timestamp
        case MessageRole.MEMORIZED:
            return message.memorized
        case MessageRole.STATUS:
            return message.status
    return None


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """The first row and the length of each run of neighbouring rows, the last run first."""
    runs: list[tuple[int, int]] = []
    for row in reversed(rows):
        if runs and row == runs[-1][0] - 1:
            runs[-1] = (row, runs[-1][1] + 1)
        else:
            runs.append((row, 1))
    return runs
