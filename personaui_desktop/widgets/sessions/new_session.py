"""Begins a conversation, or takes again one in which nobody has written yet."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import messages, sessions
from personaui_desktop.records.messages import MessagePage
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place


class NewSession(QObject):
    """Makes a session for the persona that is shown and shows it.

    Args:
        place: told which session is shown.
        run: runs the operations.
        notices: where failures are told.
        parent: its owner.

    Signals:
        shown: the session is shown; the person goes on to write in it.
    """

    shown = Signal()

    def __init__(self, place: Place, run: Run, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._run, self._notices = place, run, notices
        self._is_under_way = False

    def begin(self, newest_id: int | None) -> None:
        """Begin one, unless that is under way; take the newest where nobody has written in it yet."""
        if self._is_under_way:
            return
        self._is_under_way = True
        persona_id = self._place.persona_id
        if newest_id is None:
            self._make(persona_id)
            return

        def look(page: MessagePage) -> None:
            # Nothing but the greeting, if that.
            if len(page.messages) < 2 and not any(message.is_user for message in page.messages):
                self._go_to(persona_id, newest_id)
            else:
                self._make(persona_id)

        def make(_error: KnownError) -> None:
            # A file that cannot be read says so when it cannot be written either.
            self._make(persona_id)

        self._run(messages.newest_page(persona_id, newest_id, 2), self, look, make)

    def _make(self, persona_id: str) -> None:
        self._run(sessions.create(persona_id), self, partial(self._go_to, persona_id), self._fail)

    def _fail(self, error: KnownError) -> None:
        self._is_under_way = False
        self._notices.tell(error)

    def _go_to(self, persona_id: str, session_id: int) -> None:
        self._is_under_way = False
        if self._place.persona_id == persona_id:
            self._place.show_session(session_id)
            self.shown.emit()
