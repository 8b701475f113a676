"""A memories pane on a real database, through a real worker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from support.desks import desk_over
from support.scripted import ScriptedResponder

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand
from personaui_desktop.database import (
    create_persona_db,
    create_session,
    reused_connections,
    save_memory,
    save_message,
    toggle_memory_status,
)
from personaui_desktop.widgets.common.notices import Notice, Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.memories.commands import declare
from personaui_desktop.widgets.memories.pane import MemoriesPane


class PaneBench:
    """The pane, what it stands on, and what it told."""

    about = "of the storm, the pier and Tom's speech"
    """What every message speaks of, so that what is remembered may speak of it too."""

    def __init__(self, qtbot: QtBot, worker: DatabaseWorker) -> None:
        self.qtbot = qtbot
        self.worker = worker
        self.place = Place("default")
        self.notices = Notices()
        self.told: list[Notice] = []
        self.notices.shown.connect(self.told.append)
        self.responder = ScriptedResponder()
        self.desk = desk_over(worker, choose_writer=self.choose_writer)
        self.writer, self.making = self.desk.writer, self.desk.memories
        self.models: list[str] = []
        """The models that were asked, an empty name for the one that chats."""
        self.history = UndoHistory(self.place, self.desk.histories, worker.run, self.notices)
        self.pane = MemoriesPane(self.desk, self.place, self.notices, self.history)
        self.model = self.pane._model
        QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Fatal, self.model)
        declare(self.pane, self.notices)
        self.shelf, self.editor, self.view = self.pane.shelf, self.pane.editor, self.pane.shelf.view
        qtbot.addWidget(self.pane)
        self.pane.resize(400, 700)
        self.pane.show()

    def choose_writer(self, model: str) -> ScriptedResponder:
        """Who writes."""
        self.models.append(model)
        return self.responder

    def settle(self) -> None:
        """Wait until everything asked for has come home."""
        self.qtbot.waitUntil(lambda: self.worker.is_idle)

    def do(self, work: Callable[[], object]) -> None:
        """Run something on the database, in order with the pane's own work."""
        self.worker.run(Errand(work), self.pane)
        self.settle()

    def load(self, *contents: str, off: tuple[str, ...] = ()) -> None:
        """Fill the default persona and show it; the last is the newest."""

        def fill() -> None:
            create_persona_db("default")
            for content in contents:
                memory_id = save_memory(None, content, "default")
                if content in off:
                    toggle_memory_status(memory_id, "default")

        self.do(fill)
        self.pane.load()
        self.settle()

    @property
    def contents(self) -> list[str]:
        """The cards from top to bottom."""
        model = self.view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def choose(self, content: str) -> None:
        """Make a card the current one."""
        self.view.select(next(row.id for row in self.model.rows if row.content == content))
        self.view.setFocus()


@pytest.fixture
def bench(qtbot: QtBot, data_dir: Path) -> Iterator[PaneBench]:
    worker = DatabaseWorker(reused_connections)
    bench = PaneBench(qtbot, worker)
    yield bench
    bench.pane.hide()
    bench.settle()
    bench.writer.close()
    worker.close()


@pytest.fixture
def talk(bench: PaneBench) -> Callable[[int], list[int]]:
    """Stores a session of so many messages and shows it."""

    def begin(count: int) -> list[int]:
        ids: list[int] = []

        def fill() -> None:
            create_persona_db("default")
            session = create_session("A talk", "default")
            ids.append(session)
            texts = [f"said {n} {bench.about}" for n in range(count)]
            ids.extend(save_message(text, n % 2 == 0, "Mia", session) for n, text in enumerate(texts))

        bench.do(fill)
        bench.place.show_session(ids[0])
        bench.pane.load()
        bench.settle()
        return ids

    return begin
