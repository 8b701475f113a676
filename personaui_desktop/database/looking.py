"""A look at a file before SQLite may change anything in it: whoever is refused is left untouched."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from personaui_desktop.database.failures import INCOMPLETE, as_known_failures, damaged
from personaui_desktop.database.file_header import Header, read_header, refuse_newer
from personaui_desktop.database.shape import check_shape, has_tables
from personaui_desktop.errors import DamagedFile

_TRIES = 3
_COMPANIONS = ("-wal", "-shm", "-journal")

FileState = tuple[object, ...]

_found_sound: dict[Path, FileState] = {}
"""How each file stood when it was looked at last; as long as it stands so, another look finds the same."""


def check_file(path: Path, persona_id: str) -> None:
    """Refuse a file that must not be opened, without changing it or anything beside it.

    Raises:
        DamagedFile: it is no usable database: see `read_header` and `check_shape`.
        NewerFile: a newer version of the program wrote it.
        OSError: it cannot even be read.
    """
    for tries_left in reversed(range(_TRIES)):
        before = _state_of(path)
        if before is not None and _found_sound.get(path) == before:
            return
        try:
            _look(path, persona_id)
        except DamagedFile:
            # Whoever looks without a lock may look while another program is writing.
            if not tries_left or _state_of(path) == before:
                raise
        else:
            if before is not None:
                _found_sound[path] = before
            return


def note_as_left(path: Path) -> None:
    """Take a file for sound as this program has left it, being the last to close it."""
    state = _state_of(path)
    if state is not None and not any(state[1:]):
        _found_sound[path] = state


def _look(path: Path, persona_id: str) -> None:
    with looked_at(path, persona_id):
        pass


@contextmanager
def looked_at(path: Path, persona_id: str) -> Iterator[sqlite3.Connection]:
    """A sound file of a persona, wherever it lies, opened so that nothing is changed.

    Raises as `check_file` does.
    """
    header = read_header(path, persona_id)
    refuse_newer(header.user_version, persona_id, path)
    # SQLite follows a link too, and keeps its own files beside what it leads to.
    real = path.resolve()
    if not _has_journal(real) and real.stat().st_size < header.expected_bytes:
        raise damaged(persona_id, path, INCOMPLETE)
    with as_known_failures(persona_id, path), _unchanged(real, header) as connection:
        refuse_newer(connection.execute("PRAGMA user_version").fetchone()[0], persona_id, path)
        check_shape(connection, persona_id, path)
        yield connection


@contextmanager
def _unchanged(path: Path, header: Header) -> Iterator[sqlite3.Connection]:
    """The file as it stands with what lies beside it, opened so that nothing is changed, made or removed."""
    wal, shm, journal = _sizes_beside(path)
    if wal is not None and shm is not None and _seems_to_be_a_personas(path):
        # SQLite notes in the shared memory that somebody reads, and changes nothing else.
        manner = "mode=ro"
    elif wal or (journal and (header.has_log or _is_hot(path))):
        # To read it on the spot, SQLite would have to change it, or to make something beside it.
        with _copy_of(path) as copy, _opened(copy, "mode=rw") as connection:
            yield connection
        return
    else:
        manner = "immutable=1" if header.has_log else "mode=ro"
    with _opened(path, manner) as connection:
        yield connection


@contextmanager
def _opened(path: Path, manner: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.as_uri()}?{manner}", uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def _seems_to_be_a_personas(path: Path) -> bool:
    """Whether the file has a persona's tables, whatever its log says."""
    try:
        with _opened(path, "immutable=1") as connection:
            return has_tables(connection)
    except sqlite3.Error:
        return False


def _is_hot(path: Path) -> bool:
    """Whether the journal beside a file is of a program that ended amidst a change."""
    try:
        with _opened(path, "mode=ro") as connection:
            connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        return True
    return False


@contextmanager
def _copy_of(path: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix="personaui-") as folder:
        for file in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-journal"))):
            if file.exists():
                shutil.copyfile(file, Path(folder) / file.name)
        yield Path(folder) / path.name


def _has_journal(path: Path) -> bool:
    """Whether commits may lie beside the file; its own header is not the last word then."""
    wal, _, journal = _sizes_beside(path)
    return bool(wal or journal)


def _sizes_beside(path: Path) -> list[int | None]:
    """How long each of SQLite's own files is, ``None`` where there is none."""
    states = [_state_of_one(f"{path}{ending}") for ending in _COMPANIONS]
    return [state and state[2] for state in states]


def _state_of(path: Path) -> FileState | None:
    """What differs once somebody has written; ``None`` where there is no file."""
    real = os.path.realpath(path)
    own = _state_of_one(real)
    return own and (own, *(_state_of_one(real + ending) for ending in _COMPANIONS))


def _state_of_one(path: str) -> tuple[int, int, int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - on the way of every opening
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
