"""Saves a picture of the window once nothing moves in it any more, then leaves."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.translation import translate

LOOK_EVERY_MS = 50
QUIET_LOOKS = 8
"""How many looks in a row must find the worker idle: what it brought home may have asked for more."""


class Screenshot(QObject):
    """Waits for the window to settle, saves it as PNG and quits, with exit status 1 if it cannot be saved."""

    def __init__(self, window: QWidget, worker: DatabaseWorker, file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._worker = worker
        self._file = file
        self._quiet = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_EVERY_MS)

    def _look(self) -> None:
        self._quiet = self._quiet + 1 if self._worker.is_idle else 0
        if self._quiet >= QUIET_LOOKS:
            self._timer.stop()
            QApplication.exit(0 if self._save() else 1)

    def _save(self) -> bool:
        saved = self._window.grab().save(str(self._file), "PNG")
        if not saved:
            sys.stderr.write(
                translate("Window", "The picture could not be saved as {file}.\n").format(file=self._file)
            )
        return saved
