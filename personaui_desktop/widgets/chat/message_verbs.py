"""What a person does with messages as they stand: quote them, delete them."""

from functools import partial

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Run
from personaui_desktop.operations import messages
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Message
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.chat.meant import Meant
from personaui_desktop.widgets.chat.transcript.facts import is_streaming
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.common.undo_history import UndoHistory

DELETED = Phrase("Chat", "Message deleted.|{n} messages deleted.")


class MessageVerbs(QObject):
    """Acts on a message, or on the selected ones where it is one of them.

    Args:
        transcript: where messages are current and selected.
        composer: takes quotes.
        meant: which messages are selected.
        run: runs the operations.
        history: takes back.
        parent: its owner.
    """

    def __init__(
        self,
        transcript: TranscriptView,
        composer: Composer,
        meant: Meant,
        run: Run,
        history: UndoHistory,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._scene, self._clipboard = transcript.scene, transcript.hands.clipboard
        self._composer, self._meant, self._run, self._history = composer, meant, run, history

    def can_quote(self, message: Message) -> bool:
        """Whether there is anything to quote."""
        return bool(message.text.strip()) or not self._scene.selection.is_empty

    def quote(self, message: Message) -> None:
        """Have what is selected, or else the whole message, in the composer, marked as somebody's words."""
        if self._scene.selection.is_empty:
            self._quote(message.text)
        else:
            self._clipboard.hand_over(self._quote, as_markdown=True)

    def can_delete(self, message: Message) -> bool:
        """Whether all of a message has arrived."""
        return not is_streaming(message)

    def deletion_words(self) -> str:
        """What the menus call deleting: the selected messages, or the one that is meant."""
        if self._meant.selected is not None:
            return translate("Chat", "Delet&e selected messages")
        return translate("Chat", "Delet&e message")

    def delete(self, message: Message) -> None:
        """Delete a message, or the selected ones where it is one of them; it can be taken back."""
        persona_id, session_id = where = self._scene.where
        if session_id is None:
            return
        ids = self._ids(message)
        tell = partial(self._tell_deleted, where, self._neighbour(message, ids))
        if ids:
            deletion = messages.delete(persona_id, session_id, ids)
            self._run(deletion, self, partial(tell, len(ids)), self._history.fail)
        else:
            ends = self._meant.selected or (message.id, message.id)
            deletion_of_all = messages.delete_range(persona_id, session_id, *ends)
            self._run(
                deletion_of_all,
                self,
                lambda deleted: tell(len(deleted.message_ids), deleted.step_id),
                self._history.fail,
            )

    def _ids(self, message: Message) -> list[int]:
        """The messages to be deleted by their ids; none where not all of them are loaded."""
        model, ends = self._scene.model, self._meant.selected
        if ends is None or not ends[0] <= message.id <= ends[1]:
            return [message.id]
        ids = [model.message(row).id for row in range(model.rowCount())]
        is_loaded = (not model.has_older or ids[0] <= ends[0]) and (not model.has_newer or ids[-1] >= ends[1])
        return [each for each in ids if ends[0] <= each <= ends[1]] if is_loaded else []

    def _neighbour(self, message: Message, ids: list[int]) -> int | None:
        """Where the keyboard goes: the message after what is deleted, or before."""
        model, row = self._scene.model, self._scene.model.row_of(message.id)
        if row is None or self._scene.current_id not in {message.id, *ids}:
            return self._scene.current_id
        rest = [*range(row + 1, model.rowCount()), *range(row - 1, -1, -1)]
        return next((model.message(each).id for each in rest if model.message(each).id not in ids), None)

    def _tell_deleted(
        self, where: tuple[str, int | None], after: int | None, count: int, step_id: int | None
    ) -> None:
        if self._scene.where == where:
            self._scene.deselect()
            self._scene.set_current(after)
        if step_id is not None and self._scene.where[0] == where[0]:
            self._history.offer(translated(DELETED.of(count)), step_id)

    def _quote(self, text: str) -> None:
        if not text.strip():
            return
        edit = self._composer.edit
        written = edit.toPlainText()
        edit.moveCursor(edit.textCursor().MoveOperation.End)
        gap = "" if not written or written.endswith("\n\n") else "\n" if written.endswith("\n") else "\n\n"
        edit.insert_text(f"{gap}{quoted(text)}\n\n")
        edit.setFocus()


def quoted(text: str) -> str:
    """A text as somebody else's words in Markdown."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip("\n").splitlines())
