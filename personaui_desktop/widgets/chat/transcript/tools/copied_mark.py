"""Remembers for a moment what was copied last, so that its tool can show a tick."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from personaui_desktop.widgets.chat.transcript.parts import Part
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import say

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.view import TranscriptView

SHOWN_MS = 1_600


class CopiedMark(QObject):
    """Marks one part of one message of a view."""

    def __init__(self, view: "TranscriptView") -> None:
        super().__init__(view)
        self._view = view
        self.part: tuple[int, Part] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._forget)

    def show(self, message_id: int, part: Part) -> None:
        """A part's text is on the clipboard now."""
        self.part = (message_id, part)
        self._timer.start(SHOWN_MS)
        self._view.viewport().update()
        say(self._view, "Copied")

    def _forget(self) -> None:
        self.part = None
        self._view.viewport().update()
