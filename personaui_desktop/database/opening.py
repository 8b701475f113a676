"""Opening one file with the settings that every connection has, and transactions on it."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from personaui_desktop.database import reading

BUSY_SECONDS = 5.0
BUSY_PAUSE_SECONDS = 0.005
"""How long to wait between two tries where SQLite does not wait by itself."""


_opening = threading.RLock()


class FileConnection(sqlite3.Connection):
    """A connection that knows which file on the disk it was opened on, whatever has its name by now."""

    identity: tuple[int, int]

    def close(self) -> None:
        """Override of sqlite3.Connection.close: the file may be looked at again once nobody has it open."""
        super().close()
        with _opening:
            _open_connections.discard(self)


_open_connections: weakref.WeakSet[FileConnection] = weakref.WeakSet()


def open_connection(path: Path, check: Callable[[], None]) -> FileConnection:
    """Open an existing file: foreign keys on, write-ahead log, every commit on the disk before it returns.

    A statement outside of a `transaction` commits by itself. Any thread may close the connection.

    Args:
        path: the file.
        check: looks at the file itself. It is called only while this process does not have the file open:
            on POSIX systems, whoever closes any descriptor of a file gives up every lock that the process has
            on it, and another program would take the log for one that nobody needs any more, and remove it.
            See "POSIX Advisory Locks" in https://sqlite.org/howtocorrupt.html.
    """
    connection = _opened(path, check)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        _begin_log(connection)
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _opened(path: Path, check: Callable[[], None]) -> FileConnection:
    with _opening:
        identity = file_identity(path)
        if all(connection.identity != identity for connection in _open_connections):
            check()
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=FileConnection,
        )
        connection.identity = identity
        connection.text_factory = reading.as_text
        _open_connections.add(connection)
        return connection


def _begin_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on.

    SQLite waits for others with everything but this: where several programs begin with one new file, all but
    one are told at once that it is locked.
    """
    patient_until = monotonic() + BUSY_SECONDS
    while not _has_begun_log(connection, is_last_try=monotonic() >= patient_until):
        sleep(BUSY_PAUSE_SECONDS)


def _has_begun_log(connection: sqlite3.Connection, *, is_last_try: bool) -> bool:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if is_last_try or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def file_identity(path: Path) -> tuple[int, int]:
    """What tells one file from another that was put in its place; zeros where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - half the time of Path.stat, with every call
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything within is committed together, or nothing. Writers wait for each other at its beginning."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk, for one, makes SQLite roll back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
