"""Making a persona's file: it appears whole, or not at all."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from personaui_desktop.database.migration import bring_up_to_date
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


def remove_companions(path: Path) -> None:
    """Remove what SQLite kept beside a file."""
    for companion in _companions(path):
        companion.unlink(missing_ok=True)


def _remove_leftovers(path: Path) -> None:
    """Remove what a file that was removed by hand left behind: it would be taken for the new file's.

    Looked for before the file itself: what is there then, and no file after it, is not of a file that another
    program made in between.
    """
    leftovers = any(companion.exists() for companion in _companions(path))
    if leftovers and not path.exists():
        remove_companions(path)


def _companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in COMPANIONS]


def _put(path: Path, content: bytes) -> None:
    waiting = path.with_name(f".{path.name}.{os.urandom(6).hex()}.new")
    try:
        # What SQLite keeps beside the file has the file's own permissions.
        with open(waiting, "xb", opener=open_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _give_name(waiting, path)
    finally:
        waiting.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _give_name(waiting: Path, path: Path) -> None:
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
