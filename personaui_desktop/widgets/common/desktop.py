"""Opens files, folders and addresses with whatever the desktop has for them.

Qt's classes for that come with the first use: a start opens nothing.
"""

from pathlib import Path


def open_path(path: Path) -> bool:
    """Open a file or a folder; answers whether that worked."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_address(address: str) -> bool:
    """Open an address of the web or of somebody's mail; answers whether that worked."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl(address))
