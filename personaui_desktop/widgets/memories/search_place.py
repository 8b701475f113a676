"""Where the cards lie while they are searched or sorted: what is looked at stays, or comes back after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint

from personaui_desktop.widgets.memories.view import MemoryListView

Lies = tuple[int, int]
"""A memory's id, and the top of its card within the viewport, in pixels."""


class SearchPlace:
    """Keeps the place in a list of cards whose rows become others.

    The chosen card stays where it is if it is in view and still among the rows. Otherwise what was found is
    shown from its beginning, and after the search what was shown before it.
    """

    def __init__(self, view: MemoryListView) -> None:
        self._view = view
        self._is_searching = False
        self._left: Lies | None = None
        """What was shown first when the search began."""

    @contextmanager
    def kept(self, *, is_searching: bool | None = None) -> Iterator[None]:
        """Within, the rows become others.

        Args:
            is_searching: whether they are those found from now on; as before, where that is not told.
        """
        chosen = self._chosen()
        if is_searching is not None:
            self._left = self._left if self._is_searching else self._first()
            self._is_searching = is_searching
        yield
        wanted = chosen or (None if self._is_searching else self._left)
        if wanted is None or not self._view.show_at(*wanted):
            self._view.scrollToTop()
        if not self._is_searching:
            self._left = None

    def _chosen(self) -> Lies | None:
        """The chosen card, if any of it is in view."""
        memory = self._view.current_memory
        rect = None if memory is None else self._view.card_rect(memory.id)
        if memory is None or rect is None or not rect.intersects(self._view.viewport().rect()):
            return None
        return memory.id, rect.top()

    def _first(self) -> Lies | None:
        index = self._view.indexAt(QPoint(0, 0))
        if not index.isValid():
            return None
        return self._view.memory_at(index).id, self._view.visualRect(index).top()
