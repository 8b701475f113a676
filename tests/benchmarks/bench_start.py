"""Start: from the command to the first painted window, and the memory in use at that moment."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import Figure

RUNS = 7
ROOT = Path(__file__).parents[2]

BARE = """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
application = QApplication([])
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, done)
        return False
window = QMainWindow()
central = QWidget()
window.setCentralWidget(central)
watch = Watch()
central.installEventFilter(watch)
window.resize(1360, 860)
window.show()
application.exec()
"""

PROGRAM = """
from personaui_desktop.__main__ import load_qt
from pathlib import Path
from personaui_desktop.command_line import parse, why_no_screen
options = parse([])
why_no_screen()
load_qt()
from PySide6.QtWidgets import QApplication
from personaui_desktop import app
from personaui_desktop.background.single_instance import SingleInstance
application = QApplication([])
folder = Path(sys.argv[2])
instance = SingleInstance(folder)
instance.take()
program = app.Program(options, folder, instance)
program.window.painted.disconnect()
program.window.painted.connect(done)
program.window.resize(1360, 860)
program.window.show()
application.exec()
"""

REPORT = """
import sys, time, os
def done():
    elapsed = time.monotonic() - float(sys.argv[1])
    memory = 0
    try:
        with open("/proc/self/status") as status:
            memory = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    except OSError:
        pass
    print(elapsed * 1000, memory / 1024, flush=True)
    os._exit(0)
"""


def run() -> list[Figure]:
    """Start both in turn, each in an interpreter of its own; the medians."""
    with tempfile.TemporaryDirectory() as folder:
        _start(PROGRAM, folder)
        _start(BARE, folder)
        pairs = [(_start(PROGRAM, folder), _start(BARE, folder)) for _ in range(RUNS)]
    ours = [statistics.median(pair[0][index] for pair in pairs) for index in (0, 1)]
    bare = [statistics.median(pair[1][index] for pair in pairs) for index in (0, 1)]
    return [
        Figure("start to first paint, against a bare QMainWindow", ours[0], bare[0], "ms", "<= 1.5"),
        Figure("memory at first paint, against a bare QMainWindow", ours[1], bare[1], "MiB", "<= 1.4"),
    ]


def _start(code: str, folder: str) -> tuple[float, float]:
    command = [sys.executable, "-c", REPORT + code, str(time.monotonic()), folder]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    printed = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    return float(printed[0]), float(printed[1])
