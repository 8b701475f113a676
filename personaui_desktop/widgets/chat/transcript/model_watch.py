"""Follows the model for a view: what came, went or changed, and what of it is new to the reader."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.transcript.facts import is_streaming
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import ScreenReader
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.throttle import Throttle


class ModelWatch(QObject):
    """Tells a scene about its model's changes, and has them shown with the next frame.

    Args:
        scene: what is shown.
        throttle: shows changes.
        reader: reads out replies.
        view: whether anybody looks at it decides what is new.
    """

    def __init__(self, scene: Scene, throttle: Throttle, reader: ScreenReader, view: QWidget) -> None:
        super().__init__(view)
        self._scene, self._throttle, self._reader, self._view = scene, throttle, reader, view
        self._streaming_ids: set[int] = set()
        self._seen: dict[tuple[str, int | None], int] = {}
        model = scene.model
        model.modelReset.connect(self._take_reset)
        model.rowsInserted.connect(self._take_inserted)
        model.rowsAboutToBeRemoved.connect(self._take_removed)
        model.rowsRemoved.connect(lambda *_: throttle.note())
        model.dataChanged.connect(self._take_changed)
        model.counted.connect(throttle.note)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._come_back)

    def _come_back(self) -> None:
        """Who comes back to the window sees what is in view."""
        if self._scene.placement.sticks_to_end:
            self.note_seen()

    def _take_reset(self) -> None:
        self._scene.begin_anew()
        self._streaming_ids = set()
        self._watch_replies(range(self._scene.model.rowCount()))
        self._show_unseen(self._first_unseen())
        self._throttle.note()

    def note_seen(self) -> None:
        """The end of the session is in view: what is whole has been seen."""
        model, place = self._scene.model, self._scene.where
        if place[1] is None or model.has_newer or not self._is_looked_at():
            return
        for row in range(model.rowCount() - 1, -1, -1):
            if not is_streaming(model.message(row)):
                self._seen[place] = max(self._seen.get(place, 0), model.message(row).id)
                return

    def _show_unseen(self, message_id: int | None) -> None:
        """Mark where the messages not seen yet begin, and have them read from there."""
        scene = self._scene
        scene.messages.unread_id = message_id
        row = None if message_id is None else scene.model.row_of(message_id)
        if row is not None:
            scene.placement.go_to(row, scene.height * 0.25)

    def _first_unseen(self) -> int | None:
        """The first answer of a session that has come since the session was seen last."""
        model = self._scene.model
        seen = self._seen.get(self._scene.where)
        if seen is None or model.has_newer:
            return None
        new = [model.message(row) for row in range(model.rowCount()) if model.message(row).id > seen]
        return new[0].id if new and not any(message.is_user for message in new) else None

    def _is_looked_at(self) -> bool:
        return self._view.isVisible() and self._view.window().isActiveWindow()

    def _take_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._scene.placement.rows_removed(first, last)

    def _take_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        scene = self._scene
        scene.placement.rows_inserted(first, last)
        self._watch_replies(range(first, last + 1))
        if first and last == scene.model.rowCount() - 1 and not scene.model.has_newer:
            self._take_new(first, last)
        self._throttle.note()

    def _take_new(self, first: int, last: int) -> None:
        """Messages have come at the session's end."""
        scene = self._scene
        scene.has_new_below = scene.has_new_below or not scene.placement.sticks_to_end
        if any(scene.model.message(row).is_user for row in range(first, last + 1)):
            scene.messages.unread_id = None
        elif not self._is_looked_at() and scene.messages.unread_id is None:
            scene.messages.unread_id = scene.model.message(first).id

    def _take_changed(self, top_left: QModelIndex, bottom_right: QModelIndex) -> None:
        scene = self._scene
        rows = range(top_left.row(), bottom_right.row() + 1)
        self._watch_replies(rows)
        self._hold_foot(rows)
        if rows[-1] == scene.model.rowCount() - 1 and not scene.placement.sticks_to_end:
            scene.has_new_below = scene.has_new_below or is_streaming(scene.model.message(rows[-1]))
        self._throttle.note(tuple(scene.model.message(row).id for row in rows))

    def _hold_foot(self, rows: Sequence[int]) -> None:
        """Where another version of a message is chosen, what is beneath it stays in its place."""
        for placed in self._scene.placement.placed:
            if placed.row in rows and placed.laid.facts.versions > 1:
                message = self._scene.model.message(placed.row)
                if message.version != placed.laid.facts.version:
                    self._scene.placement.hold_foot(message.id)

    def _watch_replies(self, rows: Sequence[int]) -> None:
        """Note which replies are being written, and have each read out once when it is finished."""
        for row in rows:
            message = self._scene.model.message(row)
            if is_streaming(message):
                self._streaming_ids.add(message.id)
            elif message.id in self._streaming_ids:
                self._streaming_ids.discard(message.id)
                self._reader.announce(message)
                if not self._is_looked_at() and self._scene.messages.unread_id is None:
                    self._scene.messages.unread_id = message.id
