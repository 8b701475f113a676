"""A search under way: asks for what is found a little at a time, and drops what nobody waits for any more."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.search_hits import SearchHitsModel
from personaui_desktop.operations import search
from personaui_desktop.records.search import SearchScope
from personaui_desktop.search_query import SearchQuery

MORE = 200
"""So many hits are found at once; further ones when the end of the list is near."""


class Searching(QObject):
    """Fills a list with what is found.

    Args:
        run: runs operations.
        hits: what takes it.
        parent: its owner.

    Attributes:
        is_complete: everything was searched.

    Signals:
        changed: more was found, or searched.
        failed: it cannot go on; a `KnownError`.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, run: Run, hits: SearchHitsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._run, self._hits = run, hits
        self._search = 0
        self._wanted = 0
        self._is_asking = False
        self.is_complete = True

    def begin(self, query: SearchQuery, scope: SearchScope, persona_ids: Sequence[str]) -> None:
        """Search anew; without terms for nothing."""
        self._search += 1
        self._query, self._scope = query, scope
        self._hits.clear()
        self._cursors = search.beginning_of(persona_ids, scope) if query.terms else ()
        self.is_complete = not self._cursors
        self._wanted = MORE
        self._is_asking = False
        self.changed.emit()
        self._go_on()

    def more(self) -> None:
        """The end of what was found is near."""
        if not self._is_asking:
            self._wanted = self._hits.hit_count + MORE
            self._go_on()

    def _go_on(self) -> None:
        if self._is_asking or self.is_complete or self._hits.hit_count >= self._wanted:
            return
        self._is_asking, number = True, self._search

        def take(found: search.SearchFound) -> None:
            if number == self._search:
                self._is_asking = False
                self._take(found)

        def fail(error: KnownError) -> None:
            if number == self._search:
                self._is_asking, self.is_complete = False, True
                self.failed.emit(error)

        self._run(search.search(self._query, self._scope, self._cursors), self, take, fail)

    def _take(self, found: search.SearchFound) -> None:
        self._cursors = found.rest
        self.is_complete = not found.rest
        if found.hits:
            self._hits.take(found.hits)
        self.changed.emit()
        self._go_on()
