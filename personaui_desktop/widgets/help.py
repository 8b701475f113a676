"""The Help menu's windows: every shortcut in one list, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from personaui_desktop import __version__, paths
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.theme import BASE_SIZE, GROUP, STRONG, font
from personaui_desktop.widgets.menus import ENTRIES

INSIDE_PANES = (
    ("Enter", "Send the message"),
    ("Shift+Enter", "New line in the message"),
    ("Esc", "Stop the reply, or close what is open"),
    ("F2", "Rename or edit the selected item"),
    ("Del", "Delete the selected item"),
    ("Space", "Use / don't use the selected memory"),
)


class ShortcutsDialog(QDialog):
    """Lists every shortcut, grouped as the menus are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        fit_on_screen(self, 460, 560)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Keyboard shortcuts")
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._fill()
        self.close_button = plain_button("Close", self.reject)
        self.close_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        layout.setSpacing(GROUP)
        layout.addWidget(self.tree)
        layout.addLayout(button_row(self.close_button))
        # Nothing in the list is chosen until somebody goes there.
        self.close_button.setFocus()

    def _fill(self) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        rows = [
            (_plain(entry.menu), _plain(entry.text), entry.shortcut) for entry in ENTRIES if entry.shortcut
        ]
        rows += [("In lists and the message box", what, key) for key, what in INSIDE_PANES]
        for group, what, keys in rows:
            if group not in groups:
                groups[group] = QTreeWidgetItem(self.tree, [group])
                groups[group].setFlags(Qt.ItemFlag.ItemIsEnabled)
                groups[group].setFont(0, font(BASE_SIZE, STRONG))
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            QTreeWidgetItem(groups[group], [what, shown])
        self.tree.expandAll()


def show_about(parent: QWidget) -> None:
    """Say what this program is, its version, and where everything is kept."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("About PersonaUI Desktop")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"PersonaUI Desktop {__version__}")
    box.setInformativeText(
        "Create AI personas and talk with them.\n\n"
        f"Your data is stored on this computer, in\n{paths.data_dir()}\n\n"
        "Your messages, the persona and its memories are sent only to the server chosen "
        "in the settings."
    )
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    close = box.addButton("Close", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.open()


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")
