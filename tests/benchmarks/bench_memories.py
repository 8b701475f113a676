"""The memories pane: what the GUI thread spends on what is done there, however many memories there are."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import thread_time

from figures import Figure, median_ms
from PySide6.QtWidgets import QApplication
from shiboken6 import delete
from support.desks import desk_over

from personaui_desktop import database, paths
from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.records.memories import Memory
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.memories.commands import declare
from personaui_desktop.widgets.memories.pane import MemoriesPane

FRAME_MS, QUARTER_MS = 16.7, 4.2
FEW, MANY = 100, 10_000


def run() -> list[Figure]:
    """Medians at 10,000 memories: processor time of the GUI thread, whatever else the machine is doing."""
    with _pane() as pane:
        few, many = Scene(pane, FEW), Scene(pane, MANY)
        return [
            *_linear("10 000 memories filled in first", many, many.fill, many.clear),
            *_linear("10 000 read again, none changed", many, many.read_again, many.renew),
            *_linear("10 000 searched for a word", many, many.search, many.search_no_more),
            *_linear("the same, one of them chosen", many, many.search, many.choose),
            *_linear("the search of 10 000 cleared", many, many.search_no_more, many.search),
            *_linear("10 000 taken away", many, many.clear, many.fill),
            *_painted("one of 10 000 changed", few, few.change, many, many.change),
            *_painted("the list of 10 000 resized", few, few.resize, many, many.resize),
            *_painted("a jump in a list of 10 000", few, few.jump, many, many.jump),
        ]


def _linear(name: str, scene: "Scene", work: Callable[[], None], before: Callable[[], None]) -> list[Figure]:
    """What grows with the number of memories, its painting left out."""
    scene.fill()

    def ready() -> None:
        before()
        QApplication.processEvents()

    spent, looked = _spent(work, ready), _spent(scene.look)
    return [
        Figure(f"{name}, against a quarter of a frame", spent, QUARTER_MS, "ms", "<= 1"),
        Figure(f"{name}, against a look at each", spent, looked, "ms", "<= 2"),
    ]


def _painted(
    name: str, few: "Scene", at_few: Callable[[], None], many: "Scene", at_many: Callable[[], None]
) -> list[Figure]:
    """What does not grow with it."""
    few.fill()
    spent_at_few = _spent(at_few)
    many.fill()
    spent = _spent(at_many)
    return [
        Figure(f"{name}, against a frame", spent, FRAME_MS, "ms", "<= 1"),
        Figure(f"{name}, against 100", spent, spent_at_few, "ms"),
    ]


def _spent(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    return median_ms(work, 15, before, thread_time)


@contextmanager
def _pane() -> Iterator[MemoriesPane]:
    """The pane on screen, of a persona without memories."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        paths.choose_data_dir(folder)
        worker = DatabaseWorker(database.reused_connections)
        desk, place, notices = desk_over(worker), Place("default"), Notices()
        history = UndoHistory(place, desk.histories, worker.run, notices)
        pane = MemoriesPane(desk, place, notices, history)
        declare(pane, notices)
        # Away from the pointer, for a card under it has tools.
        pane.setGeometry(200, 0, 300, 700)
        pane.show()
        try:
            yield pane
        finally:
            desk.close()
            worker.close()
            delete(pane)
            paths.choose_data_dir(None)
    del application


class Scene:
    """A number of memories in the pane."""

    def __init__(self, pane: MemoriesPane, count: int) -> None:
        self._count, self._turn, self._pane = count, 0, pane
        self._rows, self._model = pane._rows, pane._model
        self._view, self._search = pane.shelf.view, pane.shelf.search
        self._memories = [_memory(number) for number in range(count, 0, -1)]

    def look(self) -> None:
        """The least that a search can do."""
        assert [memory for memory in self._memories if "storm" in memory.content.casefold()]

    def fill(self) -> None:
        """What was read comes in."""
        self._rows._show_all(self._memories)

    def renew(self) -> None:
        """All as another reading of the file makes them."""
        self._memories = [_memory(number) for number in range(self._count, 0, -1)]

    def read_again(self) -> None:
        """The same comes in again, as where nobody can say what has changed."""
        self._rows._show_all(self._memories)

    def clear(self) -> None:
        """Another persona is shown."""
        self._rows.clear()

    def search(self) -> None:
        """A word that most memories have."""
        self._search.setText("storm")

    def search_no_more(self) -> None:
        """All are shown again."""
        self._search.clear()

    def choose(self) -> None:
        """One in the middle is chosen, among all."""
        self._search.clear()
        self._view.select(self._count // 2)

    def change(self) -> None:
        """Another text for one of the memories in view, painted."""
        self._turn += 1
        self._view.scrollToTop()
        row = self._model.rows[5]
        self._model.merge(row._replace(content=f"{'word ' * (self._turn % 40)}{self._turn}"))
        QApplication.processEvents()

    def resize(self) -> None:
        """Another width, painted."""
        self._turn += 1
        self._pane.resize(300 + self._turn % 40, 700)
        QApplication.processEvents()

    def jump(self) -> None:
        """Another place, painted."""
        self._turn += 1
        self._view.select(self._turn * 7_919 % self._count + 1)
        QApplication.processEvents()


def _memory(number: int) -> Memory:
    content = f"Memory {number}: {'the pier, the storm, ' * (number % 12)}and Tom."
    made = f"2026-01-01 {number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}"
    return Memory(number, None, "default", content, made, True, None, None)
