"""What pressing a part of a message does, and the menu of a message."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from personaui_desktop.widgets.chat.transcript.layout.message import ReplyAction
from personaui_desktop.widgets.chat.transcript.parts import Part, PartKind
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.menus import MESSAGE_MENU, context_menu

BUTTON_COMMANDS = {
    ReplyAction.RETRY: "reply.retry",
    ReplyAction.CONTINUE: "reply.continue",
    ReplyAction.KEEP: "reply.keep",
}
PART_COMMANDS = {
    PartKind.COPY: "message.copy",
    PartKind.EDIT: "message.edit",
    PartKind.COPY_CODE: "message.copy_code",
    PartKind.MEMORY: "message.show_memory",
    PartKind.REGENERATE: "message.regenerate",
    PartKind.THOUGHT: "message.unfold",
    PartKind.HIDDEN: "message.hide",
    PartKind.BOOKMARK: "message.bookmark",
    PartKind.NOTE: "message.note",
    PartKind.VERSION_BACK: "version.back",
    PartKind.VERSIONS: "version.list",
    PartKind.VERSION_ON: "version.on",
}
"""What parts start, but for a link, which is followed, and the one that opens the menu."""

SHIFTED_COMMANDS = {PartKind.REGENERATE: "message.regenerate_with"}
"""What parts start with Shift held that start something else then."""


class Activation:
    """Acts for a view.

    Args:
        scene: what it shows.
        view: over which menus open.
    """

    def __init__(self, scene: Scene, view: QWidget) -> None:
        self._scene, self._view = scene, view

    def activate(self, message_id: int, part: Part, at: QPoint, *, with_shift: bool = False) -> None:
        """Press a part of a message; ``at`` is a point of the screen, for a menu."""
        match part.kind:
            case PartKind.LINK:
                self._scene.verbs.link_activated.emit(part.address)
            case PartKind.BUTTON if part.action is not None:
                self._run(BUTTON_COMMANDS[part.action], message_id)
            case PartKind.MORE:
                self.open_menu(message_id, at)
            case _:
                # What the command acts on, where a message has several of a kind.
                self._scene.set_current(message_id)
                self._scene.choose_part(part)
                name = SHIFTED_COMMANDS.get(part.kind) if with_shift else None
                self._run(name or PART_COMMANDS[part.kind], message_id)

    def _run(self, name: str, message_id: int) -> None:
        """Run a command on a message; it may be gone by now."""
        row = self._scene.model.row_of(message_id)
        if row is not None:
            self._scene.commands[name].run(self._scene.model.message(row))

    def open_menu(self, message_id: int, at: QPoint) -> QMenu | None:
        """Open the menu for a message at a point of the screen, unless the message is gone."""
        scene = self._scene
        row = scene.model.row_of(message_id)
        if row is None:
            return None
        message = scene.model.message(row)
        menu = context_menu(self._view, MESSAGE_MENU, scene.commands, Scope.MESSAGE, message)
        menu.popup(at)
        return menu
