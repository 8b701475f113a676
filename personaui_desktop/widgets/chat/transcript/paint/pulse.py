"""The beat of a reply that is being written: its caret blinks, its dots take turns."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.transcript.paint.message import pulse_rect
from personaui_desktop.widgets.chat.transcript.scene import Scene

PULSE_MS = 530


class Pulse(QObject):
    """Beats while such a reply is in view, and where the system's settings let carets blink.

    Args:
        scene: what is shown.
        viewport: painted anew where it beats.
    """

    def __init__(self, scene: Scene, viewport: QWidget) -> None:
        super().__init__(scene)
        self._scene, self._viewport = scene, viewport
        self._timer = QTimer(self)
        self._timer.setInterval(PULSE_MS)
        self._timer.timeout.connect(self._beat)

    def follow(self) -> None:
        """Other rows are in view now, or look otherwise."""
        wanted = any(row.laid.facts.is_streaming for row in self._scene.placement.placed)
        if wanted and not self._timer.isActive() and QGuiApplication.styleHints().cursorFlashTime() > 0:
            self._timer.start()
        elif not wanted:
            self._timer.stop()
            self._scene.pulse = 0

    def _beat(self) -> None:
        self._scene.pulse += 1
        for row in self._scene.placement.placed:
            if row.laid.facts.is_streaming:
                beating = pulse_rect(row.laid).translated(0, row.top)
                self._viewport.update(beating.toAlignedRect())
