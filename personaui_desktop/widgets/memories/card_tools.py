"""What can be done with a card: small buttons on its lower line, under the pointer or with the keyboard."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from personaui_desktop.records.memories import Memory
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.key_names import plain, shown
from personaui_desktop.widgets.common.buttons import tool_button
from personaui_desktop.widgets.common.theme import RELATED

BUTTON, ICON = 24, 16
TOOLS_WIDTH = 3 * BUTTON + RELATED
"""With the room at their left."""


class CardTools(QWidget):
    """Pin, edit and delete for one card at a time. They lie over it and move nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.memory: Memory | None = None
        """Whose tools they are now."""
        self._commands = Commands()
        self._names: dict[QToolButton, str] = {}
        self.pin_button = self._add("pin", "memory.pin")
        self.edit_button = self._add("edit", "memory.edit")
        self.delete_button = self._add("trash", "memory.delete")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for button in (self.pin_button, self.edit_button, self.delete_button):
            layout.addWidget(button)
        self.setFixedSize(3 * BUTTON, BUTTON)
        self.hide()

    @property
    def has_keyboard(self) -> bool:
        """Whether one of them has the keyboard focus."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_commands(self, commands: Commands) -> None:
        """Say what can be done with a memory."""
        self._commands = commands

    def show_for(self, memory: Memory, top_left: QPoint) -> None:
        """Lie there for a memory."""
        self.memory = memory
        for button, name in self._names.items():
            command = self._commands[name]
            words = plain(command.title_for(memory))
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({shown(command.pane_keys[0])})")
        self.move(top_left)
        self.show()
        self.raise_()

    def _add(self, icon_name: str, name: str) -> QToolButton:
        button = tool_button(icon_name, "", partial(self._press, name))
        self._names[button] = name
        button.setFixedSize(BUTTON, BUTTON)
        button.setIconSize(QSize(ICON, ICON))
        # A click leaves the keyboard with the cards.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _press(self, name: str) -> None:
        if self.memory is not None:
            self._commands[name].run(self.memory)
