"""Tells when the person comes back from another program, which may have changed files meanwhile."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication


class Returning(QObject):
    """Follows the application as long as it lives.

    Signals:
        came_back: this program has become the active one.
    """

    came_back = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._follow)

    def _follow(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.came_back.emit()
