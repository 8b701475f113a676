"""Puts text of the transcript on the clipboard."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QClipboard, QGuiApplication

from personaui_desktop.widgets.chat.transcript.selection import Selection

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.view import TranscriptView


class Clipboard:
    """Copies for a view."""

    def __init__(self, view: "TranscriptView") -> None:
        self._view = view

    def selected_text(self, *, as_markdown: bool = False) -> str:
        """What is selected, as text or as Markdown."""
        return self._text_of(self._view.selection, as_markdown=as_markdown)

    def copy(self, *, as_markdown: bool = False) -> None:
        """Copy what is selected, or else the current message.

        Where the selection reaches beyond what is loaded, the rest is read first.
        """

        def put(text: str) -> None:
            self._put(text)

        if self._reaches_beyond():
            self._view.explorer.copy_all(self._view.selection, put, as_markdown=as_markdown)
            return
        text = self.selected_text(as_markdown=as_markdown)
        current = self._view.keyboard.current_id
        if not text and current is not None:
            chosen = Selection()
            chosen.select_message(current)
            text = self._text_of(chosen, as_markdown=as_markdown)
        self._put(text)

    def copy_message(self, message_id: int) -> bool:
        """Copy a message as it reads; answers whether there was anything to copy."""
        row = self._view.model.row_of(message_id)
        if row is not None:
            from personaui_desktop.widgets.chat.transcript.tools.copying import plain_text

            return self._put(plain_text(self._view.model.message(row).text))
        return False

    def copy_code(self, message_id: int, fence: int) -> bool:
        """Copy the code of a fence; answers whether there was anything to copy."""
        row = self._view.model.row_of(message_id)
        return row is not None and self._put(self._view.messages.at(row).body.code(fence))

    def offer_selection(self) -> None:
        """Where the system pastes the selection by the middle button, offer it."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and not self._view.selection.is_empty:
            clipboard.setText(self.selected_text(), QClipboard.Mode.Selection)

    def _reaches_beyond(self) -> bool:
        view = self._view
        if view.selection.is_empty or not view.explorer.can_read or not view.model.rowCount():
            return False
        first, last = view.selection.limits()
        begins = view.model.message(0).id
        ends = view.model.message(view.model.rowCount() - 1).id
        before = view.model.has_older and first.message_id < begins
        return before or (view.model.has_newer and last.message_id > ends)

    def _text_of(self, selection: Selection, *, as_markdown: bool) -> str:
        if selection.is_empty:
            return ""
        from personaui_desktop.widgets.chat.transcript.tools.copying import copied

        model = self._view.model
        return copied((model.message(row) for row in range(model.rowCount())), selection, as_markdown)

    def _put(self, text: str) -> bool:
        if text:
            QGuiApplication.clipboard().setText(text)
        return bool(text)
