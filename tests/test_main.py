import subprocess
import sys
from pathlib import Path

LOADS = """
import builtins, linecache
own = builtins.__import__
from personaui_desktop.__main__ import load_qt
load_qt()
assert builtins.__import__ is own
from PySide6.QtCore import QObject, QTimer
import anthropic
print(len(linecache.cache))
"""


def test_modules_are_not_read_as_source_once_qt_is_loaded() -> None:
    root = str(Path(__file__).parents[1])
    finished = subprocess.run(
        [sys.executable, "-c", LOADS], cwd=root, capture_output=True, text=True, timeout=120, check=False
    )
    assert finished.returncode == 0, finished.stderr
    assert int(finished.stdout) < 100
