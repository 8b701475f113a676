"""Gathers what has changed, so that it is shown at most once a frame."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer

FRAME_MS = 16


class Throttle(QObject):
    """Calls back with everything noted since the last time, at most once a frame.

    Args:
        take_in: called first: what it notes is shown with the rest.
        show: called with the ids of the messages that have changed.
    """

    def __init__(
        self, take_in: Callable[[], object], show: Callable[[frozenset[int]], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._take_in = take_in
        self._show = show
        self._ids: set[int] = set()
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.flush)

    def note(self, message_ids: tuple[int, ...] = ()) -> None:
        """Remember that messages, or only where they are, have changed."""
        self._ids.update(message_ids)
        if not self._timer.isActive():
            passed = self._since.elapsed() if self._since.isValid() else FRAME_MS
            self._timer.start(max(0, FRAME_MS - passed))

    @property
    def is_waiting(self) -> bool:
        """Whether something is noted and not shown yet."""
        return self._timer.isActive()

    def flush(self) -> None:
        """Show it now."""
        self._take_in()
        self._timer.stop()
        self._since.start()
        ids, self._ids = frozenset(self._ids), set()
        self._show(ids)
