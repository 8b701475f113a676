"""Moves what is in view, and asks for messages before the end of the loaded ones is reached."""

from PySide6.QtCore import QObject, QTimer, Signal

from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.scrolling.smooth_scroll import SmoothScroll
from personaui_desktop.widgets.chat.transcript.throttle import Throttle

PAGES_AHEAD = 3.0
"""Further messages are asked for when fewer views than this are loaded beyond an end."""
FAR = 1e7


class Scroller(QObject):
    """Goes to places among the loaded messages.

    Args:
        scene: what is shown.
        throttle: shows it.

    Signals:
        scrolled: what is in view has moved by the person's hand.
    """

    scrolled = Signal()

    def __init__(self, scene: Scene, throttle: Throttle) -> None:
        super().__init__(scene)
        self._scene, self._throttle = scene, throttle
        self.smooth = SmoothScroll(self.scroll_by, self)

    def scroll_by(self, pixels: float) -> bool:
        """Scroll by some pixels; answers whether there was room to."""
        placement = self._scene.placement
        before = placement.value
        placement.scroll_by(pixels)
        self._throttle.flush()
        self.scrolled.emit()
        return placement.value != before

    def glide(self, pixels: float) -> None:
        """Scroll by some pixels, smoothly where the system's settings allow it."""
        self.smooth.scroll(pixels)

    def stop(self) -> None:
        """Stay where it is now."""
        self.smooth.stop()

    def to_latest(self) -> None:
        """Go to the newest message and stay at the end; asks for it where it is not loaded."""
        self.stop()
        self._scene.has_new_below = False
        if self._scene.model.has_newer:
            self._scene.verbs.latest_needed.emit()
        self._scene.placement.go_to_end()
        self._throttle.flush()

    def to_first_loaded(self) -> None:
        """Go to the first loaded message."""
        if self._scene.model.rowCount():
            self.go_to(0, 0.0)
            self.scroll_by(-FAR)

    def go_to(self, row: int, y: float, block: int = 0) -> None:
        """Show a row's block at a height of the view."""
        self.stop()
        self._scene.placement.go_to(row, y, block)
        self._throttle.flush()

    def show_row(self, row: int) -> None:
        """Bring a row into view."""
        scene = self._scene
        if scene.row_of(scene.model.message(row).id) is None or self._throttle.is_waiting:
            self.go_to(row, scene.height * 0.25)
        else:
            self._throttle.flush()

    def show_text(self, row: int, block: int, position: int) -> None:
        """Scroll, if need be, so that a place of a message's text is well within view."""
        scene = self._scene
        laid = scene.messages.at(row)
        laid.need(block, 0, 1)
        top = laid.rects.body.top() + laid.body.caret_at(block, position).top()
        shown, height = scene.row_of(laid.message.id), scene.height
        highest = max(height * 0.1, scene.covered_height)
        if shown is None or not highest <= shown.top + top <= height * 0.85:
            self.go_to(row, max(height * 0.35, highest) - top + laid.block_top(block), block)

    def ask_for_more(self) -> None:
        """Ask for further messages where the reader nears an end of the loaded ones."""
        scene, placed, heights = self._scene, self._scene.placement.placed, self._scene.placement.heights
        if not placed:
            return
        room = PAGES_AHEAD * scene.height
        if scene.model.has_older and heights.top(placed[0].row) - placed[0].top < room:
            QTimer.singleShot(0, self, scene.verbs.older_needed.emit)
        if scene.model.has_newer and heights.total - heights.top(placed[-1].row) < room:
            QTimer.singleShot(0, self, scene.verbs.newer_needed.emit)
