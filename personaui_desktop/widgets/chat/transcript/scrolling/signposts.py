"""What lies over the transcript and says where one is: the day at its top, the way to the latest message."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.transcript.day_separator import separator_words
from personaui_desktop.widgets.chat.transcript.facts import local
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.common.dates import local_now

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.scrolling.day_pill import DayPill
    from personaui_desktop.widgets.chat.transcript.scrolling.latest_button import LatestButton

PILL_TOP = 8


class Signposts(QObject):
    """Shows and hides them. Each is made when it is first wanted: most starts show the end, and scroll later.

    Args:
        scene: what is shown.
        viewport: over which they lie.
        view: their parent.

    Signals:
        latest_asked: the person wants to be at the end.
    """

    latest_asked = Signal()

    def __init__(self, scene: Scene, viewport: QWidget, view: QWidget) -> None:
        super().__init__(view)
        self._scene, self._viewport, self._view = scene, viewport, view
        self._is_day_named = self._has_pointed = False

    @cached_property
    def day_pill(self) -> "DayPill":
        """Says of which day the messages at the top are."""
        from personaui_desktop.widgets.chat.transcript.scrolling.day_pill import DayPill

        self._is_day_named = True
        return DayPill(self._view)

    @cached_property
    def latest_button(self) -> "LatestButton":
        """Leads to the latest message."""
        from personaui_desktop.widgets.chat.transcript.scrolling.latest_button import LatestButton

        self._has_pointed = True
        button = LatestButton(self._view)
        button.clicked.connect(lambda _checked: self.latest_asked.emit())
        return button

    def name_day(self) -> None:
        """While scrolling, say of which day the messages at the top are, unless it stands there."""
        if not self._scene.placement.placed:
            return
        room = self._viewport.geometry()
        top = max(room.top(), round(self._scene.covered_height)) + PILL_TOP
        self.day_pill.show_day(self._day_at_top(), QPoint(room.center().x(), top))

    def follow(self) -> None:
        """Other messages may be in view now."""
        self._point_to_latest()
        # Messages that come only after a leap are of another day than those that were left.
        is_named = self._is_day_named and self._scene.placement.placed and self.day_pill.isVisible()
        if is_named and self.day_pill.text() != self._day_at_top():
            self.name_day()

    def _day_at_top(self) -> str:
        """Of which day the messages at the top are; empty where that stands there."""
        first = self._scene.placement.placed[0]
        if not first.laid.rects.day.isEmpty() and first.top + first.laid.rects.day.top() >= 0:
            return ""
        return separator_words(local(first.laid.message.timestamp).date(), local_now().date())

    def _point_to_latest(self) -> None:
        """Offer the way to the latest message while that is out of view."""
        scene, placement = self._scene, self._scene.placement
        wanted = bool(placement.placed) and (not placement.is_at_end or scene.model.has_newer)
        scene.has_new_below = scene.has_new_below and wanted
        if wanted or self._has_pointed:
            self.latest_button.show_state(wanted, scene.has_new_below)
        if wanted:
            self.latest_button.place_in(self._viewport.geometry())
