"""Keeps the header's title that of the session that is shown."""

from PySide6.QtCore import QObject, SignalInstance

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.operations import sessions
from personaui_desktop.records import Session, Topic
from personaui_desktop.widgets.chat.header import ChatHeader
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.place import Place


class SessionTitle(QObject):
    """Reads the title when the place or the sessions change."""

    def __init__(self, header: ChatHeader, place: Place, run: Run, changed: SignalInstance) -> None:
        super().__init__(header)
        self._header, self._place = header, place
        self._kept = Kept(place, run, self._ask, self._show, self, by_session=True)
        self._kept.follow(changed, Topic.SESSIONS)
        place.persona_changed.connect(self._follow)
        place.session_changed.connect(self._follow)
        self._follow()

    def _follow(self, _whither: object = None) -> None:
        self._header.show_title(None if self._place.session_id is None else "")
        self._kept.read()

    def _ask(self) -> Operation[Session | None] | None:
        session_id = self._place.session_id
        return None if session_id is None else sessions.one(self._place.persona_id, session_id)

    def _show(self, session: Session | None) -> None:
        if session is not None:
            self._header.show_title(session.title)
