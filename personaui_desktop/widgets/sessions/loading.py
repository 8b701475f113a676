"""Loads the sessions of a persona, and again when they change, never twice at a time."""

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import sessions
from personaui_desktop.records import Session


class SessionsLoader(QObject):
    """Asks for the newest list; what arrives for a persona that is no longer wanted is dropped.

    Signals:
        loaded: the sessions, newest first.
        failed: a known error.
    """

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._wanted = ""
        self._under_way: str | None = None
        self._is_stale = False

    def load(self, persona_id: str) -> None:
        """Load this persona's sessions now, or again after the load of them that is under way."""
        self._wanted = persona_id
        if self._under_way == persona_id:
            self._is_stale = True
        else:
            self._start()

    def _start(self) -> None:
        persona_id = self._wanted
        self._under_way, self._is_stale = persona_id, False
        self._run(
            sessions.listing(persona_id),
            self,
            lambda rows: self._arrived(persona_id, rows),
            lambda error: self._arrived(persona_id, error),
        )

    def _arrived(self, persona_id: str, result: list[Session] | KnownError) -> None:
        if persona_id != self._wanted:
            return
        self._under_way = None
        if self._is_stale:
            self._start()
        (self.failed if isinstance(result, KnownError) else self.loaded).emit(result)
