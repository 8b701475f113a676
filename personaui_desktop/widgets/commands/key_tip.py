"""A tooltip that says by which keys the same is done."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.commands.keys_in_force import keys_in_force, with_keys


class KeyTip(QObject):
    """Has a widget's tooltip end with the keys of a command, as they are in force.

    Args:
        widget: whose tooltip.
        words: what it says before them.
        name: the command's.
    """

    def __init__(self, widget: QWidget, words: str, name: str) -> None:
        super().__init__(widget)
        self._widget, self._words, self._name = widget, words, name
        keys_in_force().changed.connect(self._show)
        self._show()

    def say(self, words: str) -> None:
        """Say something else before them."""
        self._words = words
        self._show()

    def _show(self) -> None:
        self._widget.setToolTip(with_keys(self._words, self._name))
