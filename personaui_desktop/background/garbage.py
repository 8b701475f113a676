"""Collects Python's cyclic garbage on the GUI thread only, where Qt objects may be destroyed."""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

YOUNG = (1, 0)
OLDEST = 2
REST_MS = 1000
"""So long no new objects had to be looked through when the program is taken to be at rest."""
MOST_PUT_OFF = 10
"""How many times its threshold the oldest generation may pass where the program never rests."""
OLDEST_THRESHOLD = 10
"""For a Python that has none of its own for the oldest generation, as 3.14."""


class GarbageCollector(QObject):
    """Takes Python's automatic collection over.

    Left to itself it runs in whichever thread happens to allocate, and would there destroy widgets and timers
    that belong to the GUI thread: that crashes.

    What is young is collected each time the event loop has done what there was to do, so that it is always
    little and no frame waits for it. The oldest generation, some milliseconds' work, waits until the program
    rests. Nothing is collected before `begin`: what a start makes is there to stay.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._look_at_oldest)
        self._loop: QAbstractEventDispatcher | None = None

    def begin(self) -> None:
        """Collect from now on, but for what there is already."""
        self.settle()
        self._loop = QAbstractEventDispatcher.instance()
        self._loop.aboutToBlock.connect(self._look)

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
        if self._loop is not None:
            self._loop.aboutToBlock.disconnect(self._look)
            self._loop = None
        self._rest.stop()
        gc.enable()

    def _look(self) -> None:
        """Collect the older of the young generations that is due, as Python itself would."""
        for generation in YOUNG:
            if _is_due(generation):
                gc.collect(generation)
                self._rest.start()
                if _is_due(OLDEST, MOST_PUT_OFF):
                    gc.collect(OLDEST)
                return

    def _look_at_oldest(self) -> None:
        if _is_due(OLDEST):
            gc.collect(OLDEST)


def _is_due(generation: int, times: int = 1) -> bool:
    """Whether a generation has passed its threshold so many times."""
    return gc.get_count()[generation] > times * (gc.get_threshold()[generation] or OLDEST_THRESHOLD)
