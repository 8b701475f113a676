"""Why a persona's file cannot be used, in words: what is found in it, and what SQLite and the system say."""

import logging
import sqlite3
import stat
from pathlib import Path

from personaui_desktop.database.checks import LARGEST_INTEGER
from personaui_desktop.database.own_schema import own_schema
from personaui_desktop.errors import (
    DamagedFile,
    FileBusy,
    FileNotWritable,
    InvalidInput,
    KnownError,
    MigrationFailed,
    NewerFile,
)
from personaui_desktop.os_errors import why
from personaui_desktop.phrases import Phrase

_log = logging.getLogger(__name__)

EMPTY = Phrase("Files", "{file} is empty.")
INCOMPLETE = Phrase("Files", "{file} is incomplete.")
NO_DATABASE = Phrase("Files", "{file} is not a database.")
BROKEN_LINK = Phrase("Files", "{file} is a broken link.")
NO_FILE = Phrase("Files", "{file} is not a file.")
NO_FILE_BUT = {
    stat.S_IFDIR: Phrase("Files", "{file} is a folder, not a file."),
    stat.S_IFIFO: Phrase("Files", "{file} is a pipe, not a file."),
    stat.S_IFSOCK: Phrase("Files", "{file} is a socket, not a file."),
    stat.S_IFBLK: Phrase("Files", "{file} is a device, not a file."),
    stat.S_IFCHR: Phrase("Files", "{file} is a device, not a file."),
}
OF_ANOTHER_PROGRAM = Phrase("Files", "{file} belongs to another program.")
UNFIT = Phrase("Files", "{file} is damaged ({why}).")
NO_TABLE = Phrase("Files", "the table {table} is missing")
NO_COLUMN = Phrase("Files", "the column {column} of the table {table} is missing or changed")
MISFIT = Phrase("Files", "the table {table} does not fit the others")
STRANGER = Phrase("Files", "the {thing} is not from this program")
"""Why a file is `UNFIT`."""

_DAMAGED = {
    sqlite3.SQLITE_CORRUPT: Phrase("Files", "{file} is damaged."),
    sqlite3.SQLITE_NOTADB: NO_DATABASE,
}
_WITH_NUMBER = "SELECT 1 FROM {table} WHERE {column} = ?"
_MISUSE = (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.NotSupportedError)
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOT_WRITABLE = {
    sqlite3.SQLITE_READONLY: Phrase("Files", "{file} cannot be written."),
    sqlite3.SQLITE_PERM: Phrase("Files", "{file} cannot be written."),
    sqlite3.SQLITE_FULL: Phrase("Files", "{file} cannot be saved, because the disk is full."),
    sqlite3.SQLITE_IOERR: Phrase("Files", "{file} could not be read or written."),
    sqlite3.SQLITE_CANTOPEN: Phrase("Files", "{file} cannot be opened."),
    sqlite3.SQLITE_AUTH: Phrase("Files", "{file} cannot be opened."),
}


class as_known_failures:  # noqa: N801 - read as words; a class, for it is on the way of every call
    """Within, errors of SQLite and of the file system become known errors about this persona's file.

    Only a misuse of the `sqlite3` module passes as it is: no file can bring that about.
    """

    __slots__ = ("_path", "_persona_id")

    def __init__(self, persona_id: str, path: Path) -> None:
        self._persona_id = persona_id
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, sqlite3.Error):
            known = known_error(error, self._persona_id, self._path)
            if known is None and not isinstance(error, _MISUSE):
                _log.warning("%s: %s", self._path.name, error)
                known = damaged(self._persona_id, self._path, _complaint(error))
            if known is not None:
                raise known from error
        elif isinstance(error, UnicodeDecodeError):
            # Python reads SQLite's own words, which may quote the file.
            raise damaged(
                self._persona_id, self._path, Phrase("Files", "{file} is damaged (text in it is not UTF-8).")
            ) from error
        elif isinstance(error, OSError):
            raise not_writable(
                self._persona_id,
                self._path,
                Phrase("Files", "{file} cannot be used: {why}.").filled(why=why(error)),
            ) from error


def known_error(error: sqlite3.Error, persona_id: str, path: Path) -> KnownError | None:
    """The known failure behind an SQLite error; ``None`` where it tells of the statement or of a misuse."""
    code = _primary_code(error)
    if code in _DAMAGED:
        _log.warning("%s: %s", path.name, error)
        return damaged(persona_id, path, _DAMAGED[code])
    if code == sqlite3.SQLITE_INTERRUPT:
        return damaged(
            persona_id, path, Phrase("Files", "{file} contains something that never finishes loading.")
        )
    if code in _BUSY:
        return FileBusy(
            Phrase("Files", "{file} is in use by another program.").filled(file=path.name),
            Phrase("Files", "Close that program and try again."),
            persona_id,
            path,
        )
    if code in _NOT_WRITABLE:
        return not_writable(persona_id, path, _NOT_WRITABLE[code])
    if code == sqlite3.SQLITE_TOOBIG:
        return InvalidInput(
            Phrase("Files", "The text is too long to save."), Phrase("Files", "Shorten it to less than 1 GB.")
        )
    return None


def tell_of_used_up_ids(
    connection: sqlite3.Connection, error: sqlite3.OperationalError, persona_id: str, path: Path
) -> None:
    """Say so where a row has the highest id there is: no further one finds room, as if the disk were full.

    Raises:
        FileNotWritable: that is what the error is about.
    """
    if _primary_code(error) == sqlite3.SQLITE_FULL and _are_ids_used_up(connection):
        raise FileNotWritable(
            Phrase(
                "Files",
                "{file} cannot store anything new, because another program has used up its numbering.",
            ).filled(file=path.name),
            Phrase("Files", "Replace it with a backup, or continue with another persona."),
            persona_id,
            path,
        ) from error


def _are_ids_used_up(connection: sqlite3.Connection) -> bool:
    """Whether a table that never gives an id twice has given the highest there is, or a row has it."""
    numbers = {table: key for table, (key, *_) in own_schema().names.items() if key == "id"}
    numbers["sqlite_sequence"] = "seq"
    queries = (_WITH_NUMBER.format(table=table, column=column) for table, column in numbers.items())
    return any(connection.execute(query, (LARGEST_INTEGER,)).fetchone() for query in queries)


def _complaint(error: sqlite3.Error) -> Phrase:
    if isinstance(error, sqlite3.IntegrityError):
        return Phrase("Files", "{file} cannot store this, because it does not fit what is there.")
    return Phrase("Files", "{file} has unexpected content.")


def damaged(persona_id: str, path: Path, what: Phrase) -> DamagedFile:
    """The error for a file that is no usable database, such as ``{file} is empty.``."""
    return DamagedFile(
        what.filled(file=path.name),
        Phrase("Files", "Replace it with a backup, or move it away. Other personas are not affected."),
        persona_id,
        path,
    )


def newer(persona_id: str, path: Path) -> NewerFile:
    """The error for a file of a format that only a newer version of the program knows."""
    return NewerFile(
        Phrase("Files", "{file} comes from a newer version of PersonaUI Desktop.").filled(file=path.name),
        Phrase("Files", "Update the program to open it. The file has not been changed."),
        persona_id,
        path,
    )


def not_updated(persona_id: str, path: Path, migration: str) -> MigrationFailed:
    """The error for a file that a migration has failed on."""
    return MigrationFailed(
        Phrase("Files", "{name} could not be updated ({migration}).").filled(
            name=path.name, migration=migration
        ),
        Phrase(
            "Files", "The file has not been changed. Report this, and use another persona until it is fixed."
        ),
        persona_id,
        path,
    )


def not_writable(persona_id: str, path: Path, what: Phrase) -> FileNotWritable:
    """The error for a file or folder that cannot be written, such as ``{file} cannot be opened.``."""
    return FileNotWritable(
        what.filled(file=path.name),
        Phrase("Files", "Check that the disk has space and that the data folder can be written to."),
        persona_id,
        path,
    )


def _primary_code(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
