"""A field to type in, with a list to pick from whose entries say more than what they put in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.icons import icon

ENTRIES_SHOWN = 12


class PickOrType(QLineEdit):
    """A text field with a list beneath it. Typing narrows the list, Down or the arrow shows all of it.

    Args:
        placeholder: shown while nothing is typed.
        list_name: what the list holds, for the arrow's tooltip.
    """

    def __init__(self, placeholder: str, list_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self._entries = QStandardItemModel(self)
        self._list = QCompleter(self._entries, self)
        # Found and put in by an entry's data, listed by its text.
        self._list.setCompletionRole(Qt.ItemDataRole.UserRole)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list.setFilterMode(Qt.MatchFlag.MatchContains)
        self._list.setMaxVisibleItems(ENTRIES_SHOWN)
        popup = QListView()
        popup.setProperty("ground", "page")
        popup.setAccessibleName(list_name)
        self._list.setPopup(popup)
        self.setCompleter(self._list)
        self.arrow = self.addAction(icon("chevron-down"), QLineEdit.ActionPosition.TrailingPosition)
        self.arrow.setText(list_name)
        self.arrow.setToolTip(translate("Settings", "{list_name} (Down)").format(list_name=list_name))
        self.arrow.triggered.connect(self.show_list)
        self.offer([])

    def offer(self, entries: list[tuple[str, str]]) -> None:
        """List these entries, each a text and what picking it puts in; what is typed stays."""
        self._entries.clear()
        for text, data in entries:
            entry = QStandardItem(text)
            entry.setData(data, Qt.ItemDataRole.UserRole)
            self._entries.appendRow(entry)
        self.arrow.setVisible(bool(entries))

    def show_list(self) -> None:
        """Show the whole list, whatever is typed."""
        self.setFocus()
        self._list.setCompletionPrefix("")
        self._list.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list: QLineEdit.keyPressEvent."""
        if event.key() == Qt.Key.Key_Down and self._entries.rowCount():
            self.show_list()
        else:
            super().keyPressEvent(event)
