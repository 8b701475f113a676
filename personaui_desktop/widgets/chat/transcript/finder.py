"""Finds a text in the whole session: counts every hit, and goes from one to the next."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.database.find import AFTER_ALL, Found, FoundPart
from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.operations.find import find_part
from personaui_desktop.widgets.chat.transcript.facts import is_streaming
from personaui_desktop.widgets.chat.transcript.hits import Sought, sought

NEARBY = 30
"""How many rows are looked at before the others are, which takes a while."""

Where = Callable[[], tuple[str, int | None]]


class Finder(QObject):
    """Looks first at the loaded messages, then, where it can, at all the others of the session.

    Signals:
        changed: the count or the current hit are others now.
        hit_chosen: go to a message, and to which of its hits, counted from 0.
        failed: the session could not be read; a `KnownError`.
    """

    changed = Signal()
    hit_chosen = Signal(object, object)
    failed = Signal(object)

    def __init__(self, model: MessageListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._run: Run | None = None
        self._where: Where = lambda: ("", None)
        self._counts: dict[int, int] = {}
        self._ids: list[int] = []
        self._counted_here: set[int] = set()
        self._current: tuple[int, int] | None = None
        self._search = 0
        self._query = ""
        self.is_searching = False
        model.dataChanged.connect(lambda first, last, _roles: self._look_again(first.row(), last.row()))
        model.rowsInserted.connect(lambda _parent, first, last: self._look_again(first, last))
        model.gone.connect(self.forget)

    def set_source(self, run: Run, where: Where) -> None:
        """Say how to look at messages that are not loaded, and in which persona's session."""
        self._run, self._where = run, where

    @property
    def sought(self) -> Sought | None:
        """What is looked for now."""
        return sought(self._query)

    @property
    def total(self) -> int:
        """How many hits are known."""
        return sum(self._counts.values())

    @property
    def current(self) -> tuple[int, int] | None:
        """The message of the current hit, and which of its hits it is."""
        return self._current

    @property
    def number(self) -> int:
        """Which of the known hits is the current one, counted from 1 at the oldest; 0 for none."""
        if self._current is None or self._current[0] not in self._counts:
            return 0
        place = bisect_left(self._ids, self._current[0])
        return sum(self._counts[number] for number in self._ids[:place]) + self._current[1] + 1

    def seek(self, query: str, from_id: int | None) -> None:
        """Look for a text, and go to the hit nearest to a message, rather before it than after."""
        self._search += 1
        self._query = query
        self._counts, self._ids, self._current = {}, [], None
        self._counted_here.clear()
        self.is_searching = False
        if self.sought is not None:
            self._look_nearby(from_id)
            self._choose_near(from_id)
            self._look_further(AFTER_ALL)
        self.changed.emit()

    def step(self, forward: bool) -> None:
        """Go to the next hit or the one before; from an end to the other."""
        if not self._ids:
            return
        if self._current is None or self._current[0] not in self._counts:
            self._choose(self._ids[-1], self._counts[self._ids[-1]] - 1)
            return
        message_id, hit = self._current
        if forward and hit + 1 < self._counts[message_id]:
            self._choose(message_id, hit + 1)
        elif not forward and hit:
            self._choose(message_id, hit - 1)
        else:
            place = (bisect_left(self._ids, message_id) + (1 if forward else -1)) % len(self._ids)
            following = self._ids[place]
            self._choose(following, 0 if forward else self._counts[following] - 1)

    def forget(self, message_ids: Sequence[int]) -> None:
        """Leave out messages that are gone."""
        if self._counts.keys().isdisjoint(message_ids):
            return
        for message_id in message_ids:
            self._counts.pop(message_id, None)
        self._ids = sorted(self._counts)
        if self._current is not None and self._current[0] in message_ids:
            self._current = None
        self.changed.emit()

    def _choose(self, message_id: int, hit: int) -> None:
        self._current = (message_id, hit)
        self.changed.emit()
        self.hit_chosen.emit(message_id, hit)

    def _choose_near(self, from_id: int | None) -> None:
        if not self._ids or self._current is not None:
            return
        place = bisect_left(self._ids, self._ids[-1] if from_id is None else from_id)
        if place == len(self._ids) or (from_id is not None and self._ids[place] != from_id and place):
            place -= 1
        self._choose(self._ids[place], self._counts[self._ids[place]] - 1)

    def _look_nearby(self, from_id: int | None) -> None:
        """Look at a few rows at once, so that the nearest hit is there without waiting."""
        last = self._model.rowCount() - 1
        if self._run is not None and from_id is not None:
            row = self._model.row_near(from_id)
            last = last if row is None else row
        self._look_at_rows(0 if self._run is None else max(0, last - NEARBY), last)

    def _look_at_rows(self, first: int, last: int) -> None:
        found = self.sought
        if found is not None:
            rows = [self._model.message(row) for row in range(first, last + 1)]
            # A reply is counted when it is written: reading all of it for every piece would take ever longer.
            rows = [message for message in rows if not is_streaming(message)]
            self._counted_here.update(message["id"] for message in rows)
            self._count([Found(message["id"], found.count(message["message"])) for message in rows])

    def _look_again(self, first: int, last: int) -> None:
        """Messages have changed or come."""
        if self.sought is not None:
            self._look_at_rows(first, last)
            self.changed.emit()

    def _count(self, found: list[Found]) -> None:
        for message_id, times in found:
            if times:
                self._counts[message_id] = times
            else:
                self._counts.pop(message_id, None)
        self._ids = sorted(self._counts)

    def _look_further(self, before_id: int) -> None:
        persona_id, session_id = self._where()
        found = self.sought
        if self._run is None or session_id is None or found is None:
            return
        search = self._search
        self.is_searching = True

        def take(part: FoundPart | None) -> None:
            if search == self._search and part is not None:
                self._take(part)

        def fail(error: KnownError) -> None:
            if search == self._search:
                self.is_searching = False
                self.changed.emit()
                self.failed.emit(error)

        self._run(find_part(persona_id, session_id, before_id, found.count), self, take, fail)

    def _take(self, part: FoundPart) -> None:
        # What was counted here was counted as it is now, which may be newer than what is stored.
        self._count([found for found in part.found if found.message_id not in self._counted_here])
        self.is_searching = part.before_id is not None
        if part.before_id is not None:
            self._look_further(part.before_id)
        self._choose_near(None)
        self.changed.emit()
