"""Files and folders that only their owner reads. On Windows the user's own folders already are such."""

import errno
import logging
import os
import re
import stat
from pathlib import Path

_log = logging.getLogger(__name__)

FOLDER_MODE = 0o700
FILE_MODE = 0o600

MARK = ".private"
"""The file that tells that a folder was tightened: what the person loosens after that stays loosened."""

_OURS = (
    r"(main|persona_[A-Za-z0-9_-]{1,64})\.db(-wal|-shm|-journal)?"
    r"|(settings|window|people|own_persona_options)\.json.*|personaui\..*|.*\.log"
)


def make_private_folder(path: Path) -> None:
    """Make a folder, and those above it; one that is there is left as it is.

    Raises:
        OSError: it cannot be made, or something else has its name.
    """
    path.mkdir(FOLDER_MODE, parents=True, exist_ok=True)


def open_private(path: str | Path, flags: int) -> int:
    """Open a file that is private from its first byte, if it is made here: ``open(…, opener=open_private)``.

    Raises:
        OSError: it cannot be opened.
    """
    return os.open(path, flags, FILE_MODE)


def open_plain(path: str | Path, flags: int) -> int:
    """Open a file as `open_private` does, and nothing but a file: a pipe lets wait, and a device has no end.

    Raises:
        OSError: it cannot be opened, or it is no file.
    """
    descriptor = open_private(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.ENXIO, "Not a regular file", str(path))
    return descriptor


def tighten_once(folder: Path) -> None:
    """Make the data folder private, and the program's files in it, unless that was done before.

    Files of anybody else are left as they are. What cannot be changed, such as on a file system without
    permissions, is logged.
    """
    if os.name != "posix" or (folder / MARK).exists():
        return
    try:
        for entry in folder.iterdir():
            if re.fullmatch(_OURS, entry.name) and entry.is_file():
                _take_from_others(entry)
        # A folder such as /tmp is everybody's on purpose.
        if not folder.stat().st_mode & stat.S_ISVTX:
            _take_from_others(folder)
        (folder / MARK).touch(FILE_MODE)
    except OSError as error:
        _log.warning("%s cannot be made private: %s", folder, error)


def _take_from_others(path: Path) -> None:
    """Leave the owner what they may do, and nothing to anybody else."""
    path.chmod(path.stat().st_mode & FOLDER_MODE)
