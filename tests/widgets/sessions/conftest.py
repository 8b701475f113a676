"""A sessions pane on a real database, through a real worker."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from support.desks import desk_over

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import (
    create_persona_db,
    create_session,
    get_db_connection,
    reused_connections,
    save_message,
)
from personaui_desktop.item_models.sessions import SessionRole
from personaui_desktop.records.personas import PersonaListing, Profile
from personaui_desktop.widgets.common.notices import Notice, Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.sessions.commands import declare
from personaui_desktop.widgets.sessions.pane import SessionsPane


class PaneBench:
    """The pane, what it stands on, and what it told."""

    def __init__(self, qtbot: QtBot, worker: DatabaseWorker) -> None:
        self.qtbot, self.worker = qtbot, worker
        self.place, self.notices = Place(""), Notices()
        self.told: list[Notice] = []
        self.notices.shown.connect(self.told.append)
        self.failures: list[Exception] = []
        worker.failed.connect(self.failures.append)
        self.remembered: dict[str, int] = {}
        self.desk = desk_over(worker)
        self.personas = self.desk.personas
        self.personas.set_rows(
            [
                PersonaListing("default", Profile("Mia", "{{char}} is curious")),
                PersonaListing("kant", Profile("Kant")),
            ]
        )
        self.history = UndoHistory(self.place, self.desk.histories, worker.run, self.notices)
        last = self.remembered.get
        self.pane = SessionsPane(self.desk, self.place, self.notices, self.history, last)
        self.model = self.pane._model
        QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Fatal, self.model)
        declare(self.pane)
        qtbot.addWidget(self.pane)
        self.pane.resize(268, 600)
        self.pane.show()

    def settle(self) -> None:
        """Wait until everything asked for has come home."""
        self.qtbot.waitUntil(lambda: self.worker.is_idle)
        assert not self.failures

    def show(self, persona_id: str) -> None:
        """Go to a persona and wait for its sessions."""
        self.place.show_persona(persona_id)
        self.settle()

    def titles(self) -> list[str]:
        """The titles in the list, as filtered, without folds."""
        return [title for title in self.rows() if title[0] != "▸" and title[0] != "▾"]

    def rows(self) -> list[str]:
        """What stands in the list: titles, and folds such as ``▸ trashed 2``."""
        model = self.pane.filter_model
        return [_row(model.index(row, 0)) for row in range(model.rowCount())]

    def index(self, row: int) -> QModelIndex:
        """A row of the list."""
        return self.pane.filter_model.index(row, 0)

    def click(self, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click a row."""
        at = self.pane.list.visualRect(self.index(row)).bottomLeft() + QPoint(40, -12)
        self.qtbot.mouseClick(self.pane.list.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the list, and wait for what comes of it."""
        self.qtbot.keyClick(self.pane.list, key, modifier)
        self.settle()

    def start(self, name: str) -> None:
        """Start a command, and wait for what comes of it."""
        self.pane.commands.start(name)
        self.settle()

    def answer(self, text: str) -> None:
        """Press a button of the question that is open."""
        box = next(box for box in self.pane.findChildren(QMessageBox) if box.isVisible())
        button = next(button for button in box.findChildren(QPushButton) if button.text() == text)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def selected(self) -> str | None:
        """The title of the selected row."""
        return self.pane.list.currentIndex().data()


def _row(index: QModelIndex) -> str:
    number = index.data(SessionRole.COUNT)
    if number is None:
        return str(index.data())
    return f"{'▾' if index.data(SessionRole.IS_OPEN) else '▸'} {index.data(SessionRole.GROUP)} {number}"


def a_stored_session(title: str, updated: str, persona_id: str = "default", text: str = "") -> int:
    """A session in the persona's file that last changed at this UTC time."""
    session_id = create_session(title, persona_id)
    if text:
        save_message(text, False, "Mia", session_id, persona_id)
    with closing(get_db_connection(persona_id)) as connection:
        connection.execute("UPDATE chat_sessions SET updated_at = ? WHERE id = ?", (updated, session_id))
        connection.commit()
    return session_id


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


@pytest.fixture
def bench(qtbot: QtBot, worker: DatabaseWorker) -> PaneBench:
    for persona_id in ("default", "kant"):
        create_persona_db(persona_id)
    return PaneBench(qtbot, worker)


@pytest.fixture
def three(bench: PaneBench) -> tuple[int, int, int]:
    """Three sessions of the default persona, oldest first; it is not shown yet."""
    return (
        a_stored_session("Sourdough", "2020-01-05 10:00:00", text="Then **30** minutes with steam."),
        a_stored_session("Weekend", "2020-01-06 10:00:00"),
        a_stored_session("Lighthouse", "2020-01-07 10:00:00"),
    )
