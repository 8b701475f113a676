"""Has what could not be read of a persona's file read again, since the file may be usable by then."""

from PySide6.QtCore import QObject, QTimer, Signal

from personaui_desktop.widgets.common.returning import Returning

AGAIN_MS = 10_000
"""So long after something could not be read it is tried again by itself, while nobody has asked for it."""


class Recovery(QObject):
    """Tries again when a person asks, when they come back from another program, and now and then.

    Signals:
        again: whoever shows a problem in the place of what it reads is to read that again.
    """

    again = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.again)
        Returning(self).came_back.connect(self._come_back)

    def wait(self) -> None:
        """Something could not be read."""
        if not self._later.isActive():
            self._later.start(AGAIN_MS)

    def try_again(self) -> None:
        """Have it read now."""
        self._later.stop()
        self.again.emit()

    def _come_back(self) -> None:
        if self._later.isActive():
            self.try_again()
