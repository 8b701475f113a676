"""Follows what a model thinks before a reply: where the reply will stand, and in a dialog."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from personaui_desktop.background.thinking import ThinkingNow
from personaui_desktop.records.replies import ReplyOutcome, Thought
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.thought_dialog import ThoughtDialog
from personaui_desktop.widgets.chat.transcript.facts import thinking_words
from personaui_desktop.widgets.chat.transcript.throttle import FRAME_MS


class ThinkingWatch(QObject):
    """Takes in what is being thought in the shown session, at most once a frame.

    Args:
        pane: shows the session.
    """

    def __init__(self, pane: ChatPane) -> None:
        super().__init__(pane)
        self._pane, self._replies = pane, pane.desk.replies
        self._now: tuple[int, ThinkingNow] | None = None
        self._where = pane.place.where
        self._dialog: ThoughtDialog | None = None
        self._read_along: tuple[str, int] | None = None
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._take)
        self._replies.thinking.connect(self._note)
        self._replies.ended.connect(self._end)
        pane.place.session_changed.connect(self._take)
        pane.place.persona_changed.connect(self._take)
        self._unfolding = pane.transcript.hands.unfolding
        self._model = pane.transcript.scene.model
        self._model.rowsInserted.connect(self._take)
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.timeout.connect(self._take)

    @property
    def can_show(self) -> bool:
        """Whether something is being thought."""
        return self._now is not None

    @property
    def text(self) -> str:
        """What is being thought, as far as it is told."""
        return "" if self._now is None else self._now[1].text

    def show(self) -> None:
        """Open what is being thought; it goes on there as it comes."""
        if self._now is None:
            return
        message_id, thinking = self._now
        self._read_along = (self._pane.place.persona_id, message_id)
        if self._dialog is None:
            self._dialog = ThoughtDialog(Thought("", 0, None), self._pane)
            self._dialog.finished.connect(self._forget)
            # Beside the window and not over it: what is read along can be stopped.
            self._dialog.show()
        self._dialog.go_on(thinking)

    def _forget(self) -> None:
        self._dialog = self._read_along = None

    def _note(self, persona_id: str, session_id: int) -> None:
        if (persona_id, session_id) == self._pane.place.where and not self._frame.isActive():
            self._frame.start()

    def _take(self) -> None:
        where = persona_id, session_id = self._pane.place.where
        before, self._where = self._now if where == self._where else None, where
        self._now = None if session_id is None else self._replies.thinking_now(persona_id, session_id)
        self._tell(before)
        if self._now is None:
            return
        self._unfolding.go_on(self._now[0], self._now[1].text)
        if self._dialog is not None and self._read_along == (persona_id, self._now[0]):
            self._dialog.go_on(self._now[1])

    def _tell(self, before: tuple[int, ThinkingNow] | None) -> None:
        """Say it at the place of the reply, a second at a time; screen readers are told once."""
        self._second.stop()
        if before is not None and (self._now is None or self._now[0] != before[0]):
            message_id, thinking = before
            self._model.set_thought(message_id, thinking.milliseconds if thinking.text.strip() else None)
        if self._now is None:
            return
        message_id, thinking = self._now
        milliseconds = thinking.milliseconds
        self._model.set_thinking(message_id, milliseconds // 1000 * 1000)
        self._second.start(1000 - milliseconds % 1000)
        if before is None:
            words = thinking_words(milliseconds)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._pane.transcript, words))

    def _end(self, persona_id: str, _session_id: int, message_id: int, outcome: ReplyOutcome) -> None:
        if outcome.thought is not None and persona_id == self._pane.place.persona_id:
            self._unfolding.go_on(message_id, outcome.thought.text)
        if self._dialog is not None and self._read_along == (persona_id, message_id) and outcome.thought:
            self._dialog.end(outcome.thought)
        self._take()
