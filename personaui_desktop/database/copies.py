"""Copies of a persona's file: beside it under another id, somewhere else, or brought from there."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from personaui_desktop.database.checks import check_persona_id
from personaui_desktop.database.failures import as_known_failures
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.locations import get_db_path
from personaui_desktop.database.looking import looked_at
from personaui_desktop.database.new_file import give_name
from personaui_desktop.database.reading import text
from personaui_desktop.errors import InvalidInput
from personaui_desktop.private_files import make_private_folder, open_private
from personaui_desktop.records.personas import DEFAULT_PERSONA

_PAGES_AT_ONCE = 4_096


def copy_to_id(file: PersonaFile, persona_id: str) -> None:
    """Copy an open file, with all that is in it, to be another persona's, which has none yet.

    Raises:
        PersonaFileError: the copy cannot be written.
    """
    path = get_db_path(persona_id)
    with as_known_failures(persona_id, path):
        _copy(file.connection, path, may_replace=False)


def copy_elsewhere(file: PersonaFile, path: Path) -> None:
    """Copy an open file to a place of the person's choice, in place of what is there.

    Raises:
        OSError: the copy cannot be written.
    """
    _copy(file.connection, path, may_replace=True)


def bring_file(path: Path, free_id: str) -> str:
    """Copy a persona's file from elsewhere; answer the id that it has here: its own, or a free one.

    Raises:
        PersonaFileError: it is no sound file of a persona, or the copy cannot be written.
    """
    with as_known_failures(free_id, path), looked_at(path, free_id) as connection:
        persona_id = _own_id(connection)
        if persona_id is None or get_db_path(persona_id).exists():
            persona_id = free_id
        target = get_db_path(persona_id)
        make_private_folder(target.parent)
        _copy(connection, target, may_replace=False)
    return persona_id


def _own_id(connection: sqlite3.Connection) -> str | None:
    """Whose a file says it is; ``None`` where that can be no other persona's id."""
    row = connection.execute("SELECT value FROM db_info WHERE key = 'persona_id'").fetchone()
    try:
        found = check_persona_id(text(row[0]) if row else "")
    except InvalidInput:
        return None
    return None if found == DEFAULT_PERSONA else found


def _copy(source: sqlite3.Connection, path: Path, *, may_replace: bool) -> None:
    with _waiting_beside(path) as waiting:
        with closing(sqlite3.connect(waiting)) as copy:
            source.backup(copy, pages=_PAGES_AT_ONCE)
            # One file, without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        if may_replace:
            waiting.replace(path)
        else:
            give_name(waiting, path)


@contextmanager
def _waiting_beside(path: Path) -> Iterator[Path]:
    """An empty private file beside a place, which is gone in the end."""
    waiting = path.with_name(f".{path.name}.{os.urandom(6).hex()}.new")
    try:
        with open(waiting, "xb", opener=open_private):
            pass
        yield waiting
    finally:
        for file in (
            waiting,
            *(waiting.with_name(waiting.name + ending) for ending in ("-wal", "-shm", "-journal")),
        ):
            file.unlink(missing_ok=True)
