"""Makes the icon in every size and format that a desktop asks for, from the project's one drawing.

Run in an environment that has Qt: ``icons.py DRAWING FOLDER``.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageWriter

SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels. The drawing has 256, so nothing is made larger."""


def make_icons(drawing: Path, folder: Path) -> None:
    """Write ``<size>.png`` for each size, ``icon.ico`` for Windows and ``icon.icns`` for macOS.

    Raises:
        OSError: the drawing cannot be read, or something cannot be written.
    """
    whole = QImage(str(drawing))
    if whole.isNull():
        raise OSError(f"{drawing} is no picture that Qt reads.")
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        _write(_scaled(whole, size), folder / f"{size}.png")
    for name in ("icon.ico", "icon.icns"):
        _write(_scaled(whole, max(SIZES)), folder / name)


def _scaled(whole: QImage, size: int) -> QImage:
    return whole.scaled(
        size, size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _write(picture: QImage, path: Path) -> None:
    writer = QImageWriter(str(path))
    if not writer.write(picture):
        raise OSError(f"{path} cannot be written: {writer.errorString()}")


if __name__ == "__main__":
    make_icons(Path(sys.argv[1]), Path(sys.argv[2]))
