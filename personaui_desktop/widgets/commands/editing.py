"""The commands of the Edit menu, which act on whatever has the keyboard focus."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication

from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.edit_actions import (
    can_redo,
    can_undo,
    on_focus,
    redo_on_focus,
    undo_on_focus,
)


def edit_commands(history: UndoHistory, copy_otherwise: Callable[[], object]) -> tuple[Command, ...]:
    """What can be done in a field; undo and redo reach what was done in the persona's file too.

    Args:
        history: what can be taken back where a field has nothing to.
        copy_otherwise: copies where no field has the keyboard.
    """

    def undo() -> None:
        if not undo_on_focus():
            history.undo()

    def redo() -> None:
        if not redo_on_focus():
            history.redo()

    def can_undo_anything() -> bool:
        return can_undo(QApplication.focusWidget()) or history.next.undo is not None

    def can_redo_anything() -> bool:
        return can_redo(QApplication.focusWidget()) or history.next.redo is not None

    return (
        Command(
            "edit.undo",
            history.undo_words,
            undo,
            keys=("Ctrl+Z",),
            can=can_undo_anything,
        ),
        Command(
            "edit.redo",
            history.redo_words,
            redo,
            keys=("Ctrl+Shift+Z",),
            can=can_redo_anything,
        ),
        Command("edit.cut", "Cu&t", partial(on_focus, "cut"), keys=("Ctrl+X",)),
        Command("edit.copy", "&Copy", lambda: on_focus("copy") or copy_otherwise(), keys=("Ctrl+C",)),
        Command("edit.paste", "&Paste", partial(on_focus, "paste"), keys=("Ctrl+V",)),
        Command(
            "edit.select_all",
            "Select &all",
            lambda: on_focus("selectAll") or on_focus("select_all"),
            keys=("Ctrl+A",),
        ),
    )
