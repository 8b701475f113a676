"""Ctrl+Enter in a dialog where Enter begins a new line."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog

from personaui_desktop.widgets.commands.key_names import shown

KEYS = ("Ctrl+Enter", "Ctrl+Return")


def save_by_key(dialog: QDialog, button: QAbstractButton, save: Callable[[], object]) -> None:
    """Have Ctrl+Enter do what the dialog's main button does, which says so in its tooltip."""
    button.setToolTip(shown(KEYS[0]))
    for keys in KEYS:
        QShortcut(QKeySequence(keys), dialog, save)
