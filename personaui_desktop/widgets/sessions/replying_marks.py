"""Marks the conversations in the list in which a reply is being written."""

from PySide6.QtCore import QObject

from personaui_desktop.background.reply_worker import ReplyWorker
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.sessions.pane import SessionsPane


class ReplyingMarks(QObject):
    """Follows replies, and the place, whose persona's conversations are listed."""

    def __init__(self, pane: SessionsPane, replies: ReplyWorker, place: Place) -> None:
        super().__init__(pane)
        self._pane, self._replies, self._place = pane, replies, place
        replies.began.connect(self._begin)
        replies.ended.connect(self._end)
        place.persona_changed.connect(self._show_all)
        self._show_all(place.persona_id)

    def _begin(self, persona_id: str, session_id: int, _message_id: int) -> None:
        self._show(persona_id, session_id, True)

    def _end(self, persona_id: str, session_id: int, _message_id: int, _outcome: object) -> None:
        self._show(persona_id, session_id, False)

    def _show_all(self, _persona_id: str) -> None:
        for persona_id, session_id in self._replies.under_way():
            self._show(persona_id, session_id, True)

    def _show(self, persona_id: str, session_id: int, replying: bool) -> None:
        if persona_id == self._place.persona_id:
            self._pane.set_replying(session_id, replying)
