"""Qt calls keep the interpreter whole: PySide6 6.12 on Python 3.11 loses a reference to None at each."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 5000
SLACK = 500


def test_references_to_none_do_not_drift_over_thousands_of_qt_calls(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    drift = sys.getrefcount(None) - before
    # From Python 3.12 on None is immortal and its count never moves.
    assert abs(drift) < SLACK


def test_references_to_none_do_not_drift_over_timer_ticks(qtbot: QtBot) -> None:
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(len(ticks)))
    before = sys.getrefcount(None)
    timer.start(0)
    qtbot.waitUntil(lambda: len(ticks) > CALLS // 5, timeout=20000)
    timer.stop()
    assert abs(sys.getrefcount(None) - before) < SLACK
