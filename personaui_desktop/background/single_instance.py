"""One program a data folder: a second start brings the first one's window forward and leaves."""

import os
import sys
import time
from enum import Enum, auto
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QObject, Signal

from personaui_desktop.private_files import open_private

LOCK_NAME = "personaui.running"
"""Not the name of earlier versions' lock file, which they take for a living program's wherever it lies."""
PATIENCE_SECONDS = 20.0
"""How long a first start is given to show its window, and one that ends to give the folder back."""
AGAIN_SECONDS = 0.05
ANSWER_MS = 1000


class Claim(Enum):
    """What became of asking for the folder."""

    OURS = auto()
    SHOWN = auto()
    """Another program holds it and has come forward."""
    SILENT = auto()
    """Another program holds it and does not answer."""


class SingleInstance(QObject):
    """Holds the data folder for this program.

    The system's lock on a file decides who holds it, never what the file says: the lock goes with its
    process, however that ends.

    Signals:
        asked_forward: somebody started the program again with the same folder.
    """

    asked_forward = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / LOCK_NAME
        self._descriptor = -1
        spelled = os.fsencode(folder.resolve())
        self._name = f"personaui-{crc32(spelled):08x}"

    def claim(self, patience: float = PATIENCE_SECONDS) -> Claim:
        """Take the folder, or have the program that holds it come forward. Waits until one of both is done.

        Raises:
            OSError: the folder cannot be written or locked.
        """
        until = time.monotonic() + patience
        while not self.take():
            if self.ask_forward():
                return Claim.SHOWN
            if time.monotonic() > until:
                return Claim.SILENT
            time.sleep(AGAIN_SECONDS)
        return Claim.OURS

    def claim_silently(self) -> Claim:
        """Take the folder if it is free, and disturb nobody.

        Raises:
            OSError: the folder cannot be written or locked.
        """
        return Claim.OURS if self.take() else Claim.SILENT

    def take(self) -> bool:
        """Whether the folder is this program's now; never waits.

        Raises:
            OSError: the folder cannot be written or locked.
        """
        flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = open_private(self._path, flags)
        try:
            is_taken = _lock(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        if is_taken:
            self._descriptor = descriptor
        else:
            os.close(descriptor)
        return is_taken

    @property
    def is_ours(self) -> bool:
        """Whether the folder is this program's."""
        return self._descriptor >= 0

    def listen(self) -> None:
        """Notice later starts. Loads Qt's network module, so it comes after the conversation."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        self._server.newConnection.connect(self._greet)
        self._server.listen(self._name)

    def ask_forward(self) -> bool:
        """Ask the program that holds the folder to show its window; whether it answered."""
        from PySide6.QtNetwork import QLocalSocket

        connection = QLocalSocket()
        connection.connectToServer(self._name)
        return connection.waitForConnected(ANSWER_MS) and connection.waitForReadyRead(ANSWER_MS)

    def release(self) -> None:
        """Give the folder back. The file stays: removed, it might be another's by now."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _greet(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            connection.write(b"here\n")
            connection.flush()
            connection.disconnectFromServer()
            self.asked_forward.emit()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        """Lock an open file until it is closed; whether nobody else has it locked."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
