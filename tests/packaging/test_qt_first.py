import subprocess
import sys

from support.packaging import FOLDER, ROOT

LOADS = """
import builtins, runpy, sys
own = builtins.__import__
runpy.run_path(sys.argv[1])
assert "PySide6.QtCore" in sys.modules
# As PyInstaller does next, and then the program.
import PySide6.QtCore
from personaui_desktop.__main__ import load_qt
load_qt()
print(builtins.__import__ is own)
"""


def test_pythons_own_import_stays_in_its_place() -> None:
    command = [sys.executable, "-c", LOADS, str(FOLDER / "qt_first.py")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert said.stdout == "True\n", said.stderr


def test_the_bundle_begins_with_it() -> None:
    assert '"qt_first"' in (FOLDER / "personaui-desktop.spec").read_text(encoding="utf-8")
