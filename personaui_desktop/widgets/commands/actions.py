"""The actions of a window: its commands as Qt's menus and shortcuts take them."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.key_names import sequences
from personaui_desktop.widgets.commands.keys_in_force import keys_in_force

ROLES = {
    "program.quit": QAction.MenuRole.QuitRole,
    "program.settings": QAction.MenuRole.PreferencesRole,
    "program.about": QAction.MenuRole.AboutRole,
}
"""Qt on macOS would move these by their words; this says what they are."""


class Actions(QObject):
    """One action for every command that has keys of the window.

    Args:
        window: gets the actions, so that keys work while the menus are hidden.
        commands: what they start; `make` follows what has been declared since.

    Signals:
        about_to_start: the command of a name is started by its menu or its keys.
    """

    about_to_start = Signal(str)

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        self._by_name: dict[str, QAction] = {}
        keys_in_force().changed.connect(self._take_keys)
        self.make()

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def make(self) -> None:
        """Make the actions of commands that have none yet."""
        keys_in_force().declare(self._commands)
        for command in self._commands:
            if command.keys and command.name not in self._by_name:
                self._by_name[command.name] = self._action(command)
        self.refresh()

    def refresh(self) -> None:
        """Say words and ticks as they are now."""
        for name, action in self._by_name.items():
            command = self._commands[name]
            action.setText(command.title)
            if command.tick is not None:
                action.setChecked(command.tick())

    def grey_out(self, names: Iterable[str]) -> None:
        """Say the words as they are now, and disable what could do nothing, while a menu shows it."""
        for name in names:
            self._by_name[name].setText(self._commands[name].title)
            self._by_name[name].setEnabled(self._commands.can_start(name))

    def enable(self, names: Iterable[str]) -> None:
        """No menu shows them any more: keys ask anew each time."""
        for name in names:
            self._by_name[name].setEnabled(True)

    def start(self, name: str, _checked: bool = False) -> None:
        """Start a command as its menu and its keys do."""
        self.about_to_start.emit(name)
        self._commands.start(name)
        # Qt has turned the tick over, whatever came of it.
        self.refresh()

    def _take_keys(self) -> None:
        for name, action in self._by_name.items():
            action.setShortcuts(_sequences(name))

    def _action(self, command: Command) -> QAction:
        action = QAction(command.title, self._window)
        action.setShortcuts(_sequences(command.name))
        action.setCheckable(command.tick is not None)
        if command.name in ROLES:
            action.setMenuRole(ROLES[command.name])
        action.triggered.connect(partial(self.start, command.name))
        self._window.addAction(action)
        return action


def _sequences(name: str) -> list[QKeySequence]:
    return [each for keys in keys_in_force().of(name) for each in sequences(keys)]
