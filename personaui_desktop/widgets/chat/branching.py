"""Conversations that begin as another one did: branching off at a message, and going from one to another."""

from functools import partial

from PySide6.QtCore import QObject

from personaui_desktop.operations import branches
from personaui_desktop.records.messages import Message
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.branch_map import BranchMapDialog
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.transcript.facts import is_streaming
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.slow_notice import SlowNotice
from personaui_desktop.widgets.common.undo_history import UndoHistory


class Branching(QObject):
    """Begins branches of the shown conversation, and goes there.

    Args:
        pane: whose messages.
        history: tells what could not be done.
    """

    def __init__(self, pane: ChatPane, history: UndoHistory) -> None:
        super().__init__(pane)
        self._pane, self._history = pane, history
        pane.messages_requested.connect(self.go_to)

    def can_branch(self, message: Message) -> bool:
        """Whether all of a message has arrived."""
        return not is_streaming(message)

    def branch(self, message: Message) -> None:
        """Begin a conversation that has all up to a message, and show it; the rest of it stays as it is."""
        persona_id, session_id = where = self._pane.shown()
        if session_id is None:
            return
        if not self.can_branch(message):
            self._pane.notices.show(translate("Chat", "The reply is still being written."))
            return
        title = branch_title(self._pane.header.session_title)
        operation = branches.branch_from(persona_id, session_id, message.id, title)
        self._pane.run(operation, self, partial(self._go, where), self._history.fail)

    def _go(self, where: Where, copy_id: int) -> None:
        """Show the branch, unless the person has moved on; what it still lacks follows."""
        self.finish(where[0], copy_id)
        if self._pane.shown() == where:
            self._pane.place.show_session(copy_id)
            self._pane.focus_composer()

    def finish(self, persona_id: str, copy_id: int) -> None:
        """Copy what a branch still lacks."""
        self._pane.run(branches.finish(persona_id, copy_id), self, otherwise=self._history.fail)

    def go_to(self, branch_id: int, first_id: int = 0, last_id: int = 0) -> None:
        """Show a session, a parked one in its place; if messages are given, these there, or the first."""
        where = self._pane.shown()
        words = translate("Chat", "The branch is being opened.")
        # Thousands of branches may lie one in another.
        notice = SlowNotice(self._pane.notices, words, self)
        then = partial(self._show, where, first_id, last_id or first_id)
        self._pane.run(
            branches.open_branch(where[0], branch_id),
            self,
            notice.before(then),
            notice.before(self._history.fail),
        )

    def open_map(self) -> None:
        """List the branches of the shown conversation, to go to one."""
        dialog = BranchMapDialog(self._pane.shown(), self._pane.run, self._pane)
        dialog.chosen.connect(self.go_to)
        dialog.open()

    def _show(self, where: Where, first_id: int, last_id: int, session_id: int) -> None:
        if self._pane.shown() == where:
            self._pane.place.show_session(session_id)
            if first_id:
                self._pane.show_messages(first_id, last_id)
            elif session_id == where[1]:
                # What has taken the other tail's place is what one came for.
                self._pane.transcript.scroller.to_latest()


def branch_title(title: str) -> str:
    """What a branch of a conversation is called."""
    return translate("Chat", "{title} (branch)").format(title=title)
