"""Keeps the header's title that of the session that is shown."""

from PySide6.QtCore import QObject, SignalInstance

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.operations import sessions
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.sessions import Session
from personaui_desktop.widgets.chat.header import ChatHeader
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.place import Place


class SessionTitle(QObject):
    """Reads the title when the place or the session itself changes."""

    def __init__(self, header: ChatHeader, place: Place, run: Run, changed: SignalInstance) -> None:
        super().__init__(header)
        self._header, self._place = header, place
        self._brought: Session | None = None
        self._kept = Kept(place, run, self._ask, self._show, self, by_session=True)
        changed.connect(self._take_in)
        place.persona_changed.connect(self._follow)
        place.session_changed.connect(self._follow)
        self._follow()

    def bring(self, session: Session) -> None:
        """A session is about to be shown that was read already."""
        self._brought = session

    def _follow(self, _whither: object = None) -> None:
        if self._place.session_id is None:
            self._header.show_title(None)
            return
        # Now or never: later on it may be otherwise.
        brought, self._brought = self._brought, None
        if brought is not None and (brought.persona_id, brought.id) == self._place.where:
            self._show(brought)
            return
        self._header.show_title("")
        self._kept.read()

    def _take_in(self, change: Change) -> None:
        is_about_it = (change.persona_id, change.session_id) == (
            self._place.persona_id,
            self._place.session_id,
        )
        if change.topic is Topic.SESSIONS and is_about_it and change.how is not How.TOUCHED:
            self._kept.read()

    def _ask(self) -> Operation[Session | None] | None:
        session_id = self._place.session_id
        return None if session_id is None else sessions.one(self._place.persona_id, session_id)

    def _show(self, session: Session | None) -> None:
        if session is not None:
            self._header.show_title(session.title)
