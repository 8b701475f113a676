"""The rail on real files, through a real worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from support.desks import desk_over
from support.on_file import store_profile
from support.persona_hands import TO_EDIT

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import create_persona_db, reused_connections
from personaui_desktop.operations import personas
from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.common.notices import Notice, Notices
from personaui_desktop.widgets.common.page_place import PagePlace
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.personas.commands import declare
from personaui_desktop.widgets.personas.editor import PersonaEditor
from personaui_desktop.widgets.personas.rail import PersonaRail


class RailBench:
    """The rail, what it stands on, and what it told."""

    def __init__(self, qtbot: QtBot, worker: DatabaseWorker) -> None:
        self.qtbot, self.worker = qtbot, worker
        self.place, self.notices = Place(""), Notices()
        self.told: list[Notice] = []
        self.notices.shown.connect(self.told.append)
        self.failures: list[Exception] = []
        worker.failed.connect(self.failures.append)
        self.desk = desk_over(worker)
        self.model = self.desk.personas
        QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Fatal, self.model)
        self.keeper = self.desk.persona_keeper
        self.keeper.failed.connect(self.notices.tell)
        self.rail = PersonaRail(self.desk, self.place, self.notices)
        declare(self.rail)
        self.window, columns = QWidget(), QWidget()
        layout = QVBoxLayout(self.window)
        layout.addWidget(columns)
        QVBoxLayout(columns).addWidget(self.rail)
        self.rail.pages = PagePlace(columns, layout)
        qtbot.addWidget(self.window)
        self.window.resize(1_000, 700)
        self.window.show()

    def open(self) -> None:
        """List every persona and show the default one."""
        self.worker.run(personas.open_all(), self.rail, self.model.set_rows)
        self.settle()
        self.place.show_persona("default")

    def settle(self) -> None:
        """Wait until everything asked for has come home."""
        self.qtbot.waitUntil(lambda: self.worker.is_idle)
        assert not self.failures

    def names(self) -> list[str]:
        """The names in the rail, from the top."""
        return [row.profile.name for row in self.model.rows]


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


@pytest.fixture
def bench(qtbot: QtBot, worker: DatabaseWorker) -> RailBench:
    for persona_id, name in (("default", "Mia"), ("p1", "Kant"), ("p2", "Elara")):
        create_persona_db(persona_id)
        store_profile(Profile(name), persona_id)
    return RailBench(qtbot, worker)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture file of 300 by 200 pixels."""
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#3366aa"))
    file = tmp_path / "picture.png"
    assert image.save(str(file))
    return file


@pytest.fixture
def editor(qtbot: QtBot, worker: DatabaseWorker) -> PersonaEditor:
    create_persona_db("p1")
    made = PersonaEditor("p1", TO_EDIT, worker.run)
    qtbot.addWidget(made)
    made.resize(1_100, 700)
    made.show()
    return made
