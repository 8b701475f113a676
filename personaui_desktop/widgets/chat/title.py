"""Keeps the header's title that of the session that is shown."""

from PySide6.QtCore import QObject, SignalInstance

from personaui_desktop.background.operation import Run
from personaui_desktop.operations import sessions
from personaui_desktop.records import Change, Session, Topic
from personaui_desktop.widgets.chat.header import ChatHeader
from personaui_desktop.widgets.common.place import Place


class SessionTitle(QObject):
    """Reads the title when the place or the sessions change."""

    def __init__(self, header: ChatHeader, place: Place, run: Run, changed: SignalInstance) -> None:
        super().__init__(header)
        self._header, self._place, self._run = header, place, run
        changed.connect(self._take_in)
        place.persona_changed.connect(self._follow)
        place.session_changed.connect(self._follow)
        self._follow()

    def _follow(self, _whither: object = None) -> None:
        self._header.show_title(None if self._place.session_id is None else "")
        self._fetch()

    def _take_in(self, change: Change) -> None:
        if change.topic is Topic.SESSIONS and change.persona_id == self._place.persona_id:
            self._fetch()

    def _fetch(self) -> None:
        persona_id, session_id = self._place.persona_id, self._place.session_id
        if session_id is None:
            return

        def show(session: Session | None) -> None:
            is_there = (persona_id, session_id) == (self._place.persona_id, self._place.session_id)
            if is_there and session is not None:
                self._header.show_title(session.title)

        # A file that cannot be read is told once, where the conversation would be.
        self._run(sessions.one(persona_id, session_id), self, show, lambda _error: None)
