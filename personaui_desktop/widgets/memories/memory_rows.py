"""The rows of the memories: all are read once for the persona that is shown, later those that changed."""

from PySide6.QtCore import QObject, Signal, SignalInstance

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.operations import memories
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.memories import Memory
from personaui_desktop.widgets.common.kept import Kept, told_elsewhere
from personaui_desktop.widgets.common.place import Place


class MemoryRows(QObject):
    """Keeps a model's rows as they are in the file of the place's persona.

    Args:
        model: filled here.
        place: whose memories.
        run: runs the operations.
        changed: the database worker's announcements.
        parent: its owner.

    Signals:
        shown: the model holds what there is now.
        failed: they could not be read; the known error.
    """

    shown = Signal()
    failed = Signal(object)

    def __init__(
        self,
        model: MemoryListModel,
        place: Place,
        run: Run,
        changed: SignalInstance,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model, self._place, self._run = model, place, run
        self._is_listed = False
        self._memory_ids: set[int] = set()
        """Memories that have changed and are to be read again."""
        self._session_ids: set[int] = set()
        """Sessions whose memories are to be read again."""
        self._all = Kept(place, run, self._ask_for_all, self._show_all, self, fail=self._fail)
        self._some = Kept(place, run, self._ask_for_some, self._merge, self, fail=self._fail)
        changed.connect(self._follow)

    def read(self) -> None:
        """Read all memories of the persona that is shown."""
        self._all.read()

    def clear(self) -> None:
        """Another persona is shown, whose memories are not there yet."""
        self._is_listed = False
        self._memory_ids.clear()
        self._session_ids.clear()
        self._model.set_rows([])

    def compare(self) -> None:
        """Compare memories with their messages, which may have changed; those that were are read again."""
        if self._place.persona_id:
            self._run(memories.compare(self._place.persona_id), self, otherwise=told_elsewhere)

    def _follow(self, change: Change) -> None:
        if change.persona_id != self._place.persona_id:
            return
        if change.topic is Topic.MESSAGES:
            self.compare()
        elif change.topic is Topic.MEMORIES:
            self._read_changed(change)

    def _read_changed(self, change: Change) -> None:
        if not self._is_listed or (not change.ids and change.session_id is None):
            self.read()
            return
        if change.ids:
            self._memory_ids.update(change.ids)
        elif change.session_id is not None:
            self._session_ids.add(change.session_id)
        self._some.read()

    def _ask_for_all(self) -> Operation[list[Memory]]:
        return memories.listing(self._place.persona_id)

    def _ask_for_some(self) -> Operation[dict[int, Memory | None]] | None:
        wanted = sorted(self._memory_ids), sorted(self._session_ids)
        self._memory_ids.clear()
        self._session_ids.clear()
        return memories.some(self._place.persona_id, *wanted) if any(wanted) else None

    def _show_all(self, rows: list[Memory]) -> None:
        self._is_listed = True
        self._model.set_rows(rows)
        self.shown.emit()

    def _merge(self, found: dict[int, Memory | None]) -> None:
        # While all are on their way, they bring these along.
        if not self._is_listed:
            return
        for memory_id, row in found.items():
            if row is None:
                self._model.take_out(memory_id)
            else:
                self._model.merge(row)
        self.shown.emit()

    def _fail(self, error: KnownError) -> None:
        self._is_listed = False
        self.failed.emit(error)
