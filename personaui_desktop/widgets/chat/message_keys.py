"""Keys that are meant for the message that the keyboard is at, though what is typed goes to the composer."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands

NAMES = ("message.edit", "message.delete", "message.regenerate")


class MessageKeys(QObject):
    """Takes keys from a transcript before they count as writing, while a message has the keyboard's ring.

    Args:
        transcript: where messages are current.
        commands: what the keys start.
    """

    def __init__(self, transcript: TranscriptView, commands: Commands) -> None:
        super().__init__(transcript)
        self._scene, self._commands = transcript.scene, commands
        transcript.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start what a key is for: QObject.eventFilter."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._scene.row_of(self._scene.current_id) is None or self._scene.focused is None:
            return False
        command = self._commands.pressed(event, Scope.MESSAGE)
        if command is None or command.name not in NAMES:
            return False
        self._commands.start(command.name)
        return True
