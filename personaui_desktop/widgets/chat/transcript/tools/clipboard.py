"""Puts text of the transcript on the clipboard."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from personaui_desktop.widgets.chat.transcript.layout.fences import code_of
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.selection import Selection


class Clipboard(QObject):
    """Copies out of a scene."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._scene = scene

    def selected_text(self, *, as_markdown: bool = False) -> str:
        """What is selected, as text or as Markdown."""
        return self._text_of(self._scene.selection, as_markdown=as_markdown)

    def copy(self, *, as_markdown: bool = False) -> None:
        """Copy what is selected, or else the current message."""
        self.hand_over(self._put, as_markdown=as_markdown)

    def hand_over(self, take: Callable[[str], object], *, as_markdown: bool = False) -> None:
        """Give what is selected, or else the current message, to whoever takes it.

        Where the selection reaches beyond what is loaded, the rest is read first.
        """
        if self._reaches_beyond():
            self._read_stored(take, as_markdown=as_markdown)
            return
        text = self.selected_text(as_markdown=as_markdown)
        current = self._scene.current_id
        if not text and current is not None:
            chosen = Selection()
            chosen.select_message(current)
            text = self._text_of(chosen, as_markdown=as_markdown)
        take(text)

    def copy_markdown(self) -> None:
        """The same, as Markdown."""
        self.copy(as_markdown=True)

    def copy_message(self, message_id: int) -> bool:
        """Copy a message as it reads; answers whether there was anything to copy."""
        row = self._scene.model.row_of(message_id)
        if row is not None:
            from personaui_desktop.widgets.chat.transcript.tools.copied_text import plain_text

            return self._put(plain_text(self._scene.model.message(row).text))
        return False

    def copy_code(self, message_id: int, fence: int) -> bool:
        """Copy the code of a fence; answers whether there was anything to copy."""
        row = self._scene.model.row_of(message_id)
        return row is not None and self._put(code_of(self._scene.messages.at(row).body, fence))

    def offer_selection(self) -> None:
        """Where the system pastes the selection by the middle button, offer it."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and not self._scene.selection.is_empty:
            clipboard.setText(self.selected_text(), QClipboard.Mode.Selection)

    def _reaches_beyond(self) -> bool:
        scene, model = self._scene, self._scene.model
        if scene.selection.is_empty or not scene.can_read or not model.rowCount():
            return False
        first, last = scene.selection.limits()
        begins, ends = model.message(0).id, model.message(model.rowCount() - 1).id
        before = model.has_older and first.message_id < begins
        return before or (model.has_newer and last.message_id > ends)

    def _read_stored(self, take: Callable[[str], object], *, as_markdown: bool) -> None:
        """Hand over what is selected, of messages that are not loaded too, as soon as it is read."""
        persona_id, session_id = self._scene.where
        if self._scene.run is None or session_id is None:
            return
        from personaui_desktop.operations.find import rewrite_stretch
        from personaui_desktop.widgets.chat.transcript.tools.copied_text import copied_text, joined

        chosen = Selection()
        chosen.select(*self._scene.selection.limits())
        first, last = chosen.limits()

        # On its lane nothing of the scene can be asked.
        thoughts = self._scene.messages.thoughts()

        def rewrite(message_id: int, text: str) -> str:
            return copied_text(message_id, text, chosen, as_markdown, thoughts.get(message_id))

        def join(pieces: list[str]) -> None:
            take(joined(pieces))

        operation = rewrite_stretch(persona_id, session_id, first.message_id, last.message_id, rewrite)
        self._scene.run(operation, self, join)

    def _text_of(self, selection: Selection, *, as_markdown: bool) -> str:
        if selection.is_empty:
            return ""
        from personaui_desktop.widgets.chat.transcript.tools.copied_text import copied

        model = self._scene.model
        messages = (model.message(row) for row in range(model.rowCount()))
        return copied(messages, selection, as_markdown, self._scene.messages.thought_of)

    def _put(self, text: str) -> bool:
        if text:
            QGuiApplication.clipboard().setText(text)
        return bool(text)
