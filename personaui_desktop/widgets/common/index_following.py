"""Has an index in the personas' files follow what changes, a while later and in the background."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, QTimer, SignalInstance

from personaui_desktop.background.operation import Operation, Run, untold
from personaui_desktop.records.changes import Change, Topic


class IndexFollowing(QObject):
    """Looks after the files in which something changed.

    Args:
        run: runs operations.
        changed: the database worker's signal of finished writes.
        topics: what concerns the index.
        follow: the operation that brings the index of a persona's file up to date.
        after_ms: how long it waits.
        parent: its owner.
        until_quiet: every further change has it wait anew.
    """

    def __init__(
        self,
        run: Run,
        changed: SignalInstance,
        topics: Iterable[Topic],
        follow: Callable[[str], Operation[Any]],
        after_ms: int,
        parent: QObject | None = None,
        *,
        until_quiet: bool = False,
    ) -> None:
        super().__init__(parent)
        self._run, self._update, self._until_quiet = run, follow, until_quiet
        self._topics = frozenset(topics)
        self._waiting: set[str] = set()
        self._timer = QTimer(self, interval=after_ms, singleShot=True)
        self._timer.timeout.connect(self._index)
        changed.connect(self._follow)

    def look_after(self, persona_ids: Iterable[str]) -> None:
        """Have these files' indexes follow, a while later."""
        self._waiting.update(persona_ids)
        if self._until_quiet or not self._timer.isActive():
            self._timer.start()

    def _follow(self, change: Change) -> None:
        if change.topic in self._topics:
            self.look_after([change.persona_id])

    def _index(self) -> None:
        for persona_id in sorted(self._waiting):
            # What is wrong with a file is told where it is opened; the next change has it tried again.
            self._run(self._update(persona_id), self, otherwise=untold)
        self._waiting.clear()
