"""A running program does what is asked for from the command line, so that nobody writes beside it."""

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

CONNECT_MS, STEP_MS = 1000, 500
AGAIN_SECONDS = 0.1
LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of a request: the paths of very many files."""


class RequestServer(QObject):
    """Listens, under a name of its own, for requests of later starts with the same data folder.

    Only the same person's programs can connect.

    Args:
        folder: the data folder.
        parent: its owner.

    Signals:
        asked: a request's line, and a function that takes the answer's; each request is answered once.
    """

    asked = Signal(str, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name_of(folder)
        self._open: set[QLocalSocket] = set()

    def listen(self) -> None:
        """Begin. Loads Qt's network module, so it comes after the conversation."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        self._server.newConnection.connect(self._welcome)
        self._server.listen(self._name)

    def _welcome(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            self._open.add(connection)
            connection.readyRead.connect(partial(self._read, connection))
            connection.disconnected.connect(partial(self._forget, connection))
            self._read(connection)

    def _read(self, connection: "QLocalSocket") -> None:
        if connection.canReadLine():
            line = bytes(connection.readLine().data()).decode("utf-8", "replace")
            self.asked.emit(line, partial(self._answer, connection))
        elif connection.bytesAvailable() > LONGEST_LINE:
            connection.abort()

    def _answer(self, connection: "QLocalSocket", line: str) -> None:
        # Who asked may have gone by now.
        if connection in self._open:
            connection.write(f"{line}\n".encode())
            connection.flush()
            connection.disconnectFromServer()

    def _forget(self, connection: "QLocalSocket") -> None:
        self._open.discard(connection)
        connection.deleteLater()


def ask_running(
    folder: Path, line: str, patience: float, is_settled: Callable[[], bool] | None = None
) -> str | None:
    """Have the program that runs with that folder do something, and wait for its answer to the end.

    Args:
        folder: the data folder.
        line: the request.
        patience: seconds in which such a program must begin to listen.
        is_settled: asked now and then until it does, whether it is not needed any more.

    Returns:
        The answer, or ``None`` where nobody listens or gives one.
    """
    from PySide6.QtNetwork import QLocalSocket

    until = time.monotonic() + patience
    connection = QLocalSocket()
    while True:
        connection.connectToServer(_name_of(folder))
        if connection.waitForConnected(CONNECT_MS):
            break
        if time.monotonic() > until or (is_settled is not None and is_settled()):
            return None
        time.sleep(AGAIN_SECONDS)
    connection.write(f"{line}\n".encode())
    while not connection.canReadLine():
        is_gone = connection.state() is QLocalSocket.LocalSocketState.UnconnectedState
        if not connection.waitForReadyRead(STEP_MS) and is_gone:
            return None
    return bytes(connection.readLine().data()).decode("utf-8", "replace")


def _name_of(folder: Path) -> str:
    return f"personaui-requests-{crc32(os.fsencode(folder.resolve())):08x}"
