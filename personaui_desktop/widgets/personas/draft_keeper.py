"""Keeps in a file what a persona is being changed to, soon after each change."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError, UnknownPersona
from personaui_desktop.operations import persona_drafts
from personaui_desktop.records.personas import Character

PAUSE_MS = 700


class PersonaDraftKeeper(QObject):
    """Keeps the newest state of one persona that is edited.

    Args:
        persona_id: whose; ``None`` is one that is still to be made.
        run: runs operations.
        kept: what the file holds; ``None`` where nothing is being changed.
        tell_error: told why a state could not be kept.
        parent: its owner, without whom nothing waits to be kept.
    """

    def __init__(
        self,
        persona_id: str | None,
        run: Run,
        kept: Character | None,
        tell_error: Callable[[KnownError], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._persona_id, self._run, self._tell_error = persona_id, run, tell_error
        self._kept = self._wanted = kept
        self._waiting = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._waiting.timeout.connect(self.keep_now)

    def want(self, draft: Character | None) -> None:
        """Keep this soon; ``None`` forgets what is kept."""
        self._wanted = draft
        if not self._waiting.isActive():
            self._waiting.start()

    def keep_now(self) -> None:
        """Keep what is wanted, if that is not what is kept."""
        self._waiting.stop()
        if self._wanted == self._kept:
            return
        self._kept = self._wanted
        self._run(persona_drafts.put(self._persona_id, self._wanted), self, None, self._fail)

    def forget(self) -> None:
        """All is saved: keep nothing any more."""
        self._wanted = None
        self.keep_now()

    def _fail(self, error: KnownError) -> None:
        self._kept = None if self._wanted is not None else self._kept
        # Who was deleted has taken everything along.
        if not isinstance(error, UnknownPersona):
            self._tell_error(error)
