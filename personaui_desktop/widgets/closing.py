"""Before a window is closed: asks where something would be lost, and has the replies stored."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from personaui_desktop.background.reply_worker import ReplyWorker, Unstored


class Closing(QObject):
    """Decides whether a window may be closed now, and says when it may.

    Args:
        window: over which it asks.
        replies: streams replies.
        unsaved_for: answers the names of those for whom a memory is being written, or nothing.

    Signals:
        allowed: the window may be closed, if nothing has changed since.
        forced: the window is to be closed whatever is lost.
    """

    allowed = Signal()
    forced = Signal()

    def __init__(self, window: QWidget, replies: "ReplyWorker", unsaved_for: Callable[[], str]) -> None:
        super().__init__(window)
        self._window, self._replies, self._unsaved_for = window, replies, unsaved_for
        self._is_settling = False
        self._may_lose_memories = False

    def may_close(self) -> bool:
        """Whether nothing has to be waited for: an answer, or that every reply is in its file."""
        unsaved = "" if self._may_lose_memories else self._unsaved_for()
        if unsaved:
            self._ask_to_lose_memories(unsaved)
        elif self._replies.under_way():
            self._settle_replies()
        else:
            return True
        return False

    def _settle_replies(self) -> None:
        """Store what has arrived; where that fails, the person decides."""
        if not self._is_settling:
            self._is_settling = True
            self._replies.settle(self._take_settled)

    def _take_settled(self, unstored: "list[Unstored]") -> None:
        self._is_settling = False
        if not unstored:
            self.allowed.emit()
            return
        # Dialogs are no part of the start.
        from personaui_desktop.widgets.unstored import UnstoredDialog

        UnstoredDialog(unstored, self.allowed.emit, self.forced.emit, self._window).open()

    def _ask_to_lose_memories(self, names: str) -> None:
        # Dialogs are no part of the start.
        from personaui_desktop.widgets.common.dialogs import confirm_discard

        question = f"Close without saving the memory you are writing for {names}?"
        confirm_discard(self._window, question, self._lose_memories)

    def _lose_memories(self) -> None:
        self._may_lose_memories = True
        self.allowed.emit()
