"""The names of the dialog's pages, to choose one."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.name_delegate import NameDelegate
from personaui_desktop.widgets.common.theme import theme


class PageList(QListView):
    """A short list of names.

    Signals:
        page_chosen: the number of a page.
    """

    page_chosen = Signal(int)

    def __init__(self, names: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(QStringListModel(names, self))
        self.setItemDelegate(NameDelegate(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Settings", "Settings pages"))
        self.selectionModel().currentChanged.connect(lambda index, _: self.page_chosen.emit(index.row()))
        theme().changed.connect(self.viewport().update)

    def choose(self, page: int) -> None:
        """Open a page."""
        self.setCurrentIndex(self.model().index(page, 0))
