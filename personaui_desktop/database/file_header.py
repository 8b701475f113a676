"""What a file tells before SQLite opens it: is it a file, a database, whole, of our time."""

import stat
from pathlib import Path
from typing import NamedTuple

from personaui_desktop.database import failures
from personaui_desktop.database.failures import damaged

FORMAT = 1
"""The newest format of a file that this program knows; kept in the file as ``PRAGMA user_version``."""

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_WITH_LOG = 2


class Header(NamedTuple):
    """What the first hundred bytes say."""

    user_version: int
    expected_bytes: int
    """How long the file must at least be, 0 where the header cannot tell."""
    has_log: bool
    """Whether changes go to a write-ahead log beside the file."""


def read_header(path: Path, persona_id: str) -> Header:
    """Read a file's header, and open nothing that is no file.

    An empty file is refused: it is what a failed copy leaves, and beginning a new persona in it would hide
    the loss.

    Raises:
        DamagedFile: it is no file, empty, no SQLite database, or its header is cut off.
        OSError: it cannot even be read.
    """
    _refuse_what_is_no_file(path, persona_id)
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header:
        raise damaged(persona_id, path, failures.EMPTY)
    if not header.startswith(_MAGIC):
        raise damaged(persona_id, path, failures.NO_DATABASE)
    if len(header) < _HEADER_BYTES:
        raise damaged(persona_id, path, failures.INCOMPLETE)
    page_bytes = int.from_bytes(header[16:18])
    page_bytes = 65536 if page_bytes == 1 else page_bytes
    # The page count holds only where the last writer kept it: both change counters agree then.
    pages = int.from_bytes(header[28:32]) if header[24:28] == header[92:96] else 0
    return Header(
        int.from_bytes(header[60:64], signed=True), pages * page_bytes, _WITH_LOG in (header[18], header[19])
    )


def refuse_newer(version: int, persona_id: str, path: Path) -> None:
    """Refuse a file of a format that this program does not know.

    Raises:
        NewerFile: it is newer than `FORMAT`.
    """
    if version > FORMAT:
        raise failures.newer(persona_id, path)


def _refuse_what_is_no_file(path: Path, persona_id: str) -> None:
    """Opening a pipe would wait for ever."""
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except OSError as error:
        if not path.is_symlink():
            raise
        raise damaged(persona_id, path, failures.BROKEN_LINK) from error
    if kind != stat.S_IFREG:
        raise damaged(persona_id, path, failures.NO_FILE_BUT.get(kind, failures.NO_FILE))
