"""One program a data folder: a second start brings the first one's window forward and leaves."""

from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QLockFile, QObject, Signal

ANSWER_MS = 1000


class SingleInstance(QObject):
    """Holds the data folder for this program.

    Signals:
        asked_forward: somebody started the program again with the same folder.
    """

    asked_forward = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(folder / "personaui.lock"))
        # A lock whose process is gone is taken over, however old it is.
        self._lock.setStaleLockTime(0)
        self._name = f"personaui-{crc32(str(folder).encode('utf-8', 'surrogatepass')):08x}"

    def take(self) -> bool:
        """Whether the folder is this program's now; never waits."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Notice later starts. Loads Qt's network module, so it comes after the window."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        self._server.newConnection.connect(self._greet)
        self._server.listen(self._name)

    def ask_forward(self) -> bool:
        """Ask the program that holds the folder to show its window; whether it heard."""
        from PySide6.QtNetwork import QLocalSocket

        connection = QLocalSocket()
        connection.connectToServer(self._name)
        return connection.waitForConnected(ANSWER_MS)

    def release(self) -> None:
        """Give the folder back."""
        self._lock.unlock()

    def _greet(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.deleteLater()
            self.asked_forward.emit()
