"""A few commands, and the menus that tests look at them in."""

from PySide6.QtWidgets import QMainWindow, QMenu

from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.commands import Commands


def some_commands(ran: list[object]) -> Commands:
    """One command of the window that may stand in two menus, one that cannot run, and one on a thing."""
    return Commands(
        (
            Command("session.new", "&New conversation", lambda: ran.append("new"), keys=("Ctrl+N",)),
            Command("session.inspect", "What &is sent…", lambda: ran.append("sent"), keys=("Ctrl+I",)),
            Command("reply.stop", "&Stop", lambda: ran.append("stop"), keys=("Ctrl+.",), can=lambda: False),
            Command(
                "memory.pin",
                "&Pin",
                ran.append,
                Scope.MEMORY,
                keys=("Ctrl+P",),
                can=lambda thing: thing != "pinned",
            ),
        )
    )


def menu_of(window: QMainWindow, title: str) -> QMenu:
    return next(action.menu() for action in window.menuBar().actions() if action.text() == title)
