"""The Help menu's windows: every shortcut in one list, and what this program is."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
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
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.key_names import plain
from personaui_desktop.widgets.commands.keys_in_force import all_shown, keys_in_force
from personaui_desktop.widgets.commands.menus import DIVIDER, MENU_BAR
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.theme import BASE_SIZE, GROUP, STRONG, font

HelpRow = tuple[str, str, str]
"""A heading, what is done, by which keys."""


class ShortcutsDialog(QDialog):
    """Lists every key, grouped as the menus are, then by where else keys count.

    Args:
        commands: whose keys.
        parent: over which the window stands.
    """

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Commands", "Keyboard shortcuts"))
        fit_on_screen(self, 680, 560)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(translate("Commands", "Keyboard shortcuts"))
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.header().setStretchLastSection(False)
        # What is done is read whole; a list that is wider than its window scrolls.
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._fill(commands)
        self.close_button = plain_button(translate("Commands", "Close"), self.reject)
        self.close_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        layout.setSpacing(GROUP)
        layout.addWidget(self.tree)
        layout.addLayout(button_row(self.close_button))
        # Nothing in the list is chosen until somebody goes there.
        self.close_button.setFocus()

    def _fill(self, commands: Commands) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for group, what, keys in (*_in_menus(commands), *_in_panes(commands)):
            if group not in groups:
                groups[group] = QTreeWidgetItem(self.tree, [group])
                groups[group].setFlags(Qt.ItemFlag.ItemIsEnabled)
                groups[group].setFont(0, font(BASE_SIZE, STRONG))
            QTreeWidgetItem(groups[group], [what, keys])
        self.tree.expandAll()


def _in_menus(commands: Commands) -> Iterator[HelpRow]:
    seen = {DIVIDER}
    for title, names in MENU_BAR.items():
        for name in names:
            if name not in seen and name in commands:
                seen.add(name)
                command = commands[name]
                ways = filter(None, (all_shown(keys_in_force().of(name)), command.slash_usage))
                yield plain(translated(title)), plain(command.title), ", ".join(ways)


def _in_panes(commands: Commands) -> Iterator[HelpRow]:
    for scope in Scope:
        for command in commands:
            if command.scope is scope and command.pane_keys:
                yield translated(scope.value), plain(command.title), all_shown(command.pane_keys)


def show_about(parent: QWidget) -> None:
    """Say what this program is, its version, and where everything is kept."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("Commands", "About PersonaUI Desktop"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("Commands", "PersonaUI Desktop {version}").format(version=__version__))
    box.setInformativeText(
        translate(
            "Commands",
            "Create AI personas and talk with them.\n\nYour data is stored on this computer, in\n{folder}\n\n"
            "Your messages, the persona and its memories are sent only to the server chosen in the settings.",
        ).format(folder=paths.data_dir())
    )
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    close = box.addButton(translate("Commands", "Close"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.open()
