"""Before windows are closed: asks where something would be lost, and before the last has replies stored."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from personaui_desktop.translation import translate

if TYPE_CHECKING:
    from personaui_desktop.background.arrivals import Arrivals
    from personaui_desktop.background.reply_worker import ReplyWorker, Unstored


class Leaving(NamedTuple):
    """What is about to be closed.

    Attributes:
        window: over which is asked.
        unsaved_for: the names of those for whom a memory is being written there, or nothing.
        is_end: nothing is left open after it.
        again: asks once more, now that nothing is in the way any more.
        force: closes whatever is lost.
    """

    window: QWidget
    unsaved_for: str
    is_end: bool
    again: Callable[[], object]
    force: Callable[[], object]


class Closing(QObject):
    """Decides whether windows may be closed now, and has them closed when they may.

    Args:
        replies: streams replies, which are everyone's: they are settled before the last window only.
        arrivals: stores what else a model wrote, for everyone too.
        parent: its owner.
    """

    def __init__(self, replies: "ReplyWorker", arrivals: "Arrivals", parent: QObject) -> None:
        super().__init__(parent)
        self._replies, self._arrivals = replies, arrivals
        self._is_settling = False
        self._given_up = ""
        """For whom the person will lose the memory that is being written."""

    def may_close(self, leaving: Leaving) -> bool:
        """Whether nothing has to be waited for: an answer, or that every reply is in its file."""
        if leaving.unsaved_for and leaving.unsaved_for != self._given_up:
            self._ask_to_lose_memories(leaving)
        elif leaving.is_end and (self._replies.under_way() or self._arrivals.under_way()):
            self._settle(leaving)
        else:
            self._given_up = ""
            return True
        return False

    def _settle(self, leaving: Leaving) -> None:
        """Store what has arrived; where that fails, the person decides."""
        if not self._is_settling:
            self._is_settling = True
            self._replies.settle(partial(self._settle_arrivals, leaving))

    def _settle_arrivals(self, leaving: Leaving, unstored: "list[Unstored]") -> None:
        self._arrivals.settle(partial(self._take_settled, leaving, unstored))

    def _take_settled(self, leaving: Leaving, replies: "list[Unstored]", others: "list[Unstored]") -> None:
        self._is_settling = False
        unstored = replies + others
        if not unstored:
            leaving.again()
            return
        # Dialogs are no part of the start.
        from personaui_desktop.widgets.unstored import UnstoredDialog

        UnstoredDialog(unstored, leaving.again, leaving.force, leaving.window).open()

    def _ask_to_lose_memories(self, leaving: Leaving) -> None:
        # Dialogs are no part of the start.
        from personaui_desktop.widgets.common.dialogs import confirm_discard

        question = translate(
            "Dialogs", "Close without saving the memory you are writing for {unsaved_for}?"
        ).format(unsaved_for=leaving.unsaved_for)
        confirm_discard(leaving.window, question, partial(self._lose_memories, leaving))

    def _lose_memories(self, leaving: Leaving) -> None:
        self._given_up = leaving.unsaved_for
        leaving.again()
