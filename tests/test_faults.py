"""Mistakes of the program's own and crashes are told, with a report."""

import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from support.programs import PATIENCE_MS, Start, start_process

from personaui_desktop.background.operation import Errand
from personaui_desktop.crash_file import CrashFile
from personaui_desktop.widgets.common.dialogs import BugReportDialog


def test_a_mistake_of_the_programs_own_is_reported_and_logged(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    program = start()
    program.worker.run(Errand(lambda: 1 // 0), program)
    qtbot.waitUntil(lambda: bool(program.window.findChildren(BugReportDialog)))
    dialog = program.window.findChildren(BugReportDialog)[0]
    assert "ZeroDivisionError" in dialog.report.toPlainText()
    qtbot.waitUntil(lambda: (data_dir / "personaui.log").exists())
    dialog.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_crash_is_told_of_at_the_next_start_and_its_report_offered(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    process = start_process(data_dir)
    qtbot.waitUntil((data_dir / "personaui.crash").exists, timeout=PATIENCE_MS)
    # The file is opened a moment before anything is reported into it.
    qtbot.waitUntil((data_dir / "main.db").exists, timeout=PATIENCE_MS)
    process.send_signal(signal.SIGSEGV)
    assert process.wait(timeout=60) == -signal.SIGSEGV
    program = start(crash=CrashFile(data_dir)._read())
    notice = program.window.notice_bar.notice
    assert notice is not None
    assert "unexpectedly" in notice.text
    assert not program.window.findChildren(QDialog)
    assert notice.action is not None
    notice.action[1]()
    report = program.window.findChildren(BugReportDialog)[0].report.toPlainText()
    assert "Segmentation fault" in report
    assert "Thread" in report
    assert report in (data_dir / "personaui.log").read_text(encoding="utf-8")


def test_a_run_that_was_cut_off_is_told_of_without_a_report(start: Start, data_dir: Path) -> None:
    notice = start(crash="").window.notice_bar.notice
    assert notice is not None
    assert notice.action is None
    assert not (data_dir / "personaui.log").exists()
    assert start().window.notice_bar.notice is None
