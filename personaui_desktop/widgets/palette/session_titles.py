"""What the conversations of all personas are called, read when the palette opens."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import sessions
from personaui_desktop.operations.sessions import NamedSessions
from personaui_desktop.records.changes import Change, Topic

_TOPICS = {Topic.SESSIONS, Topic.MESSAGES}
"""What changes titles, and which conversation was used last."""


class SessionTitles(QObject):
    """Keeps what was read, and reads again only what may be otherwise.

    Args:
        run: runs operations.
        changed: the database worker's signal of finished writes.
        parent: its owner.

    Attributes:
        by_persona: the conversations of each persona that was read.

    Signals:
        read: something more, or something else, is known.
    """

    read = Signal()

    def __init__(self, run: Run, changed: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._run = run
        self.by_persona: dict[str, NamedSessions] = {}
        self._under_way: set[str] = set()
        self._fresh: set[str] = set()
        changed.connect(self._follow)

    @property
    def is_reading(self) -> bool:
        """Whether something is not known yet."""
        return bool(self._under_way)

    def read_all(self, persona_ids: Sequence[str]) -> None:
        """Know the titles of these personas' conversations, and no others', in a moment."""
        for gone in self.by_persona.keys() - set(persona_ids):
            del self.by_persona[gone]
        for persona_id in persona_ids:
            if persona_id not in self._fresh | self._under_way:
                self._read(persona_id)

    def _read(self, persona_id: str) -> None:
        self._under_way.add(persona_id)
        # What changes from now on may come too late for this reading.
        self._fresh.add(persona_id)
        take, fail = partial(self._take, persona_id), partial(self._fail, persona_id)
        self._run(sessions.titles(persona_id), self, take, fail)

    def _take(self, persona_id: str, found: NamedSessions) -> None:
        self._under_way.discard(persona_id)
        self.by_persona[persona_id] = found
        self.read.emit()

    def _fail(self, persona_id: str, _error: KnownError) -> None:
        """A file that cannot be used is told of where it is opened."""
        self._under_way.discard(persona_id)
        self._fresh.discard(persona_id)
        self.by_persona.pop(persona_id, None)
        self.read.emit()

    def _follow(self, change: Change) -> None:
        if change.topic in _TOPICS:
            self._fresh.discard(change.persona_id)
