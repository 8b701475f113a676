"""Tells that something is under way, but only where that takes longer than a moment."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from personaui_desktop.widgets.common.notices import Notice, Notices

SLOW_MS = 400
"""What takes no longer needs no words."""

T = TypeVar("T")


class SlowNotice(QObject):
    """Begins to wait when it is made, and is done with at the end of what it tells of.

    Args:
        notices: where it is told.
        sentence: what is under way.
        parent: its owner.
    """

    def __init__(self, notices: Notices, sentence: str, parent: QObject) -> None:
        super().__init__(parent)
        self._notices, self._sentence = notices, sentence
        self._notice: Notice | None = None
        self._timer = QTimer(self, interval=SLOW_MS, singleShot=True)
        self._timer.timeout.connect(self._tell)
        self._timer.start()

    def before(self, then: Callable[[T], object]) -> Callable[[T], None]:
        """What takes the result: the notice is withdrawn before."""

        def end(result: T) -> None:
            self._timer.stop()
            if self._notice is not None:
                self._notices.withdraw(self._notice)
            self.deleteLater()
            then(result)

        return end

    def _tell(self) -> None:
        self._notice = self._notices.show(self._sentence)
