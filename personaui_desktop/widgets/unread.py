"""Replies that ended while nobody looked: marked until their conversation is seen, in whichever window."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.item_models.personas import PersonaListModel
from personaui_desktop.operations import unread
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.widgets.common.kept import told_elsewhere
from personaui_desktop.widgets.common.place import Place, Where


class Unread(QObject):
    """Knows the unread replies of every persona, and says their number in the rail.

    Args:
        run: runs operations.
        changed: the database worker's signal of finished writes.
        personas: told how many there are of each.
        parent: its owner.

    Signals:
        changed: `number` may be another one now.
    """

    changed = Signal()

    def __init__(
        self, run: Run, changed: SignalInstance, personas: PersonaListModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._run, self._personas = run, personas
        self._sessions: dict[str, frozenset[int]] = {}
        self._windows: dict[int, Seeing] = {}
        changed.connect(self._follow)

    @property
    def number(self) -> int:
        """How many conversations have an unread reply, of all personas."""
        return sum(map(len, self._sessions.values()))

    def load(self) -> None:
        """Read which there were when the program was last left."""
        self._run(unread.of_all(), self, self._take_all)

    def add(self, seeing: "Seeing") -> None:
        """A window is there, until it is destroyed."""
        self._windows[id(seeing)] = seeing
        seeing.destroyed.connect(partial(self._windows.pop, id(seeing), None))

    def end(self, persona_id: str, session_id: int, *_reply: object) -> None:
        """A reply has ended."""
        if not self.is_seen((persona_id, session_id)):
            self._run(unread.mark(persona_id, session_id, True), self, otherwise=told_elsewhere)
            self._alert((persona_id, session_id))

    def see(self, where: Where) -> None:
        """The person sees a conversation."""
        persona_id, session_id = where
        if session_id is not None and session_id in self._sessions.get(persona_id, ()):
            self._run(unread.mark(persona_id, session_id, False), self, otherwise=told_elsewhere)

    def is_seen(self, where: Where) -> bool:
        """Whether a conversation is in view, in a window that is in front."""
        return any(window.sees(where) for window in self._windows.values())

    def _alert(self, where: Where) -> None:
        """While the person is in another program, have the task bar point to the window with a reply."""
        if QApplication.activeWindow() is None:
            windows = sorted(self._windows.values(), key=lambda each: each.shows(where))
            for each in windows[-1:]:
                each.alert()

    def _follow(self, change: Change) -> None:
        if change.topic is Topic.SESSIONS:
            take = partial(self._take, change.persona_id)
            self._run(unread.of_one(change.persona_id), self, take, told_elsewhere)

    def _take_all(self, found: dict[str, list[int]]) -> None:
        for persona_id, session_ids in found.items():
            self._take(persona_id, session_ids)

    def _take(self, persona_id: str, session_ids: Iterable[int]) -> None:
        self._sessions[persona_id] = frozenset(session_ids)
        self._personas.set_unread(persona_id, len(self._sessions[persona_id]))
        self.changed.emit()
        for session_id in self._sessions[persona_id]:
            # It may have come into view since it was marked.
            if self.is_seen((persona_id, session_id)):
                self.see((persona_id, session_id))


class Seeing(QObject):
    """What the person sees in one window: its conversation, while the window is in front.

    Args:
        window: which it is.
        activated: its signal that the person uses it from now on.
        place: what it shows.
        unread: told what comes into view.
    """

    def __init__(self, window: QWidget, activated: SignalInstance, place: Place, unread: Unread) -> None:
        super().__init__(window)
        self._window, self._place, self._unread = window, place, unread
        activated.connect(self._look)
        place.session_changed.connect(self._look)
        window.installEventFilter(self)
        unread.add(self)

    def sees(self, where: Where) -> bool:
        """Whether a conversation is in view."""
        return self._window.isActiveWindow() and not self._window.isMinimized() and self.shows(where)

    def shows(self, where: Where) -> bool:
        """Whether a conversation is the window's, be it in front or not."""
        return self._place.where == where

    def alert(self) -> None:
        """Have the task bar point to the window."""
        QApplication.alert(self._window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that was minimised may be active all the while: QObject.eventFilter."""
        if event.type() is QEvent.Type.WindowStateChange:
            self._look()
        return super().eventFilter(watched, event)

    def _look(self, *_what: Any) -> None:
        if self.sees(self._place.where):
            self._unread.see(self._place.where)
