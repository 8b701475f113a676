"""A look at a file before SQLite opens it: is it a database, is it whole, is it of our time."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from personaui_desktop.database.failures import damaged, translated
from personaui_desktop.errors import NewerFile

FORMAT = 1
"""The newest format of a file that this program knows; kept in the file as ``PRAGMA user_version``."""

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100


class _Header(NamedTuple):
    user_version: int
    expected_bytes: int
    """How long the file must at least be, 0 where the header cannot tell."""


def check_file(path: Path, persona_id: str) -> None:
    """Refuse a file that must not be opened, without changing it or anything beside it.

    An empty file is refused too: it is what a failed copy leaves, and beginning a new persona in it would
    hide the loss.

    Raises:
        DamagedFile: it is empty, no SQLite database, or shorter than it should be.
        NewerFile: a newer version of the program wrote it.
        OSError: it cannot even be read.
    """
    header = _read(path, persona_id)
    journal, version = _has_journal(path), header.user_version
    if not journal and _bytes_of(path) < header.expected_bytes:
        raise damaged(persona_id, path, "is truncated")
    if journal and version <= FORMAT:
        version = _version_with_journal(path, persona_id)
    refuse_newer(version, persona_id, path)


def refuse_newer(version: int, persona_id: str, path: Path) -> None:
    """Refuse a file of a format that this program does not know.

    Raises:
        NewerFile: it is newer than `FORMAT`.
    """
    if version > FORMAT:
        raise NewerFile(
            f"{path.name} was written by a newer version of PersonaUI Desktop.",
            "Update the program to open it. The file is left as it is.",
            persona_id,
            path,
        )


def _read(path: Path, persona_id: str) -> _Header:
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header:
        raise damaged(persona_id, path, "is empty")
    if not header.startswith(_MAGIC):
        raise damaged(persona_id, path, "is not a database")
    if len(header) < _HEADER_BYTES:
        raise damaged(persona_id, path, "is truncated")
    page_bytes = int.from_bytes(header[16:18])
    page_bytes = 65536 if page_bytes == 1 else page_bytes
    # The page count holds only where the last writer kept it: both change counters agree then.
    pages = int.from_bytes(header[28:32]) if header[24:28] == header[92:96] else 0
    return _Header(int.from_bytes(header[60:64], signed=True), pages * page_bytes)


def _has_journal(path: Path) -> bool:
    """Whether commits may lie beside the file; its own header is not the last word then."""
    return any(_bytes_of(path.with_name(path.name + ending)) for ending in ("-wal", "-journal"))


def _bytes_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _version_with_journal(path: Path, persona_id: str) -> int:
    with (
        translated(persona_id, path),
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection,
    ):
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version
