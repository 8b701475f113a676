"""Connections to the personas' files: opened for one call, or kept open by a thread that asks for it."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from personaui_desktop.database.failures import as_known_failures, tell_of_used_up_ids
from personaui_desktop.database.locations import get_db_path
from personaui_desktop.database.looking import check_file, note_as_left
from personaui_desktop.database.migration import bring_up_to_date
from personaui_desktop.database.opening import FileConnection, open_connection, transaction
from personaui_desktop.database.pool import Pool, in_use, opened_pool

__all__ = [
    "connect",
    "get_db_connection",
    "get_db_path",
    "reused_connections",
    "transaction",
]

CALLERS_BUSY_MS = 5000
"""How long SQLite waits within the transactions of a caller's own connection."""


class _OfThisThread(threading.local):
    pool: Pool | None = None


_of_this_thread = _OfThisThread()


def get_db_connection(persona_id: str) -> sqlite3.Connection:
    """An open connection with foreign keys on, which the caller closes. A missing file is made.

    It is a usual ``sqlite3`` connection: changes are kept by ``commit()``.

    Raises:
        PersonaFileError: the file cannot be opened.
    """
    path = get_db_path(persona_id)
    with in_use(path), as_known_failures(persona_id, path):
        connection = _open(path, persona_id, create=True)
        if isinstance(connection, FileConnection):
            connection.lift_limit()
        connection.execute(f"PRAGMA busy_timeout = {CALLERS_BUSY_MS}")
        connection.isolation_level = "DEFERRED"
        return connection


@contextmanager
def connect(persona_id: str, *, create: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection for the layer's own calls; not to be nested for one persona.

    A persona without a file reads as an empty one: what is written then is lost, unless ``create`` has the
    file made.

    Raises:
        PersonaFileError: the file cannot be opened, or SQLite fails within.
    """
    path = get_db_path(persona_id)
    pool = _of_this_thread.pool
    is_sound = False
    with in_use(path), as_known_failures(persona_id, path):
        connection = (pool and pool.take(path)) or _open(path, persona_id, create=create)
        try:
            if isinstance(connection, FileConnection):
                connection.limit_work()
            yield connection
            is_sound = not connection.in_transaction
        except sqlite3.OperationalError as error:
            tell_of_used_up_ids(connection, error, persona_id, path)
            raise
        finally:
            if pool and is_sound and isinstance(connection, FileConnection):
                pool.give_back(path, connection)
            else:
                connection.close()
                if is_sound:
                    note_as_left(path)


@contextmanager
def reused_connections(limit: int = 16) -> Iterator[None]:
    """Within, this thread's calls keep their connections open: up to ``limit``, those used last."""
    before = _of_this_thread.pool
    with opened_pool(limit) as pool:
        _of_this_thread.pool = pool
        try:
            yield
        finally:
            _of_this_thread.pool = before


def _open(path: Path, persona_id: str, *, create: bool) -> sqlite3.Connection:
    # A link that leads nowhere is there too, and is refused.
    if not os.path.lexists(path):
        # Most files are there at a start.
        from personaui_desktop.database.new_file import create_file, empty_database

        if not create:
            return empty_database(persona_id, path)
        create_file(path, persona_id)
    connection = open_connection(path, partial(check_file, path, persona_id))
    try:
        bring_up_to_date(connection, persona_id, path)
    except BaseException:
        connection.close()
        raise
    return connection
