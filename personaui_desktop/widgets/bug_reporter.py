"""Shows mistakes of the program's own, and has them logged."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from personaui_desktop.background.operation import Run, untold
from personaui_desktop.translation import translate

if TYPE_CHECKING:
    from personaui_desktop.widgets.common.notices import Notices


class BugReporter(QObject):
    """Shows one report at a time and logs every mistake once, however often it is made.

    Args:
        front: answers the window that the report stands over.
        run: the database worker's ``run``.
        folder: where the log lies.
        parent: its owner.
    """

    def __init__(self, front: Callable[[], QWidget], run: Run, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._run = run
        self._folder = folder
        self._is_showing = False
        self._told: set[tuple[object, ...]] = set()

    def show(self, error: BaseException) -> None:
        """Report a mistake; while a report is open, further ones are only logged.

        A mistake that has been reported is not again: one in a painter comes at every paint.
        """
        # Hopefully never needed, so that it is no part of the start.
        from personaui_desktop.bug_report import place_of, report_on

        place = place_of(error)
        if place in self._told:
            return
        self._told.add(place)
        report = report_on(error)
        sys.stderr.write(report)
        self._log(report)
        if not self._is_showing:
            self._show(report)

    def tell_of_crash(self, left: str, notices: "Notices") -> None:
        """Say that the last run did not end in order, and offer the report, if it left one."""
        sentence = translate("Reports", "PersonaUI Desktop ended unexpectedly last time.")
        if not left:
            notices.show(sentence)
            return
        from personaui_desktop.bug_report import report_on_crash

        report = report_on_crash(left)
        self._log(report)
        notices.show(sentence, action=(translate("Reports", "Show report"), partial(self._show, report)))

    def _log(self, report: str) -> None:
        from personaui_desktop.operations.files import log_bug

        self._run(log_bug(report, self._folder), self, otherwise=untold)

    def _show(self, report: str) -> None:
        self._is_showing = True
        from personaui_desktop.widgets.common.dialogs import BugReportDialog

        dialog = BugReportDialog(report, self._front())
        dialog.finished.connect(self._make_room)
        dialog.open()

    def _make_room(self) -> None:
        self._is_showing = False
