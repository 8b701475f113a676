"""What can be done with a card: small buttons on its lower line, under the pointer or with the keyboard."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from personaui_desktop.records import Memory
from personaui_desktop.widgets.common.buttons import tool_button
from personaui_desktop.widgets.common.theme import RELATED

BUTTON, ICON = 24, 16
TOOLS_WIDTH = 3 * BUTTON + RELATED
"""With the room at their left."""


class CardTools(QWidget):
    """Pin, edit and delete for one card at a time. They lie over it and move nothing.

    Signals:
        pin_requested, edit_requested, delete_requested: with the `records.Memory` that is meant.
    """

    pin_requested = Signal(object)
    edit_requested = Signal(object)
    delete_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.memory: Memory | None = None
        """Whose tools they are now."""
        self.pin_button = self._add("pin", "Pin", self.pin_requested.emit)
        self.edit_button = self._add("edit", "Edit (F2)", self.edit_requested.emit)
        self.delete_button = self._add("trash", "Delete (Del)", self.delete_requested.emit)
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

    def show_for(self, memory: Memory, top_left: QPoint) -> None:
        """Lie there for a memory."""
        self.memory = memory
        name = "Unpin" if memory.pinned else "Pin"
        self.pin_button.setAccessibleName(name)
        self.pin_button.setToolTip(f"{name} (P)")
        self.move(top_left)
        self.show()
        self.raise_()

    def _add(self, icon_name: str, name: str, do: Callable[[Memory], None]) -> QToolButton:
        button = tool_button(icon_name, name, partial(self._press, do))
        button.setAccessibleName(name.split(" (", maxsplit=1)[0])
        button.setFixedSize(BUTTON, BUTTON)
        button.setIconSize(QSize(ICON, ICON))
        # A click leaves the keyboard with the cards.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _press(self, do: Callable[[Memory], None]) -> None:
        if self.memory is not None:
            do(self.memory)
