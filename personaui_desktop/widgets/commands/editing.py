"""The commands of the Edit menu, which act on whatever has the keyboard focus."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.edit_actions import (
    can_redo,
    can_undo,
    on_focus,
    redo_on_focus,
    undo_on_focus,
)

UNDO_KEYS, REDO_KEYS = "Ctrl+Z", "Ctrl+Shift+Z"


def edit_commands(
    history: UndoHistory, copy_otherwise: Callable[[], object], select_otherwise: Callable[[], object]
) -> tuple[Command, ...]:
    """What can be done in a field; undo and redo reach what was done in the persona's file too.

    Args:
        history: what can be taken back where a field has nothing to.
        copy_otherwise: copies where no field has the keyboard.
        select_otherwise: selects all there is, likewise.
    """
    return (
        Command(
            "edit.undo",
            history.undo_words,
            partial(_undo, history),
            keys=(UNDO_KEYS,),
            can=partial(_can_undo, history),
        ),
        Command(
            "edit.redo",
            history.redo_words,
            partial(_redo, history),
            keys=(REDO_KEYS,),
            can=partial(_can_redo, history),
        ),
        Command("edit.cut", Phrase("Commands", "Cu&t"), partial(on_focus, "cut"), keys=("Ctrl+X",)),
        Command(
            "edit.copy",
            Phrase("Commands", "&Copy"),
            partial(_on_focus_or, copy_otherwise, "copy"),
            keys=("Ctrl+C",),
        ),
        Command("edit.paste", Phrase("Commands", "&Paste"), partial(on_focus, "paste"), keys=("Ctrl+V",)),
        Command(
            "edit.select_all",
            Phrase("Commands", "Select &all"),
            partial(_on_focus_or, select_otherwise, "selectAll"),
            keys=("Ctrl+A",),
        ),
    )


def _undo(history: UndoHistory) -> None:
    if not undo_on_focus():
        history.undo()


def _redo(history: UndoHistory) -> None:
    if not redo_on_focus():
        history.redo()


def _can_undo(history: UndoHistory) -> bool:
    return can_undo(QApplication.focusWidget()) or history.next.undo is not None


def _can_redo(history: UndoHistory) -> bool:
    return can_redo(QApplication.focusWidget()) or history.next.redo is not None


def _on_focus_or(otherwise: Callable[[], object], method: str) -> None:
    if not on_focus(method):
        otherwise()
