"""Opening one file with the settings that every connection has, and transactions on it."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any, NoReturn

from personaui_desktop.database import reading
from personaui_desktop.phrases import Phrase

BUSY_SECONDS = 20.0
"""How long to wait for other programs."""
BUSY_PAUSE_SECONDS = 0.01
"""The longest pause between two tries. It is drawn by lot, lest two programs keep in step."""

WORK_STEPS = 1_000_000_000
"""How many steps SQLite may take for one call, some ten seconds: beyond that, something has no end."""
WORK_STEPS_A_BYTE = 100
"""How many more for each byte of the file: deleting a million messages, 150 MB, takes 600 million steps."""
_STEPS_A_LOOK = 1_000_000


def _refuse_phrase(phrase: Phrase) -> NoReturn:
    raise ValueError(f"A file keeps codes and values, which are in no language, and not {phrase!r}")


sqlite3.register_adapter(Phrase, _refuse_phrase)

_opening = threading.RLock()


class FileConnection(sqlite3.Connection):
    """A connection that knows which file on the disk it was opened on, whatever has its name by now.

    It waits for other programs, and gives up work that has no end.
    """

    identity: tuple[int, int]

    def limit_work(self) -> None:
        """Count the steps of work from now on, and give it up where they seem to have no end."""
        self._work.looks = 0

    def watch_work(self, path: Path) -> None:
        """Have SQLite ask now and then whether to go on."""
        self._work = _Work(path)
        self.set_progress_handler(self._work.has_no_end, _STEPS_A_LOOK)

    def lift_limit(self) -> None:
        """Let work take as long as it takes."""
        self.set_progress_handler(None, 0)

    def execute(self, statement: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Override of sqlite3.Connection.execute: what another program keeps locked is tried again.

        SQLite's own waiting sleeps ever longer, and loses to a program that writes in close succession.
        """
        try:
            return super().execute(statement, parameters)
        except sqlite3.OperationalError as error:
            if not self._is_kept_waiting(error):
                raise
        return self._execute_patiently(statement, parameters)

    def close(self) -> None:
        """Override of sqlite3.Connection.close: the file may be looked at again once nobody has it open."""
        super().close()
        with _opening:
            _open_connections.discard(self)

    def _execute_patiently(self, statement: str, parameters: Any) -> sqlite3.Cursor:
        patient_until = monotonic() + BUSY_SECONDS
        while True:
            is_last_try = monotonic() >= patient_until
            sleep(uniform(0, BUSY_PAUSE_SECONDS))  # noqa: S311 - no secret
            try:
                return super().execute(statement, parameters)
            except sqlite3.OperationalError as error:
                if is_last_try or not self._is_kept_waiting(error):
                    raise

    def _is_kept_waiting(self, error: sqlite3.OperationalError) -> bool:
        """Whether trying again may help: within a transaction it would not."""
        is_busy: bool = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
        return is_busy and not self.in_transaction


class _Work:
    """How much work a call has been so far. It knows no connection, which would keep that one alive."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.looks = 0

    def has_no_end(self) -> bool:
        """Whether it is more than anything that makes sense in a file of that size."""
        self.looks += 1
        return self.looks * _STEPS_A_LOOK > WORK_STEPS + WORK_STEPS_A_BYTE * self._path.stat().st_size


_open_connections: weakref.WeakSet[FileConnection] = weakref.WeakSet()


def open_connection(path: Path, check: Callable[[], None]) -> FileConnection:
    """Open an existing file: foreign keys on, write-ahead log, every commit on the disk before it returns.

    A statement outside of a `transaction` commits by itself. Any thread may close the connection.

    Args:
        path: the file.
        check: looks at the file itself, before anything in it may change. It is called only while this
            process does not have the file open:
            on POSIX systems, whoever closes any descriptor of a file gives up every lock that the process has
            on it, and another program would take the log for one that nobody needs any more, and remove it.
            See "POSIX Advisory Locks" in https://sqlite.org/howtocorrupt.html.
    """
    connection = _opened(path, check)
    try:
        connection.limit_work()
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
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
            timeout=0.0,
            isolation_level=None,
            check_same_thread=False,
            factory=FileConnection,
        )
        connection.identity = identity
        connection.text_factory = reading.as_text
        connection.watch_work(path)
        _open_connections.add(connection)
        return connection


def file_identity(path: Path) -> tuple[int, int]:
    """What tells one file from another that was put in its place; zeros where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - half the time of Path.stat, with every call
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


class transaction:  # noqa: N801 - read as a noun; a class, for it is on the way of every call that writes
    """Everything within is committed together, or nothing. Writers wait for each other at its beginning."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        try:
            if error is None:
                self._connection.execute("COMMIT")
        finally:
            # A full disk, for one, makes SQLite roll back by itself.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
