"""Tells when another day has begun, so that *Today* is never yesterday in a window that stays open."""

from PySide6.QtCore import QObject, QTimer, Signal

from personaui_desktop.widgets.common.dates import local_now

LOOK_EVERY_MS = 30_000
"""Looking often, rather than once at midnight, also holds after sleep and after a change of time zone."""


class DayWatch(QObject):
    """Looks at the calendar as long as it lives.

    Signals:
        day_changed: the local date is another one.
    """

    day_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._today = local_now().date()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look at the calendar now."""
        today = local_now().date()
        if today != self._today:
            self._today = today
            self.day_changed.emit()
