"""The sessions that the filter lets through, and what they are called for screen readers."""

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt

from personaui_desktop.item_models.rows import Index
from personaui_desktop.item_models.sessions import SessionListModel, SessionRole
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.sessions import SessionGroup
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.dates import full_date, to_local
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.sessions.groups import heading_of
from personaui_desktop.widgets.sessions.plain_preview import plain_preview


class SessionFilter(QSortFilterProxyModel):
    """Looks in titles and previews, whatever their case."""

    def __init__(self, model: SessionListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self._sessions = model
        self.setFilterRole(SessionRole.SOUGHT)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    @property
    def is_used(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.filterRegularExpression().pattern())

    def index_of(self, key: object) -> QModelIndex:
        """Where a session is, by its id, or a fold by its group's value, if it passes."""
        at = self._sessions.row_of(SessionGroup(key) if isinstance(key, str) else key)
        return QModelIndex() if at is None else self.mapFromSource(self._sessions.index(at))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row's own, and its tooltip and spoken text: QSortFilterProxyModel.data."""
        is_fold = role in _SPOKEN and super().data(index, SessionRole.COUNT) is not None
        if is_fold:
            return self._spoken_fold(index) if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{self._get(index, Qt.ItemDataRole.DisplayRole)}\n{self._moment(index)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return super().data(index, role)

    def _spoken(self, index: Index) -> str:
        """Title, what marks it, time, and the words in its second line."""
        parts = [self._get(index, Qt.ItemDataRole.DisplayRole)]
        if super().data(index, SessionRole.IS_UNREAD):
            parts.append(translate("Conversations", "unread reply"))
        group = self._get(index, SessionRole.GROUP)
        if group != SessionGroup.OPEN.value:
            parts.append(heading_of(group, ""))
        draft = draft_line(self._get(index, SessionRole.DRAFT))
        second = draft or plain_preview(self._get(index, SessionRole.PREVIEW))
        return f"{', '.join([*parts, self._moment(index)])}. {second}"

    def _spoken_fold(self, index: Index) -> str:
        fold = _OPEN_FOLD if super().data(index, SessionRole.IS_OPEN) else _CLOSED_FOLD
        name = heading_of(self._get(index, SessionRole.GROUP), "")
        return translated(fold.filled(group=name).of(int(self._get(index, SessionRole.COUNT))))

    def _get(self, index: Index, role: int) -> str:
        return str(super().data(index, role))

    def _moment(self, index: Index) -> str:
        return full_date(to_local(self._get(index, SessionRole.UPDATED)))


def draft_line(draft: str) -> str:
    """The second line of a session in which something waits to be sent; nothing where no words do."""
    words = " ".join(draft.split())
    return translated(_DRAFT.filled(text=words)) if words else ""


_DRAFT = Phrase("Conversations", "Draft: {text}")

_SPOKEN = {int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)}
_OPEN_FOLD = Phrase(
    "Conversations", "{group}, {n} conversation, unfolded|{group}, {n} conversations, unfolded"
)
_CLOSED_FOLD = Phrase("Conversations", "{group}, {n} conversation, folded|{group}, {n} conversations, folded")
