"""Keeps the list of sessions as the file is: a page at first, more as they are scrolled to or looked for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Operation
from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.sessions import SessionListModel
from personaui_desktop.operations import sessions
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.sessions import FirstPage, ReadAgain, Session, SessionGroup
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.desk import Desk

SOUGHT_AT_ONCE = 500
"""How many sessions are read at once while the filter wants all of them."""
_TOPICS = {Topic.SESSIONS, Topic.MESSAGES}
_FOLDED = (SessionGroup.ARCHIVED, SessionGroup.TRASHED)


class SessionFeed(QObject):
    """Fills the model, and follows what changes.

    Args:
        model: of the sessions of the persona that is shown.
        place: whose sessions.
        desk: runs the operations and tells of changes.
        become: carries out a change of the rows.
        fail: takes why they could not be read.
        parent: its owner.

    Signals:
        unfolded: the `records.SessionGroup` that a person has unfolded is there.
        unreadable: why the sessions cannot be read, a `KnownError`; ``None`` once they can.
    """

    unfolded = Signal(object)
    unreadable = Signal(object)

    def __init__(
        self,
        model: SessionListModel,
        place: Place,
        desk: Desk,
        become: Callable[[Callable[[], None]], None],
        fail: Callable[[KnownError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model, self._place, self._become, self._tell = model, place, become, fail
        self._is_listed = self._is_seeking = self._is_reading_on = self._is_unreadable = False
        self._last: Session | None = None
        """The last session of the pages that were read, where there may be more behind it."""
        self._size = sessions.PAGE_SIZE
        self._asked: SessionGroup | None = None
        """What the person has unfolded, until it is there."""
        self._unfolded: set[SessionGroup] = set()
        """What was unfolded to look through it."""
        self._waiting: set[int] = set()
        """Sessions that have changed and are to be read again."""
        self._first = Kept(place, desk.run, self._ask_first, self._show_first, self, fail=self.fail)
        self._next = Kept(place, desk.run, self._ask_next, self._show_next, self, fail=self.fail)
        self._some = Kept(place, desk.run, self._ask_some, self._merge, self, fail=self.fail)
        self._groups = {
            each: Kept(place, desk.run, partial(self._ask_group, each), partial(self._show_group, each), self)
            for each in _FOLDED
        }
        desk.changed.connect(self._take_in)
        place.session_changed.connect(self._find_shown)
        place.recovery.again.connect(self._try_again)

    def begin(self) -> None:
        """Another persona is shown: read its first page."""
        self.forget()
        self._be_readable()
        self._size = sessions.PAGE_SIZE
        self._first.read()

    def forget(self) -> None:
        """Nothing is listed, so that whatever changes has all read again."""
        self._is_listed = self._is_seeking = self._is_reading_on = False
        self._last = None
        self._waiting.clear()
        self._unfolded.clear()

    def fail(self, error: KnownError) -> None:
        """The sessions cannot be read: that is told, and tried again now and then."""
        self.forget()
        self._is_unreadable = True
        self._tell(error)
        self.unreadable.emit(error)
        self._place.recovery.wait()

    def _try_again(self) -> None:
        if self._is_unreadable:
            self._first.read()

    def _be_readable(self) -> None:
        if self._is_unreadable:
            self._is_unreadable = False
            self.unreadable.emit(None)

    def read_on(self) -> None:
        """The end is near: read the next page, if there is one."""
        if self._last is not None and not self._is_reading_on:
            self._is_reading_on = True
            self._next.read()

    def unfold(self, group: SessionGroup, is_open: bool) -> None:
        """Show what a fold keeps, or hide it, as a person wants it."""
        self._asked = group if is_open else None
        self._set_unfolded(group, is_open)

    def seek(self, is_seeking: bool) -> None:
        """The filter looks through all sessions outside of the trash, or no longer."""
        if is_seeking == self._is_seeking:
            return
        self._is_seeking = is_seeking
        if is_seeking:
            self.read_on()
            if not self._model.is_open(SessionGroup.ARCHIVED):
                self._set_unfolded(SessionGroup.ARCHIVED, True)
                self._unfolded.add(SessionGroup.ARCHIVED)
            return
        for group in tuple(self._unfolded):
            self._set_unfolded(group, False)
        if len(self._model.rows) > self._size:
            self._first.read()

    def _set_unfolded(self, group: SessionGroup, is_open: bool) -> None:
        self._unfolded.discard(group)
        self._become(partial(self._model.set_open, group, is_open))
        self._groups[group].read()

    def _take_in(self, change: Change) -> None:
        if change.persona_id != self._place.persona_id or change.topic not in _TOPICS:
            return
        if change.session_id is None or not self._is_listed:
            self._first.read()
        else:
            self._waiting.add(change.session_id)
            self._some.read()

    def _ask_first(self) -> Operation[FirstPage]:
        return sessions.first_page(self._place.persona_id, self._size)

    def _show_first(self, page: FirstPage) -> None:
        self._be_readable()
        self._is_listed = True
        self._last = page.newest[-1] if len(page.newest) == self._size else None
        kept = [row for row in self._model.sessions if row.group in _FOLDED]
        rows = [*page.pinned, *page.newest, *kept]
        self._become(partial(self._model.set_sessions, rows, page.kept))
        for each in self._groups.values():
            each.read()
        self._find_shown(self._place.session_id)
        if self._is_seeking:
            self.read_on()

    def _find_shown(self, session_id: int | None) -> None:
        """The session that is shown stands in the list, however old it is."""
        if session_id is not None and self._is_listed and self._model.session(session_id) is None:
            self._waiting.add(session_id)
            self._some.read()

    def _ask_next(self) -> Operation[list[Session]] | None:
        if self._last is None:
            return None
        size = SOUGHT_AT_ONCE if self._is_seeking else sessions.PAGE_SIZE
        return sessions.page_after(self._place.persona_id, self._last, size)

    def _show_next(self, rows: list[Session]) -> None:
        self._is_reading_on = False
        is_more = len(rows) >= sessions.PAGE_SIZE
        self._last = rows[-1] if is_more else None
        if not self._is_seeking:
            self._size += len(rows)
        self._become(partial(self._model.add_sessions, rows))
        if self._is_seeking:
            self.read_on()

    def _ask_some(self) -> Operation[ReadAgain] | None:
        wanted, self._waiting = sorted(self._waiting), set()
        return sessions.some(self._place.persona_id, wanted) if wanted else None

    def _merge(self, found: ReadAgain) -> None:
        self._become(partial(self._put, found))

    def _put(self, found: ReadAgain) -> None:
        self._model.set_kept(found.kept)
        for session_id, row in found.sessions.items():
            if row is not None and self._is_to_be_seen(row):
                self._model.merge(row)
            else:
                self._model.take_out(session_id)

    def _is_to_be_seen(self, row: Session) -> bool:
        if self._model.is_open(row.group):
            return True
        # What is shown is found in the list; what has just been put away is left.
        is_sought = row.id == self._place.session_id and self._model.session(row.id) is None
        if is_sought:
            self._model.set_open(row.group, True)
            self._groups[row.group].read()
        return is_sought

    def _ask_group(self, group: SessionGroup) -> Operation[list[Session]] | None:
        return sessions.group(self._place.persona_id, group) if self._model.is_open(group) else None

    def _show_group(self, group: SessionGroup, rows: list[Session]) -> None:
        if self._model.is_open(group):
            self._become(partial(self._model.set_group, group, rows))
            if group is self._asked:
                self._asked = None
                self.unfolded.emit(group)
