"""Start: from the command to a conversation on screen and keys in the composer, and the memory in use."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import Figure

from personaui_desktop.crash_file import NAME as CRASH

RUNS = 5
SETTLED_MS = 2500
"""How long after that all that is loaded in the background is there."""
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

PREPARE = """
import sys
from pathlib import Path
from personaui_desktop import paths
from personaui_desktop.database import create_session, init_all_dbs, save_message
from personaui_desktop.settings.file import FILE_NAME as SETTINGS
from personaui_desktop.settings.json_file import write_object
from personaui_desktop.settings.window_state import FILE_NAME
folder = Path(sys.argv[1])
paths.choose_data_dir(folder)
init_all_dbs()
session_id = create_session()
for number in range(200):
    text = f"Message {number}: *some* words, and `code`, over a line or two. " * (1 + number % 4)
    save_message(text, number % 2 == 0, "Mia", session_id)
write_object(folder / FILE_NAME, {"last_sessions": {"default": session_id}})
write_object(folder / SETTINGS, {"use_demo": True})
"""

PROGRAM = """
from personaui_desktop import __main__

def watch():
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
    from PySide6.QtGui import QKeyEvent
    from personaui_desktop import app

    class Watch(QObject):
        # Done is the first paint of the conversation after which a key arrives in the composer.
        def __init__(self, program):
            super().__init__(program)
            self.window = program.window
            self.window.resize(1360, 860)
            self.window.painted.connect(self.begin)

        def begin(self):
            self.window.chat.transcript.viewport().installEventFilter(self)

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and self.window.chat.has_messages:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self.press)
            return False

        def press(self):
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
            QCoreApplication.sendEvent(self.window.focusWidget(), key)
            assert self.window.chat.composer.text == "x"
            self.window.chat.composer.set_text("")
            done()

    class Watched(app.Program):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            Watch(self)

    app.Program = Watched

def load_qt():
    load()
    watch()

# All runs as it does from a menu; the watch is set as soon as there is a program to be watched.
load, __main__.load_qt = __main__.load_qt, load_qt
__main__.main([])
"""

REPORT = """
import sys, time, os

def memory():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
    except OSError:
        return 0.0

def done():
    from PySide6.QtCore import QTimer
    figures = (time.monotonic() - float(sys.argv[1])) * 1000, memory()
    QTimer.singleShot(SETTLED_MS, lambda: (print(*figures, memory(), flush=True), os._exit(0)))
"""


def run() -> list[Figure]:
    """Start both in turn, each in an interpreter of its own; the medians."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", PREPARE, folder], env=_environment(), check=True)
        _start(PROGRAM, folder)
        _start(BARE, folder)
        pairs = [(_start(PROGRAM, folder), _start(BARE, folder)) for _ in range(RUNS)]
    ours = [statistics.median(pair[0][index] for pair in pairs) for index in range(3)]
    bare = [statistics.median(pair[1][index] for pair in pairs) for index in range(3)]
    figures = (
        ("start to conversation and keys, against a bare window", "ms", "<= 2.5"),
        ("memory at that moment, against a bare window", "MiB", "<= 1.5"),
        ("memory once settled, against a bare window", "MiB", "<= 2.2"),
    )
    return [
        Figure(name, mine, other, unit, aim)
        for (name, unit, aim), mine, other in zip(figures, ours, bare, strict=True)
    ]


def _start(code: str, folder: str) -> tuple[float, ...]:
    report = f"SETTLED_MS = {SETTLED_MS}" + REPORT
    command = [sys.executable, "-c", report + code, str(time.monotonic())]
    environment = _environment() | {"PERSONAUI_DATA_DIR": folder}
    # The run before did not end in order, which would be told now.
    (Path(folder) / CRASH).unlink(missing_ok=True)
    finished = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return tuple(map(float, finished.stdout.split()))


def _environment() -> dict[str, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
