"""Keeps the editor where its message is in the transcript, which makes room for it."""

from PySide6.QtCore import QEvent, QObject, QRect

from personaui_desktop.widgets.chat.rewriting.editor import RewriteEditor
from personaui_desktop.widgets.chat.transcript.view import TranscriptView

MOST_OF_VIEW = 0.6
"""How much of the view's height the field grows to."""


class InBubble(QObject):
    """Places the editor; where its message is out of view, so is the editor, which goes on holding its text.

    Args:
        view: where the message is.
        editor: what is placed.
    """

    def __init__(self, view: TranscriptView, editor: RewriteEditor) -> None:
        super().__init__(editor)
        self._view, self._editor = view, editor
        editor.setParent(view.viewport())
        editor.hide()
        editor.installEventFilter(self)
        view.laid_out.connect(self.follow)

    def follow(self) -> None:
        """Have the editor where its message is, and room for it there."""
        message, view, editor = self._editor.message, self._view, self._editor
        if message is None:
            self._make_room(None)
            return
        messages = view.scene.messages
        editor.field.set_text_size(messages.look.scale)
        editor.field.tallest = round(view.viewport().height() * MOST_OF_VIEW)
        width = round(messages.column.text_limit)
        editor.resize(width, editor.height())
        height = editor.sizeHint().height()
        row = view.scene.row_of(message.id)
        place = QRect(0, -2 * height, width, height)
        if row is not None:
            place.moveTopLeft(row.laid.rects.body.translated(0, row.top).topLeft().toPoint())
        editor.setGeometry(place)
        self._make_room((message.id, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with what is written: QObject.eventFilter."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.follow()
        return super().eventFilter(watched, event)

    def _make_room(self, edited: tuple[int, int] | None) -> None:
        messages = self._view.scene.messages
        if edited != messages.edited:
            ids = [each[0] for each in (edited, messages.edited) if each is not None]
            messages.edited = edited
            self._view.throttle.note(tuple(ids))
