"""What pressing a part of a message does, and the menu of a message."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from personaui_desktop.widgets.chat.transcript.layout.message import Action
from personaui_desktop.widgets.chat.transcript.parts import Part, PartKind
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.menus import MESSAGE_MENU, add_commands

_COMMANDS = {
    Action.RETRY: "reply.retry",
    Action.CONTINUE: "reply.continue",
    Action.KEEP: "reply.keep",
}

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.view import TranscriptView


class Activation:
    """Acts for a view."""

    def __init__(self, view: "TranscriptView") -> None:
        self._view = view

    def activate(self, message_id: int, part: Part, at: QPoint) -> None:
        """Press a part of a message; ``at`` is a point of the screen, for a menu."""
        match part.kind:
            case PartKind.LINK:
                self._view.link_activated.emit(part.address)
            case PartKind.BUTTON if part.action is not None:
                self._run(_COMMANDS[part.action], message_id)
            case PartKind.COPY | PartKind.COPY_CODE:
                self._copy(message_id, part)
            case PartKind.MEMORY:
                self._run("message.show_memory", message_id)
            case PartKind.MORE:
                self.open_menu(message_id, at)

    def _copy(self, message_id: int, part: Part) -> None:
        clipboard = self._view.clipboard
        if part.kind is PartKind.COPY:
            is_copied = clipboard.copy_message(message_id)
        else:
            is_copied = clipboard.copy_code(message_id, part.fence)
        if is_copied:
            self._view.copied.show(message_id, part)

    def _run(self, name: str, message_id: int) -> None:
        """Run a command on a message; it may be gone by now."""
        row = self._view.model.row_of(message_id)
        if row is not None:
            self._view.commands[name].run(self._view.model.message(row))

    def open_menu(self, message_id: int | None, at: QPoint, part: Part | None = None) -> QMenu:
        """Open the menu for a message at a point of the screen."""
        view = self._view
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy", view.copy)
        markdown = menu.addAction("Copy as Markdown", view.copy_markdown)
        for action in (copy, markdown):
            action.setEnabled(message_id is not None or not view.selection.is_empty)
        menu.addAction("Select all", view.select_all)
        if part is not None and part.kind is PartKind.LINK:
            address = part.address
            menu.addAction("Copy link address", lambda: QGuiApplication.clipboard().setText(address))
        if view.explorer.can_read:
            menu.addAction("Go to date…", view.explorer.choose_date)
        row = None if message_id is None else view.model.row_of(message_id)
        if row is not None:
            menu.addSeparator()
            add_commands(menu, MESSAGE_MENU, view.commands, Scope.MESSAGE, view.model.message(row))
        menu.popup(at)
        return menu
