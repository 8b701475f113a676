"""What is done with a persona's bookmarks: list them, go to one, remove one."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from personaui_desktop.operations import marks
from personaui_desktop.records.bookmarks import Bookmark
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.common.undo_history import UndoHistory

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.bookmarks_dialog import BookmarksDialog


class Bookmarks(QObject):
    """Opens the list of the shown persona's bookmarks, and does what is done in it.

    Args:
        pane: over which the list stands.
        history: takes back what was removed.
        go_to: shows a session, a parked one in its place, and there a message, by their ids.
    """

    def __init__(self, pane: ChatPane, history: UndoHistory, go_to: Callable[[int, int], object]) -> None:
        super().__init__(pane)
        self._pane, self._history, self._go_to = pane, history, go_to
        self._dialog: BookmarksDialog | None = None

    @property
    def current(self) -> Bookmark | None:
        """The bookmark that the keyboard is at, while they are listed."""
        return None if self._dialog is None else self._dialog.current

    def open(self) -> None:
        """Open the list."""
        # Dialogs are no part of the start.
        from personaui_desktop.widgets.chat.bookmarks_dialog import BookmarksDialog

        self._dialog = BookmarksDialog(self._pane, self._history)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def show(self, bookmark: Bookmark) -> None:
        """Close the list, and go to what is bookmarked."""
        if self._dialog is not None:
            self._dialog.accept()
        self._go_to(bookmark.session_id, bookmark.message_id)

    def remove(self, bookmark: Bookmark) -> None:
        """Remove a bookmark; the message stays."""
        persona_id = self._pane.place.persona_id
        work = marks.bookmark(persona_id, bookmark.session_id, bookmark.message_id, False)
        self._pane.run(work, self, partial(self._tell_removed, persona_id), self._history.fail)

    def _tell_removed(self, persona_id: str, step_id: int | None) -> None:
        if step_id is not None and self._pane.place.persona_id == persona_id:
            self._history.offer(translate("Chat", "Bookmark removed."), step_id)

    def _forget(self, _result: int) -> None:
        self._dialog = None
