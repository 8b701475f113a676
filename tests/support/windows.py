"""What tests of several windows do with them."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from personaui_desktop.app import Program
from personaui_desktop.widgets.main_window import MainWindow


def settle(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.worker.is_idle)


def use(qtbot: QtBot, window: MainWindow) -> None:
    """Have a window take keys, as a click on it does."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def row_of(window: MainWindow, title: str) -> QPoint:
    """Where a conversation lies in the list."""
    conversations = window.sessions.list
    model = conversations.model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    return conversations.visualRect(model.index(titles.index(title), 0)).center()


def middle_click(qtbot: QtBot, window: MainWindow, title: str) -> None:
    qtbot.mouseClick(window.sessions.list.viewport(), Qt.MouseButton.MiddleButton, pos=row_of(window, title))


def two(qtbot: QtBot, program: Program) -> tuple[MainWindow, MainWindow]:
    """The window that is there, and one that is opened beside it on the older conversation."""
    first = program.window
    middle_click(qtbot, first, "Older")
    settle(qtbot, program)
    return first, program.window


def shown(window: MainWindow) -> list[str]:
    """The messages that a window shows."""
    model = window.chat._model
    return [model.message(row).text for row in range(model.rowCount())]
