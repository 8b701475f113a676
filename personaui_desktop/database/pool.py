"""Connections that stay open between calls, a pool a thread, and the claims on files that keep them safe."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from personaui_desktop.database.opening import FileConnection, file_identity

_turn = threading.Condition()
_users: dict[Path, int] = {}
_reserved: set[Path] = set()
_pools: set["Pool"] = set()


class Pool:
    """Idle connections by path, the ones used last at the end. A connection in use is not in here."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._idle: OrderedDict[Path, FileConnection] = OrderedDict()

    def take(self, path: Path) -> FileConnection | None:
        """An open connection to the file that has this path now, or ``None``."""
        with _turn:
            connection = self._idle.pop(path, None)
        if connection is not None and connection.identity != file_identity(path):
            connection.close()
            return None
        return connection

    def give_back(self, path: Path, connection: FileConnection) -> None:
        """Keep a connection for the next call; beyond the limit, the one unused longest is closed."""
        with _turn:
            surplus = self._idle.pop(path, None)
            self._idle[path] = connection
            if len(self._idle) > self._limit:
                surplus = self._idle.popitem(last=False)[1]
        if surplus is not None:
            surplus.close()

    def close(self, path: Path) -> None:
        """Close the idle connection to one file. The caller has `_turn`."""
        connection = self._idle.pop(path, None)
        if connection is not None:
            connection.close()

    def close_all(self) -> None:
        """Close every idle connection."""
        with _turn:
            for path in list(self._idle):
                self.close(path)


@contextmanager
def opened_pool(limit: int) -> Iterator[Pool]:
    """A pool that is closed at the end."""
    pool = Pool(limit)
    with _turn:
        _pools.add(pool)
    try:
        yield pool
    finally:
        pool.close_all()
        with _turn:
            _pools.discard(pool)


class in_use:  # noqa: N801 - read as a verb; a class, for it is on the way of every call
    """Within, nobody in this process reserves the file; begins once nobody has it reserved."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        with _turn:
            while self._path in _reserved:
                _turn.wait()
            _users[self._path] = _users.get(self._path, 0) + 1

    def __exit__(self, *_raised: object) -> None:
        with _turn:
            left = _users.pop(self._path) - 1
            if left:
                _users[self._path] = left
            else:
                _turn.notify_all()


@contextmanager
def reserved(path: Path) -> Iterator[None]:
    """Within, nobody in this process uses the file or has it open, but for connections that a caller closes.

    Begins once the calls under way have ended.
    """
    with _turn:
        while path in _reserved or path in _users:
            _turn.wait()
        _reserved.add(path)
        for pool in _pools:
            pool.close(path)
    try:
        yield
    finally:
        with _turn:
            _reserved.discard(path)
            _turn.notify_all()
