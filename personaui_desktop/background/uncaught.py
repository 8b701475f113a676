"""Exceptions that nobody caught, in any thread, brought home to the GUI thread."""

import sys
import threading

from PySide6.QtCore import QObject, Signal


class Uncaught(QObject):
    """Takes what Python would only print.

    Signals:
        caught: the exception.
    """

    caught = Signal(object)

    def install(self) -> None:
        """Take them from now on."""
        sys.excepthook = lambda _type, error, _trace: self.caught.emit(error)
        threading.excepthook = lambda report: self.caught.emit(report.exc_value)

    def uninstall(self) -> None:
        """Leave them to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
