"""Follows the model for a view: what came, went or changed, and what of it is new to the reader."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QGuiApplication

from personaui_desktop.widgets.chat.transcript.facts import is_streaming
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import announce

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.view import TranscriptView


class ModelWatch(QObject):
    """Tells the view's parts about the model's changes, and has them shown with the next frame."""

    def __init__(self, view: "TranscriptView") -> None:
        super().__init__(view)
        self._view = view
        self.has_new_below = False
        self.streaming_ids: set[int] = set()
        self._seen: dict[tuple[str, int | None], int] = {}
        model = view.model
        model.modelReset.connect(self._take_reset)
        model.rowsInserted.connect(self._take_inserted)
        model.rowsAboutToBeRemoved.connect(lambda _parent, first, last: view.flow.rows_removed(first, last))
        model.rowsRemoved.connect(lambda *_: view.frames.note())
        model.dataChanged.connect(self._take_changed)
        model.counted.connect(view.frames.note)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._come_back)

    def _come_back(self) -> None:
        """Who comes back to the window sees what is in view."""
        if self._view.flow.sticks_to_end:
            self.note_seen()

    def _take_reset(self) -> None:
        view = self._view
        view.begin_anew()
        self.has_new_below = False
        self.streaming_ids = set()
        self._watch_replies(range(view.model.rowCount()))
        self._show_unseen(self._first_unseen())
        view.frames.note()
        view.explorer.take_reset()

    def note_seen(self) -> None:
        """The end of the session is in view: what is whole has been seen."""
        model, place = self._view.model, self._view.explorer.where
        if place[1] is None or model.has_newer or not self._is_looked_at():
            return
        for row in range(model.rowCount() - 1, -1, -1):
            if not is_streaming(model.message(row)):
                self._seen[place] = max(self._seen.get(place, 0), model.message(row).id)
                return

    def _show_unseen(self, message_id: int | None) -> None:
        """Mark where the messages not seen yet begin, and have them read from there."""
        view = self._view
        view.messages.unread_id = message_id
        row = None if message_id is None else view.model.row_of(message_id)
        if row is not None:
            view.flow.go_to(row, view.viewport().height() * 0.25)

    def _first_unseen(self) -> int | None:
        """The first answer of a session that has come since the session was seen last."""
        model = self._view.model
        seen = self._seen.get(self._view.explorer.where)
        if seen is None or model.has_newer:
            return None
        new = [model.message(row) for row in range(model.rowCount()) if model.message(row).id > seen]
        return new[0].id if new and not any(message.is_user for message in new) else None

    def _is_looked_at(self) -> bool:
        return self._view.isVisible() and self._view.window().isActiveWindow()

    def _take_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        view = self._view
        view.flow.rows_inserted(first, last)
        self._watch_replies(range(first, last + 1))
        if first and last == view.model.rowCount() - 1 and not view.model.has_newer:
            self._take_new(first, last)
        view.frames.note()

    def _take_new(self, first: int, last: int) -> None:
        """Messages have come at the session's end."""
        view = self._view
        self.has_new_below = self.has_new_below or not view.flow.sticks_to_end
        if any(view.model.message(row).is_user for row in range(first, last + 1)):
            view.messages.unread_id = None
        elif not self._is_looked_at() and view.messages.unread_id is None:
            view.messages.unread_id = view.model.message(first).id

    def _take_changed(self, top_left: QModelIndex, bottom_right: QModelIndex) -> None:
        view = self._view
        rows = range(top_left.row(), bottom_right.row() + 1)
        self._watch_replies(rows)
        if rows[-1] == view.model.rowCount() - 1 and not view.flow.sticks_to_end:
            self.has_new_below = self.has_new_below or is_streaming(view.model.message(rows[-1]))
        view.frames.note(tuple(view.model.message(row).id for row in rows))

    def _watch_replies(self, rows: Sequence[int]) -> None:
        """Note which replies are being written, and have each read out once when it is finished."""
        for row in rows:
            message = self._view.model.message(row)
            if is_streaming(message):
                self.streaming_ids.add(message.id)
            elif message.id in self.streaming_ids:
                self.streaming_ids.discard(message.id)
                announce(self._view, message)
                if not self._is_looked_at() and self._view.messages.unread_id is None:
                    self._view.messages.unread_id = message.id
