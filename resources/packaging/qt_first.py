"""Loads Qt's bindings before PyInstaller does, which has to, and leaves Python's own import in its place.

The program takes this care itself, but in a bundle that is too late: PyInstaller has loaded them by then.
Each of the SDK's three thousand modules would be looked for once more, as a source that is not there.
"""

from personaui_desktop.__main__ import load_qt

load_qt()
