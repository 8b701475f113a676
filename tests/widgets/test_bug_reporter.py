from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.bug_report import LOG_NAME
from personaui_desktop.database import reused_connections
from personaui_desktop.widgets.bug_reporter import BugReporter
from personaui_desktop.widgets.common.dialogs import BugReportDialog


class Desk:
    """A window whose mistakes are reported, and what becomes of the reports."""

    def __init__(self, qtbot: QtBot, worker: DatabaseWorker, folder: Path) -> None:
        self.qtbot, self.worker = qtbot, worker
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.reporter = BugReporter(self.front, worker.run, folder, self.window)
        self._log = folder / LOG_NAME

    def front(self) -> QWidget:
        """The window that reports stand over."""
        return self.window

    def make_a_mistake(self) -> None:
        """Divide by nothing, always in the same place."""
        try:
            _ = 1 // 0
        except ZeroDivisionError as error:
            self.reporter.show(error)

    def make_another(self) -> None:
        """Look for what is not there."""
        try:
            _ = {}["nothing"]
        except KeyError as error:
            self.reporter.show(error)

    @property
    def reports(self) -> list[BugReportDialog]:
        """Those that are open."""
        return [dialog for dialog in self.window.findChildren(BugReportDialog) if dialog.isVisible()]

    def logged(self, mistake: str) -> int:
        """How often a mistake stands in the log by now."""
        self.qtbot.waitUntil(lambda: self.worker.is_idle)
        return self._log.read_text(encoding="utf-8").count(f"{mistake}:")


@pytest.fixture
def desk(qtbot: QtBot, data_dir: Path) -> Iterator[Desk]:
    worker = DatabaseWorker(reused_connections)
    yield Desk(qtbot, worker, data_dir)
    worker.close()


def test_a_mistake_that_is_made_again_is_reported_and_logged_once(desk: Desk) -> None:
    for _ in range(3):
        desk.make_a_mistake()
    assert len(desk.reports) == 1
    desk.reports[0].close_button.click()
    desk.make_a_mistake()
    assert desk.reports == []
    assert desk.logged("ZeroDivisionError") == 1


def test_while_a_report_is_open_another_mistake_is_only_logged(desk: Desk) -> None:
    desk.make_a_mistake()
    desk.make_another()
    assert len(desk.reports) == 1
    assert "ZeroDivisionError" in desk.reports[0].report.toPlainText()
    assert desk.logged("KeyError") == 1


def test_a_mistake_after_a_report_was_closed_is_shown(desk: Desk) -> None:
    desk.make_a_mistake()
    desk.reports[0].close_button.click()
    desk.make_another()
    assert "KeyError" in desk.reports[0].report.toPlainText()
