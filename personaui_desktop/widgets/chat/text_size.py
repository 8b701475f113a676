"""How large messages are shown."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

SMALLEST, LARGEST, STEP = 0.7, 2.0, 0.1


class TextSize(QObject):
    """The size of the text in messages and in the composer, 1.0 being the design's.

    Args:
        show: shows text at a size.

    Signals:
        chosen: the person chose another size.
    """

    chosen = Signal(float)

    def __init__(self, show: Callable[[float], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._size = 1.0

    def set(self, size: float) -> None:
        """Show the text at this size."""
        self._size = size
        self._show(size)

    def step(self, steps: int) -> None:
        """Larger by some steps, or smaller where negative."""
        self._choose(self._size + steps * STEP)

    def reset(self) -> None:
        """The design's size."""
        self._choose(1.0)

    def _choose(self, size: float) -> None:
        size = min(max(round(size, 1), SMALLEST), LARGEST)
        if size != self._size:
            self.set(size)
            self.chosen.emit(size)
