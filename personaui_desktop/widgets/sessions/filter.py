"""The sessions that the filter lets through, and what they are called for screen readers."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from personaui_desktop.item_models.sessions import SessionListModel, SessionRole
from personaui_desktop.widgets.common.dates import full_date, to_local
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.sessions.plain_preview import plain_preview

Index = QModelIndex | QPersistentModelIndex


class SessionFilter(QSortFilterProxyModel):
    """Looks in titles and previews, whatever their case."""

    def __init__(self, model: SessionListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self.setFilterRole(SessionRole.SOUGHT)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    @property
    def is_used(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.filterRegularExpression().pattern())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The session's own, and its tooltip and spoken text with its time: QSortFilterProxyModel.data."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{self._get(index, Qt.ItemDataRole.DisplayRole)}\n{self._moment(index)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            preview = plain_preview(self._get(index, SessionRole.PREVIEW))
            return f"{self._get(index, Qt.ItemDataRole.DisplayRole)}, {self._moment(index)}. {preview}"
        return super().data(index, role)

    def _get(self, index: Index, role: int) -> str:
        return str(super().data(index, role))

    def _moment(self, index: Index) -> str:
        return full_date(to_local(self._get(index, SessionRole.UPDATED)))
