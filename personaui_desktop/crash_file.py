"""Keeps what a crash leaves behind: Python's own report of it, written while the process dies."""

import faulthandler
import os
import stat
from pathlib import Path

from personaui_desktop.private_files import open_private

NAME = "personaui.crash"
LONGEST = 100_000
"""More of a report than this is not read, bytes."""


class CrashFile:
    """The file in the data folder that is there while the program runs, and empty unless it crashes.

    A report names threads, functions and lines. It holds no values: no message, no key.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._descriptor = -1

    def begin(self) -> str | None:
        """Have a crash reported into the file from now on.

        Returns:
            The report that the last run left; an empty one where it was ended without a chance to write any;
            ``None`` where it ended in order, or the file cannot be used.
        """
        try:
            left = self._read() if self._path.exists() else None
            # Whatever else has the name, nothing waits for it and nothing beyond the folder is written.
            flags = os.O_CREAT | os.O_RDWR | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
            self._descriptor = open_private(self._path, flags | getattr(os, "O_NONBLOCK", 0))
        except OSError:
            return None
        faulthandler.enable(self._descriptor)
        return left

    def end(self) -> None:
        """The program ends in order."""
        if self._descriptor < 0:
            return
        faulthandler.disable()
        os.close(self._descriptor)
        self._descriptor = -1
        self._path.unlink(missing_ok=True)

    def _read(self) -> str | None:
        if not stat.S_ISREG(self._path.lstat().st_mode):
            return None
        with self._path.open("rb") as file:
            return file.read(LONGEST).decode("utf-8", "replace")
