"""Which persona and which session the window shows."""

from PySide6.QtCore import QObject, Signal

from personaui_desktop.widgets.common.recovery import Recovery

Where = tuple[str, int | None]
"""A persona's id and a session's; no session where a conversation is about to begin."""


class Place(QObject):
    """Where the person is. Panes listen to it; no pane calls another.

    Signals:
        persona_changed: another persona is shown; its session is not chosen yet.
        session_changed: another session is shown, or ``None``.
    """

    persona_changed = Signal(str)
    session_changed = Signal(object)

    def __init__(self, persona_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._persona_id = persona_id
        self._session_id: int | None = None
        self.recovery = Recovery(self)

    @property
    def persona_id(self) -> str:
        """The persona that is shown."""
        return self._persona_id

    @property
    def session_id(self) -> int | None:
        """The session that is shown, if one is."""
        return self._session_id

    @property
    def where(self) -> Where:
        """The persona and the session that are shown."""
        return self._persona_id, self._session_id

    def show_persona(self, persona_id: str) -> None:
        """Show a persona, and none of its sessions until one is chosen."""
        if persona_id == self._persona_id:
            return
        self._persona_id = persona_id
        had_session, self._session_id = self._session_id is not None, None
        self.persona_changed.emit(persona_id)
        # A listener of the persona may have chosen a session already, and told so itself.
        if had_session and self._session_id is None:
            self.session_changed.emit(None)

    def show_session(self, session_id: int | None) -> None:
        """Show a session of the persona."""
        if session_id == self._session_id:
            return
        self._session_id = session_id
        self.session_changed.emit(session_id)
