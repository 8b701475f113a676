"""Making a persona's file: it appears whole, or not at all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from personaui_desktop.database.migration import bring_up_to_date
from personaui_desktop.database.opening import BUSY_SECONDS, file_identity
from personaui_desktop.private_files import make_private_folder, open_private

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a file, by the ending of the name."""


def create_file(path: Path, persona_id: str) -> None:
    """Make a persona's file with the whole schema, and the data folder if need be.

    Where another thread or program makes the same file at the same time, the first one stays.

    Raises:
        OSError: the folder cannot be made or written.
    """
    content = empty_file_content(persona_id, path)
    make_private_folder(path.parent)
    _remove_leftovers(path)
    _put(path, content)


def empty_file_content(persona_id: str, path: Path) -> bytes:
    """The bytes of a new persona's file."""
    with closing(empty_database(persona_id, path)) as connection:
        return connection.serialize()


def empty_database(persona_id: str, path: Path) -> sqlite3.Connection:
    """A new persona's database, in memory; ``path`` is where it would lie."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    bring_up_to_date(connection, persona_id, path)
    return connection


def remove_file(path: Path) -> bool:
    """Remove a file and what SQLite kept beside it; whether it was there.

    Raises:
        OSError: it cannot be removed.
    """
    with _nobody_else_removing(path):
        left = companions_of(path)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _remove(left)
    return True


def _remove_leftovers(path: Path) -> None:
    """Remove what a file that was removed by hand left behind: it would be taken for the new file's."""
    if not companions_of(path):
        return
    with _nobody_else_removing(path):
        left = companions_of(path)
        if not path.exists():
            _remove(left)


@contextmanager
def _nobody_else_removing(path: Path) -> Iterator[None]:
    """Within, no other thread or program removes what lies beside a file that is gone.

    As long as anything of that lies there, nobody makes a new file without having been in here before. So
    what is removed in here is never of a new file that another program has made, and has open, by then.

    The lock is SQLite's, on an empty file: it ends with the program, in whatever way that ends.
    """
    lock = path.with_name(f".{path.name}.lock")
    while True:
        with closing(sqlite3.connect(lock, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
            if _is_locked(connection, lock):
                yield
                # Windows removes no file that is open; it is empty, and of use the next time.
                with suppress(PermissionError):
                    lock.unlink()
                return


def _is_locked(connection: sqlite3.Connection, lock: Path) -> bool:
    """Lock the file, unless whoever had it locked before has removed it: others may hold a new one by now."""
    opened = file_identity(lock)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        if _is_still(lock, opened):
            raise
        return False
    return _is_still(lock, opened)


def _is_still(file: Path, identity: tuple[int, int]) -> bool:
    return file.exists() and file_identity(file) == identity


def _remove(files: list[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def companions_of(path: Path) -> list[Path]:
    """What lies beside the file now."""
    beside = (path.with_name(path.name + ending) for ending in COMPANIONS)
    return [file for file in beside if file.exists()]


def _put(path: Path, content: bytes) -> None:
    waiting = path.with_name(f".{path.name}.{os.urandom(6).hex()}.new")
    try:
        # What SQLite keeps beside the file has the file's own permissions.
        with open(waiting, "xb", opener=open_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        give_name(waiting, path)
    finally:
        waiting.unlink(missing_ok=True)
    _sync_folder(path.parent)


def give_name(waiting: Path, path: Path) -> None:
    """Move without ever replacing a file that is there."""
    try:
        path.hardlink_to(waiting)
    except FileExistsError:
        return
    except OSError:
        # Some file systems have no links.
        if not path.exists():
            waiting.rename(path)


def _sync_folder(folder: Path) -> None:
    """Have the new name itself on the disk; only POSIX systems can and need to be asked."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
