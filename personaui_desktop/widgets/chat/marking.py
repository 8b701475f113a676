"""What a person marks messages with: left out of what is sent, bookmarked, noted on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.operations import marks
from personaui_desktop.records.messages import Message
from personaui_desktop.widgets.chat.note_dialog import NoteDialog
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.undo_history import UndoHistory


class Marking(QObject):
    """Marks messages of the session that is shown; all of it can be taken back.

    Args:
        run: runs the operations.
        where: answers the persona and session that are shown.
        history: tells why something could not be done.
        view: over which notes are written.
    """

    def __init__(self, run: Run, where: Callable[[], Where], history: UndoHistory, view: QWidget) -> None:
        super().__init__(view)
        self._run, self._where, self._history, self._view = run, where, history, view

    def hide(self, message: Message) -> None:
        """Leave a message out of what is sent, or send it again."""
        persona_id = self._where()[0]
        self._do(marks.hide(persona_id, message.session_id, (message.id,), not message.marks.is_hidden))

    def bookmark(self, message: Message) -> None:
        """Bookmark a message, or remove its bookmark."""
        persona_id = self._where()[0]
        self._do(marks.bookmark(persona_id, message.session_id, message.id, not message.marks.is_bookmarked))

    def note(self, message: Message) -> None:
        """Write what is noted on a message."""
        persona_id = self._where()[0]
        dialog = NoteDialog(message.marks.note, self._view)
        dialog.written.connect(partial(self._store_note, persona_id, message))
        dialog.open()

    def _store_note(self, persona_id: str, message: Message, text: str) -> None:
        self._do(marks.note(persona_id, message.session_id, message.id, text))

    def _do(self, operation: Operation[int | None]) -> None:
        self._run(operation, self, otherwise=self._history.fail)
