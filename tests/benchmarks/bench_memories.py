"""The memories list: what the GUI thread spends on a change, a resize, a jump, however many there are."""

from collections.abc import Callable

from figures import Figure, median_ms
from PySide6.QtWidgets import QApplication

from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.records.memories import Memory
from personaui_desktop.widgets.memories.matching import MatchingMemories
from personaui_desktop.widgets.memories.view import MemoryListView

FRAME_MS = 16.7
FEW, MANY = 100, 10_000


def run() -> list[Figure]:
    """Medians at 10,000 memories, against a frame and against 100 memories."""
    application = QApplication.instance() or QApplication([])
    few, many = Scene(FEW), Scene(MANY)
    figures = [
        *_both("one of 10 000 memories changed", few.change, many.change),
        *_both("the list of 10 000 resized", few.resize, many.resize),
        *_both("a jump in a list of 10 000", few.jump, many.jump),
    ]
    del application
    return figures


def _both(name: str, few: Callable[[], None], many: Callable[[], None]) -> list[Figure]:
    at_few, at_many = median_ms(few), median_ms(many)
    return [
        Figure(f"{name}, against a frame", at_many, FRAME_MS, "ms", "<= 1"),
        Figure(f"{name}, against 100", at_many, at_few, "ms"),
    ]


class Scene:
    """A list of memories in a view of its own."""

    def __init__(self, count: int) -> None:
        self.count, self.turn = count, 0
        self.model = MemoryListModel()
        self.cards = MatchingMemories(self.model)
        self.view = MemoryListView(self.cards)
        # Away from the pointer, for a card under it has tools.
        self.view.setGeometry(200, 0, 300, 700)
        self.view.show()
        self.model.set_rows([_memory(number) for number in range(count, 0, -1)])
        QApplication.processEvents()

    def change(self) -> None:
        """Another text for one of the memories in view, painted."""
        self.turn += 1
        row = self.model.rows[5]
        self.model.merge(row._replace(content=f"{'word ' * (self.turn % 40)}{self.turn}"))
        QApplication.processEvents()

    def resize(self) -> None:
        """Another width, painted."""
        self.turn += 1
        self.view.resize(300 + self.turn % 40, 700)
        QApplication.processEvents()

    def jump(self) -> None:
        """Another place, painted."""
        self.turn += 1
        self.view.scrollTo(self.cards.index(self.turn * 7_919 % self.count, 0))
        QApplication.processEvents()


def _memory(number: int) -> Memory:
    content = f"Memory {number}: {'the pier, the storm, ' * (number % 12)}and Tom."
    made = f"2026-01-01 {number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}"
    return Memory(number, None, "default", content, made, True, None, None)
