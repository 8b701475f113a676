"""Shows messages that were changed by undo or redo, wherever they lie."""

from PySide6.QtCore import QObject

from personaui_desktop.records.undo import StepTaken
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.common.undo_history import UndoHistory

_TABLES = {"chat_messages", "message_marks"}
"""Whose rows have the ids of messages."""


class TakenBack(QObject):
    """Goes to the first message of a step that was taken back, or done again, in this window.

    Args:
        pane: shows it.
        history: tells of the step.
    """

    def __init__(self, pane: ChatPane, history: UndoHistory) -> None:
        super().__init__(pane)
        self._pane = pane
        self._coming: int | None = None
        """A message that the next change of what is loaded brings."""
        history.taken.connect(self._go)
        pane.feed.changed.connect(self._show_what_has_come)

    def _go(self, taken: StepTaken) -> None:
        ids = [row.row_id for row in taken.rows if row.table in _TABLES]
        session_id = taken.step.session_id
        if not ids or session_id is None:
            return
        is_shown = self._pane.place.session_id == session_id
        self._pane.place.show_session(session_id)
        first = min(ids)
        self._coming = first if is_shown and self._is_coming(first) else None
        if self._coming is None:
            self._show(first)

    def _is_coming(self, message_id: int) -> bool:
        """Whether a message belongs among those that are loaded, and is not there yet, or not any more."""
        model = self._pane.transcript.scene.model
        count = model.rowCount()
        if not count or model.row_of(message_id) is not None:
            return False
        is_behind_first = not model.has_older or model.message(0).id < message_id
        return is_behind_first and (not model.has_newer or message_id < model.message(count - 1).id)

    def _show_what_has_come(self) -> None:
        coming, self._coming = self._coming, None
        if coming is not None and self._pane.transcript.scene.model.row_of(coming) is not None:
            self._show(coming)

    def _show(self, message_id: int) -> None:
        self._pane.feed.fetch_around(message_id)
        self._pane.transcript.scene.set_current(message_id)
