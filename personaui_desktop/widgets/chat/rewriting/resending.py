"""Saying one's own message anew: in the place of what follows, which is kept, or in a new branch."""

from functools import partial

from PySide6.QtCore import QObject

from personaui_desktop.operations import branches
from personaui_desktop.operations.branches import SaidAnew
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Message
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.branching import branch_title
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.rewriting.rewriting import Rewriting
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.undo_history import UndoHistory

REPLACED = Phrase("Chat", "Sent. What followed before is kept under “Branches…”.")
BRANCHED = Phrase("Chat", "Sent in a new branch.")


class Resending(QObject):
    """Says what the editor holds in the place of its message, and asks for the reply.

    Args:
        pane: whose messages.
        rewriting: has the editor.
        history: offers to take it back.
    """

    def __init__(self, pane: ChatPane, rewriting: Rewriting, history: UndoHistory) -> None:
        super().__init__(pane)
        self._pane, self._rewriting, self._history = pane, rewriting, history
        self._editor = rewriting.editor
        self._editor.resend_requested.connect(self._send)

    def can_resend(self) -> bool:
        """Whether one's own words are being changed."""
        return self._editor.can_resend

    def replace(self) -> None:
        """Say it in the place of what follows."""
        self._resend(in_branch=False)

    def branch(self) -> None:
        """Say it in a new conversation that begins as this one."""
        self._resend(in_branch=True)

    def _resend(self, *, in_branch: bool) -> None:
        if self._editor.can_resend:
            self._editor.resend(in_branch=in_branch)
        else:
            self._pane.notices.show(translate("Chat", "Edit one of your own messages first."))

    def _send(self, text: str, in_branch: bool) -> None:
        message, where = self._editor.message, self._pane.shown()
        persona_id, session_id = where
        if message is None or session_id is None:
            return
        # In the file as a draft first, so that it is kept whatever happens.
        self._rewriting.keep()
        if in_branch:
            title = branch_title(self._pane.header.session_title)
            operation = branches.say_in_branch(persona_id, session_id, message.id, text, title)
        else:
            operation = branches.say_instead(persona_id, session_id, message.id, text)
        self._pane.run(
            operation,
            self,
            partial(self._take_said, where, message),
            partial(self._rewriting.refuse, where, message),
        )

    def _take_said(self, where: Where, message: Message, said: SaidAnew) -> None:
        """Have it answered, wherever the person is by now; who is still there sees it."""
        there = (where[0], said.session_id)
        self._rewriting.forget(where, message)
        self._pane.requests.ask(there)
        if there != where:
            self._pane.run(branches.finish(*there), self, otherwise=self._history.fail)
        if self._pane.shown() == where:
            self._pane.place.show_session(said.session_id)
            self._pane.transcript.scroller.to_latest()
            self._pane.focus_composer()
        if said.step_id is not None and self._pane.place.persona_id == where[0]:
            self._history.offer(translated(REPLACED if there == where else BRANCHED), said.step_id)
