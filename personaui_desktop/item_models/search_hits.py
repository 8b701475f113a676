"""What a search found, as rows of a Qt list model: a heading a conversation, its hits below it."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from personaui_desktop.item_models.rows import RowsModel
from personaui_desktop.records.search import SearchHit

Group = tuple[str, int | None]
"""A persona's id and a session's; no session for what lies in none."""


class SearchRow(NamedTuple):
    """A hit, or the heading above the hits of its conversation."""

    hit: SearchHit
    is_heading: bool = False

    @property
    def group(self) -> Group:
        """The conversation that it lies in."""
        return self.hit.persona_id, self.hit.session_id


class HitRole(IntEnum):
    """What a row can be asked for, and the type of the answer."""

    HIT = Qt.ItemDataRole.UserRole + 1
    """``SearchHit | None``: nothing on a heading."""
    ROW = Qt.ItemDataRole.UserRole + 2
    """``SearchRow``."""


def by_time(hit: SearchHit) -> tuple[object, ...]:
    """Sorts the newest first, when reversed."""
    return hit.timestamp, hit.item_id


def by_relevance(hit: SearchHit) -> tuple[object, ...]:
    """Sorts what fits best first, when reversed, and of what fits alike the newest."""
    return hit.relevance, hit.timestamp, hit.item_id


class SearchHitsModel(RowsModel[SearchRow]):
    """Conversations in the order of their first hits. What comes later takes its place among what is there.

    Attributes:
        words: says in words what a row is, for people who hear it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[SearchHit] = []
        self._order: Callable[[SearchHit], tuple[object, ...]] = by_time
        self.words: Callable[[SearchRow], str] = _excerpt

    @property
    def hit_count(self) -> int:
        """How many hits there are."""
        return len(self._hits)

    def key(self, row: SearchRow) -> object:
        """A hit's kind and id, or the conversation of a heading."""
        hit = row.hit
        return row.group if row.is_heading else (hit.persona_id, hit.kind, hit.item_id)

    def show(self, row: SearchRow, role: int) -> object:
        """What a row shows; see `HitRole`."""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.words(row)
            case HitRole.HIT:
                return None if row.is_heading else row.hit
        return row if role == HitRole.ROW else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Hits can be chosen, headings only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        is_heading = self.rows[index.row()].is_heading
        return _ENABLED if is_heading else _ENABLED | Qt.ItemFlag.ItemIsSelectable

    def clear(self) -> None:
        """Have nothing."""
        self._hits = []
        self.set_rows([])

    def take(self, hits: Iterable[SearchHit]) -> None:
        """Take in what else was found."""
        self._hits += hits
        self._arrange()

    def sort_by(self, order: Callable[[SearchHit], tuple[object, ...]]) -> None:
        """Put all in another order."""
        self._order = order
        self._arrange()

    def _arrange(self) -> None:
        groups: dict[Group, list[SearchRow]] = {}
        for hit in sorted(self._hits, key=self._order, reverse=True):
            row = SearchRow(hit)
            groups.setdefault(row.group, []).append(row)
        self.set_rows(
            row for rows in groups.values() for row in (SearchRow(rows[0].hit, is_heading=True), *rows)
        )


_ENABLED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


def _excerpt(row: SearchRow) -> str:
    return row.hit.session_title if row.is_heading else row.hit.excerpt
