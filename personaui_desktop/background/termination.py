"""Ends the program in order when the system or a terminal asks it to."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Termination(QObject):
    """Turns SIGINT and SIGTERM into a Qt signal.

    Python runs its signal handlers only between its own instructions, which may not come while Qt waits for
    events; the byte that it writes to a socket wakes Qt up.

    Signals:
        asked: the program is to end.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno())
        self._before = {number: signal.signal(number, _wait_for_the_socket) for number in SIGNALS}
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)

    def close(self) -> None:
        """Leave the signals to whoever had them before."""
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        self._reader.close()
        self._writer.close()

    def _wake(self) -> None:
        self._reader.recv(64)
        self.asked.emit()


def _wait_for_the_socket(_number: int, _frame: FrameType | None) -> None:
    """Python writes to the socket by itself; without a handler it would end the program here."""
