"""Smooth scrolling: a wheel's steps are spread over some frames; a touchpad is followed at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from personaui_desktop.widgets.common.motion import may_animate

FRAME_MS = 8
PIXELS_A_STEP = 90.0
SHARE_A_FRAME = 0.28
"""How much of what is left is scrolled in each frame: a step takes about 120 ms."""


class SmoothScroll(QObject):
    """Turns wheel events into small movements.

    Args:
        move: scrolls by some pixels; answers whether there was room.
    """

    def __init__(self, move: Callable[[float], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._move = move
        self._left = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._step)

    def wheel(self, event: QWheelEvent) -> None:
        """Follow a wheel or a touchpad."""
        pixels, angle = event.pixelDelta().y(), event.angleDelta().y()
        if pixels and event.phase() is not Qt.ScrollPhase.NoScrollPhase:
            self.stop()
            self._move(-float(pixels))
        elif angle:
            lines = QApplication.wheelScrollLines() / 3
            self.scroll(-angle / 120 * PIXELS_A_STEP * lines)

    def scroll(self, pixels: float) -> None:
        """Scroll by some pixels, smoothly where the system's settings allow it."""
        if not may_animate():
            self._move(pixels)
            return
        if self._left * pixels < 0:
            self._left = 0.0
        self._left += pixels
        if not self._timer.isActive():
            self._timer.start()
            self._step()

    def stop(self) -> None:
        """Stay where it is now."""
        self._left = 0.0
        self._timer.stop()

    def _step(self) -> None:
        share = self._left * SHARE_A_FRAME
        pixels = self._left if abs(self._left) <= 2 else float(round(share) or (1 if share > 0 else -1))
        self._left -= pixels
        if not self._move(pixels) or not self._left:
            self.stop()
