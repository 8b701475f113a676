from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from personaui_desktop.widgets.common.returning import Returning


def tell(state: Qt.ApplicationState) -> None:
    """What the system says when the person goes to another program, or comes back."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(state)


def test_coming_back_is_told_and_leaving_is_not(qtbot: QtBot) -> None:
    owner = QObject()
    returning = Returning(owner)
    told: list[bool] = []
    returning.came_back.connect(lambda: told.append(True))
    for state in (
        Qt.ApplicationState.ApplicationInactive,
        Qt.ApplicationState.ApplicationHidden,
        Qt.ApplicationState.ApplicationSuspended,
    ):
        tell(state)
    assert told == []
    tell(Qt.ApplicationState.ApplicationActive)
    assert told == [True]


def test_it_is_silent_once_its_owner_is_gone(qtbot: QtBot) -> None:
    owner = QObject()
    told: list[bool] = []
    Returning(owner).came_back.connect(lambda: told.append(True))
    delete(owner)
    tell(Qt.ApplicationState.ApplicationActive)
    assert told == []
