"""Has the index by which messages are found follow what is written, a while later and in the background."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, SignalInstance

from personaui_desktop.background.operation import Run, untold
from personaui_desktop.records.changes import Change, Topic

AFTER_MS = 5_000
"""So long nothing is written first: while a reply arrives its message changes several times a second."""
_TOPICS = {Topic.MESSAGES, Topic.SESSIONS}


class SearchIndexing(QObject):
    """Looks after the files in which something was written.

    Args:
        run: runs operations.
        changed: the database worker's signal of finished writes.
        parent: its owner.
    """

    def __init__(self, run: Run, changed: SignalInstance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._waiting: set[str] = set()
        self._timer = QTimer(self, interval=AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._index)
        changed.connect(self._follow)

    def look_after(self, persona_ids: Iterable[str]) -> None:
        """Have these files' indexes follow, a while later."""
        self._waiting.update(persona_ids)
        self._timer.start()

    def _follow(self, change: Change) -> None:
        if change.topic in _TOPICS:
            self.look_after([change.persona_id])

    def _index(self) -> None:
        from personaui_desktop.operations.search import follow

        for persona_id in sorted(self._waiting):
            # What is wrong with a file is told where it is opened; the next change has it tried again.
            self._run(follow(persona_id), self, otherwise=untold)
        self._waiting.clear()
