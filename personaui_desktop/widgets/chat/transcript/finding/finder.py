"""Finds a text in the whole session: counts every hit, and goes from one to the next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from personaui_desktop.background.operation import Lane, Run
from personaui_desktop.database.find import FoundPart
from personaui_desktop.database.pages import AFTER_ALL
from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.item_models.rows import Index
from personaui_desktop.operations.find import count_in_texts, find_part
from personaui_desktop.widgets.chat.transcript.facts import is_streaming
from personaui_desktop.widgets.chat.transcript.finding.hit_counts import HitCounts
from personaui_desktop.widgets.chat.transcript.finding.hits import Sought, sought
from personaui_desktop.widgets.common.place import Where

NEARBY = 30
"""How many rows before and after are looked at before the others are, which takes a while."""


class Finder(QObject):
    """Looks first at messages nearby, then, where it can, at all the others of the session.

    It counts in the background; what comes home is a batch at a time, whose cost is the batch's.

    Signals:
        changed: what is looked for or the current hit is another now.
        counted: more or fewer hits are known.
        hit_chosen: go to a message, and to which of its hits, counted from 0.
        failed: the session could not be read; a `KnownError`.
    """

    changed = Signal()
    counted = Signal()
    hit_chosen = Signal(object, object)
    failed = Signal(object)

    def __init__(self, model: MessageListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._run: Run | None = None
        self._where: Callable[[], Where] = lambda: ("", None)
        self._hits = HitCounts()
        self._counted_here: set[int] = set()
        self._nearby: tuple[int, int] | None = None
        """The first and last message of those that were looked at first."""
        self._counted_from = AFTER_ALL
        """All messages from this one on were looked at."""
        self._awaited: bool | None = None
        """Whether to step forward, or back, as soon as it is known where that leads."""
        self._current: tuple[int, int] | None = None
        self._search = 0
        self._query = ""
        self.is_searching = False
        model.dataChanged.connect(self._take_changed)
        model.rowsInserted.connect(self._take_inserted)
        model.gone.connect(self.forget)

    def set_source(self, run: Run, where: Callable[[], Where]) -> None:
        """Say how to look at messages that are not loaded, and in which persona's session."""
        self._run, self._where = run, where

    @property
    def sought(self) -> Sought | None:
        """What is looked for now."""
        return sought(self._query)

    @property
    def total(self) -> int:
        """How many hits are known."""
        return self._hits.total

    @property
    def current(self) -> tuple[int, int] | None:
        """The message of the current hit, and which of its hits it is."""
        return self._current

    @property
    def number(self) -> int:
        """Which of the known hits is the current one, counted from 1 at the oldest; 0 for none."""
        if self._current is None or not self._hits.times(self._current[0]):
            return 0
        return self._hits.before(self._current[0]) + self._current[1] + 1

    def seek(self, query: str, from_id: int | None) -> None:
        """Look for a text, and go to the hit nearest to a message, rather before it than after."""
        self._search += 1
        self._query = query
        self._hits, self._current = HitCounts(), None
        self._counted_here.clear()
        self._nearby, self._counted_from, self._awaited = None, AFTER_ALL, None
        self.is_searching = False
        if self.sought is not None:
            self._look_nearby(from_id)
        self.changed.emit()

    def step(self, forward: bool) -> None:
        """Go to the next hit or the one before; from an end to the other.

        Where messages in between have not been looked at yet, that waits until they have been.
        """
        self._awaited = None
        if not self._hits:
            return
        if self._current is None or not self._hits.times(self._current[0]):
            self._choose_last_of(self._hits.nearest(None))
            return
        message_id, hit = self._current
        if 0 <= hit + (1 if forward else -1) < self._hits.times(message_id):
            self._choose(message_id, hit + (1 if forward else -1))
            return
        following = self._hits.following(message_id, forward=forward)
        if self.is_searching and not self._is_known_to_follow(message_id, following, forward=forward):
            self._awaited = forward
        elif forward and following is not None:
            self._choose(following, 0)
        else:
            self._choose_last_of(following)

    def forget(self, message_ids: Sequence[int]) -> None:
        """Leave out messages that are gone."""
        gone = [message_id for message_id in message_ids if self._hits.times(message_id)]
        if not gone:
            return
        for message_id in gone:
            self._hits.put(message_id, 0)
        if self._current is not None and self._current[0] in gone:
            self._current = None
        self.changed.emit()

    def _is_known_to_follow(self, message_id: int, following: int | None, *, forward: bool) -> bool:
        """Whether all messages between one and the next known hit were looked at."""
        if following is None or (following > message_id if not forward else following <= message_id):
            return False
        first, last = sorted((message_id, following))
        is_nearby = self._nearby is not None and self._nearby[0] <= first and last <= self._nearby[1]
        return is_nearby or first >= self._counted_from

    def _choose(self, message_id: int, hit: int) -> None:
        self._current = (message_id, hit)
        self.changed.emit()
        self.hit_chosen.emit(message_id, hit)

    def _choose_last_of(self, message_id: int | None) -> None:
        if message_id is not None:
            self._choose(message_id, self._hits.times(message_id) - 1)

    def _choose_near(self, from_id: int | None) -> None:
        if self._current is None:
            self._choose_last_of(self._hits.nearest(from_id))

    def _look_nearby(self, from_id: int | None) -> None:
        """Look at a few rows first, so that the nearest hit is there almost without waiting."""
        first, last = self._rows_nearby(from_id)
        if first <= last:
            self._nearby = (self._model.message(first).id, self._model.message(last).id)

        def go_on() -> None:
            self._choose_near(from_id)
            self._look_further(AFTER_ALL)

        self.is_searching = self._run is not None and self._where()[1] is not None
        self._look_at_rows(first, last, Lane.INTERACTIVE, go_on)

    def _rows_nearby(self, from_id: int | None) -> tuple[int, int]:
        last = self._model.rowCount() - 1
        if self._run is None:
            return 0, last
        row = None if from_id is None else self._model.row_near(from_id)
        middle = last if row is None else row
        return max(0, middle - NEARBY), min(last, middle + NEARBY)

    def _look_at_rows(
        self, first: int, last: int, lane: Lane = Lane.BULK, then: Callable[[], None] | None = None
    ) -> None:
        """Count in loaded messages as they are now, which may be newer than what is stored."""
        found, search = self.sought, self._search
        rows = [self._model.message(row) for row in range(first, last + 1)]
        # A reply is counted when it is written: reading all of it for every piece would take ever longer.
        ids = [message.id for message in rows if not is_streaming(message)]
        texts = [message.text for message in rows if not is_streaming(message)]
        if found is None or not (ids or then):
            return
        self._counted_here.update(ids)

        def take(counts: list[int]) -> None:
            if search == self._search:
                for message_id, times in zip(ids, counts, strict=True):
                    self._hits.put(message_id, times)
                if then is not None:
                    then()
                self.counted.emit()

        if self._run is None:
            take([found.count(text) for text in texts])
        else:
            self._run(count_in_texts(texts, found.count, lane), self, take, self._fail_of(search))

    def _take_changed(self, first: Index, last: Index, roles: Sequence[int]) -> None:
        """Messages have changed; their marks are none of this one's business."""
        if self.sought is not None and (not roles or Qt.ItemDataRole.DisplayRole in roles):
            self._look_at_rows(first.row(), last.row())

    def _take_inserted(self, _parent: Index, first: int, last: int) -> None:
        """Messages have come; what is only loaded now is counted where it is stored."""
        is_new = last == self._model.rowCount() - 1 and not self._model.has_newer
        if self.sought is not None and (is_new or self._run is None):
            self._look_at_rows(first, last)

    def _look_further(self, before_id: int) -> None:
        persona_id, session_id = self._where()
        found, search = self.sought, self._search
        if self._run is None or session_id is None or found is None:
            return
        self.is_searching = True

        def take(part: FoundPart | None) -> None:
            if search == self._search and part is not None:
                self._take(part)

        operation = find_part(persona_id, session_id, before_id, found.count)
        self._run(operation, self, take, self._fail_of(search))

    def _fail_of(self, search: int) -> Callable[[KnownError], None]:
        def fail(error: KnownError) -> None:
            if search == self._search:
                self.is_searching = False
                self.changed.emit()
                self.failed.emit(error)

        return fail

    def _take(self, part: FoundPart) -> None:
        # What was counted here was counted as it is now, which may be newer than what is stored.
        self._hits.take([found for found in part.found[::-1] if found.message_id not in self._counted_here])
        self.is_searching = part.before_id is not None
        if part.before_id is not None:
            self._counted_from = part.before_id
            self._look_further(part.before_id)
        self._choose_near(None)
        if self._awaited is not None:
            self.step(self._awaited)
        self.counted.emit()
