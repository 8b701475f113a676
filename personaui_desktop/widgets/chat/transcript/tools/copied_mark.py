"""Remembers for a moment what was copied last, so that its tool can show a tick."""

from PySide6.QtCore import QObject, QTimer

from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.transcript.parts import Part
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import ScreenReader
from personaui_desktop.widgets.chat.transcript.scene import Scene

SHOWN_MS = 1_600


class CopiedMark(QObject):
    """Marks one part of one message of a scene."""

    def __init__(self, scene: Scene, reader: ScreenReader) -> None:
        super().__init__(scene)
        self._scene, self._reader = scene, reader
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._forget)

    def show(self, message_id: int, part: Part) -> None:
        """A part's text is on the clipboard now."""
        self._scene.copied = (message_id, part)
        self._timer.start(SHOWN_MS)
        self._scene.change()
        self._reader.say(translate("Chat", "Copied"))

    def _forget(self) -> None:
        self._scene.copied = None
        self._scene.change()
