"""Has the index by which memories are found follow what changes, a moment later and in the background."""

from PySide6.QtCore import QObject, QTimer, SignalInstance

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.records.changes import Change, Topic

AFTER_MS = 3_000
"""While a reply arrives its message changes several times a second."""
_TOPICS = {Topic.MESSAGES, Topic.MEMORIES, Topic.SESSIONS}


class MemoryIndexing(QObject):
    """Looks after the files in which something changed.

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

    def _follow(self, change: Change) -> None:
        if change.topic in _TOPICS:
            self._waiting.add(change.persona_id)
            if not self._timer.isActive():
                self._timer.start()

    def _index(self) -> None:
        from personaui_desktop.operations.upkeep import index_memories

        for persona_id in self._waiting:
            self._run(index_memories(persona_id), self, otherwise=_ignore)
        self._waiting.clear()


def _ignore(_error: KnownError) -> None:
    """What is wrong with a file is told where it is opened; the next change has it tried again."""
