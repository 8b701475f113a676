"""What a person marks messages with: left out of what is sent, bookmarked, noted on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.operations import marks
from personaui_desktop.records.messages import Message
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.meant import Meant
from personaui_desktop.widgets.chat.note_dialog import NoteDialog
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.undo_history import UndoHistory


class Marking(QObject):
    """Marks messages of the session that is shown, or the selected ones; all of it can be taken back.

    Where several are selected, all become what the one that is meant becomes.

    Args:
        run: runs the operations.
        where: answers the persona and session that are shown.
        meant: which messages are selected.
        history: offers to take back what removes, and tells why something could not be done.
        view: over which notes are written.
    """

    def __init__(
        self, run: Run, where: Callable[[], Where], meant: Meant, history: UndoHistory, view: QWidget
    ) -> None:
        super().__init__(view)
        self._run, self._where, self._meant = run, where, meant
        self._history, self._view = history, view

    def hide_words(self, message: Message) -> str:
        """What the menu of a message calls hiding it, or the selected ones."""
        if self._meant.selected_with(message) is None:
            return (
                translate("Chat", "Send again")
                if message.marks.is_hidden
                else translate("Chat", "Leave out of what is sent")
            )
        if message.marks.is_hidden:
            return translate("Chat", "Send selected messages again")
        return translate("Chat", "Leave selected messages out of what is sent")

    def bookmark_words(self, message: Message) -> str:
        """What the menu of a message calls bookmarking it, or the selected ones."""
        if self._meant.selected_with(message) is None:
            return (
                translate("Chat", "Remove bookmark")
                if message.marks.is_bookmarked
                else translate("Chat", "Bookmark")
            )
        if message.marks.is_bookmarked:
            return translate("Chat", "Remove bookmarks of selected messages")
        return translate("Chat", "Bookmark selected messages")

    def hide(self, message: Message) -> None:
        """Leave a message, or the selected ones, out of what is sent, or send it again."""
        persona_id, session_id, hidden = self._where()[0], message.session_id, not message.marks.is_hidden
        ends = self._meant.selected_with(message)
        if ends is None:
            self._do(marks.hide(persona_id, session_id, (message.id,), hidden))
        else:
            self._do_with_all(marks.hide_between(persona_id, session_id, *ends, hidden))

    def bookmark(self, message: Message) -> None:
        """Bookmark a message, or the selected ones, or remove the bookmark."""
        persona_id, session_id = self._where()[0], message.session_id
        ends, bookmarked = self._meant.selected_with(message), not message.marks.is_bookmarked
        if ends is None:
            said = "" if bookmarked else translate("Chat", "Bookmark removed.")
            self._do(marks.bookmark(persona_id, session_id, message.id, bookmarked), said)
        else:
            said = "" if bookmarked else translate("Chat", "Bookmarks removed.")
            self._do_with_all(marks.bookmark_between(persona_id, session_id, *ends, bookmarked), said)

    def note(self, message: Message) -> None:
        """Write what is noted on a message."""
        persona_id = self._where()[0]
        dialog = NoteDialog(message.marks.note, self._view)
        dialog.written.connect(partial(self._store_note, persona_id, message))
        dialog.open()

    def _store_note(self, persona_id: str, message: Message, text: str) -> None:
        said = "" if text else translate("Chat", "Note removed.")
        self._do(marks.note(persona_id, message.session_id, message.id, text), said)

    def _do(self, operation: Operation[int | None], said: str = "") -> None:
        self._run(operation, self, partial(self._tell, self._where()[0], said), self._history.fail)

    def _do_with_all(self, operation: Operation[marks.Marked], said: str = "") -> None:
        self._run(operation, self, partial(self._tell_all, self._where()[0], said), self._history.fail)

    def _tell_all(self, persona_id: str, said: str, marked: marks.Marked) -> None:
        self._tell(persona_id, said, marked.step_id)

    def _tell(self, persona_id: str, said: str, step_id: int | None) -> None:
        """Offer to take back what has removed something. The history is that of the persona that is shown."""
        if said and step_id is not None and self._where()[0] == persona_id:
            self._history.offer(said, step_id)
