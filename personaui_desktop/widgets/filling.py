"""What fills a window once its conversation has been seen: piece by piece, or at once where it is wanted."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.typing_relay import writes_something

_END = object()
PATIENCE_MS = 1000
"""A window that nobody sees, minimised for example, is filled without having been painted."""


class Filling(QObject):
    """Carries out pieces of work, each in an event-loop turn of its own, so that none keeps a key waiting.

    Whoever clicks or presses a command's keys before the end has the rest done at once, and finds it there.

    Args:
        window: what is filled.
        pieces: does a piece whenever it is asked for the next.

    Signals:
        done: every piece is there.
    """

    done = Signal()

    def __init__(self, window: QWidget, pieces: Iterator[None]) -> None:
        super().__init__(window)
        self._window, self._pieces = window, pieces
        self._watched: QWidget | None = None
        self._is_done = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._timer.start)
        self._patience.start(PATIENCE_MS)
        window.installEventFilter(self)
        self._handle = window.windowHandle()
        if self._handle is not None:
            self._handle.installEventFilter(self)

    def begin_after(self, seen: QWidget | None) -> None:
        """Begin as soon as a widget has been painted, or now."""
        if self._is_done:
            return
        self._watched = seen
        if seen is None:
            self._timer.start()
        else:
            seen.installEventFilter(self)

    def finish(self) -> None:
        """Do now whatever is left."""
        while not self._is_done:
            self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that what is waited for was painted, and that the rest is wanted: QObject.eventFilter."""
        if watched is self._watched:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                self._watched = None
                # What was pressed while the first of all was made comes before the first piece.
                QTimer.singleShot(0, self, self._start)
        elif _wants_more(event):
            self.finish()
        return super().eventFilter(watched, event)

    def _start(self) -> None:
        if not self._is_done:
            self._timer.start()

    def _go_on(self) -> None:
        if next(self._pieces, _END) is _END:
            self._end()

    def _end(self) -> None:
        self._is_done = True
        self._timer.stop()
        self._patience.stop()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        self._window.removeEventFilter(self)
        if self._handle is not None:
            self._handle.removeEventFilter(self)
        self.done.emit()


def _wants_more(event: QEvent) -> bool:
    """A click, or keys that are no writing: those come as overrides before any command is looked for."""
    if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
        return not writes_something(event)
    return event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
