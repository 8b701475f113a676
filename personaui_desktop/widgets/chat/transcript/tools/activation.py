"""What pressing a part of a message does, and the menu of a message."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from personaui_desktop.widgets.chat.transcript.layout.message import Action
from personaui_desktop.widgets.chat.transcript.parts import Part, PartKind
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.tools.clipboard import Clipboard
from personaui_desktop.widgets.chat.transcript.tools.copied_mark import CopiedMark
from personaui_desktop.widgets.chat.transcript.tools.explorer import Explorer
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.menus import MESSAGE_MENU, add_commands

_COMMANDS = {
    Action.RETRY: "reply.retry",
    Action.CONTINUE: "reply.continue",
    Action.KEEP: "reply.keep",
}


class Activation:
    """Acts for a view.

    Args:
        scene: what it shows.
        clipboard: copies.
        copied: shows that something was copied.
        explorer: goes to a day.
        view: over which menus open.
    """

    def __init__(
        self, scene: Scene, clipboard: Clipboard, copied: CopiedMark, explorer: Explorer, view: QWidget
    ) -> None:
        self._scene, self._clipboard, self._copied = scene, clipboard, copied
        self._explorer, self._view = explorer, view

    def activate(self, message_id: int, part: Part, at: QPoint) -> None:
        """Press a part of a message; ``at`` is a point of the screen, for a menu."""
        match part.kind:
            case PartKind.LINK:
                self._scene.verbs.link_activated.emit(part.address)
            case PartKind.BUTTON if part.action is not None:
                self._run(_COMMANDS[part.action], message_id)
            case PartKind.COPY | PartKind.COPY_CODE:
                self._copy(message_id, part)
            case PartKind.MEMORY:
                self._run("message.show_memory", message_id)
            case PartKind.MORE:
                self.open_menu(message_id, at)

    def _copy(self, message_id: int, part: Part) -> None:
        if part.kind is PartKind.COPY:
            is_copied = self._clipboard.copy_message(message_id)
        else:
            is_copied = self._clipboard.copy_code(message_id, part.fence)
        if is_copied:
            self._copied.show(message_id, part)

    def _run(self, name: str, message_id: int) -> None:
        """Run a command on a message; it may be gone by now."""
        row = self._scene.model.row_of(message_id)
        if row is not None:
            self._scene.commands[name].run(self._scene.model.message(row))

    def open_menu(self, message_id: int | None, at: QPoint, part: Part | None = None) -> QMenu:
        """Open the menu for a message at a point of the screen."""
        scene = self._scene
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy", self._clipboard.copy)
        markdown = menu.addAction("Copy as Markdown", self._clipboard.copy_markdown)
        for action in (copy, markdown):
            action.setEnabled(message_id is not None or not scene.selection.is_empty)
        menu.addAction("Select all", scene.select_all)
        if part is not None and part.kind is PartKind.LINK:
            address = part.address
            menu.addAction("Copy link address", lambda: QGuiApplication.clipboard().setText(address))
        if scene.can_read:
            menu.addAction("Go to date…", self._explorer.choose_date)
        row = None if message_id is None else scene.model.row_of(message_id)
        if row is not None:
            menu.addSeparator()
            add_commands(menu, MESSAGE_MENU, scene.commands, Scope.MESSAGE, scene.model.message(row))
        menu.popup(at)
        return menu
