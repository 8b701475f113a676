"""Collects Python's cyclic garbage on the GUI thread only, where Qt objects may be destroyed."""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 500


class GarbageCollector(QObject):
    """Takes Python's automatic collection over.

    Left to itself it runs in whichever thread happens to allocate, and would there destroy widgets and timers
    that belong to the GUI thread: that crashes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_EVERY_MS)

    def settle(self) -> None:
        """Leave all that there is now out of later collections: modules and what else lasts until the end."""
        gc.freeze()

    def collect_all(self) -> None:
        """Collect also what was left out: a window is gone, and all that Python holds of it.

        Qt uses its memory again at once. What is made there would be taken for the dead thing that Python
        still has for this address.
        """
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
