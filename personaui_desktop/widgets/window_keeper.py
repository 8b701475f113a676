"""Keeps how a window is left while it is used: where it is, what it shows, and how wide its columns are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QWidget

from personaui_desktop.settings.window_state import WindowState
from personaui_desktop.widgets.columns import Columns, Side
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.kept_windows import KeptWindow

if TYPE_CHECKING:
    from personaui_desktop.widgets.memories.pane import MemoriesPane

START_SIZE = QSize(1360, 860)
LARGEST_SHARE = 0.94
"""Of the screen, the rest being for what the system puts around a window."""
SETTLED_MS = 1000
"""So long nothing has moved when a window's place is written."""


class WindowKeeper(QObject):
    """Has a window come back as it was, and follows what the person makes of it.

    Args:
        window: which it is.
        place: what it shows.
        kept: how it was left, and is.
    """

    def __init__(self, window: QWidget, place: Place, kept: KeptWindow) -> None:
        super().__init__(window)
        self._window, self._place, self._kept = window, place, kept
        self._columns: Columns | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._keep_geometry)
        window.resize(START_SIZE.boundedTo(window.screen().availableSize() * LARGEST_SHARE))
        geometry = kept.state.window_geometry
        if geometry:
            window.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))

    @property
    def state(self) -> WindowState:
        """How it was left."""
        return self._kept.state

    def follow(self, columns: Columns) -> None:
        """The window has its columns: put them as they were, and follow from now on."""
        self._columns, state = columns, self.state
        columns.set_up(
            {Side.SESSIONS: state.show_sessions, Side.MEMORIES: state.show_memories},
            {Side.SESSIONS: state.sessions_width, Side.MEMORIES: state.memories_width},
        )
        self._place.persona_changed.connect(self._keep_persona)
        self._place.session_changed.connect(self._keep_session)
        self._window.installEventFilter(self)

    def keep_order(self, memories: "MemoriesPane") -> None:
        """Sort the memories as they were, and follow from now on."""
        memories.sort_by(self.state.memory_order)
        memories.order_chosen.connect(self._keep_order)

    def as_it_is(self) -> WindowState:
        """How it would be left now."""
        self._keep_geometry()
        if self._columns is not None:
            self._kept.set(
                sessions_width=self._columns.width_of(Side.SESSIONS),
                memories_width=self._columns.width_of(Side.MEMORIES),
                show_sessions=self._columns.is_wanted(Side.SESSIONS),
                show_memories=self._columns.is_wanted(Side.MEMORIES),
            )
        return self.state

    def last_session(self, persona_id: str) -> int | None:
        """The session of a persona that was open last, if known."""
        return self.state.last_sessions.get(persona_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the window is moved, it comes back, also after a kill: QObject.eventFilter."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._settled.start()
        return super().eventFilter(watched, event)

    def _keep_geometry(self) -> None:
        self._settled.stop()
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._kept.set(window_geometry=geometry)

    def keep_searches(self, searches: Sequence[str]) -> None:
        """These were searched for."""
        self._kept.set(last_searches=list(searches))

    def keep_reached(self, keys: Sequence[str]) -> None:
        """These were reached by the palette."""
        self._kept.set(last_reached=list(keys))

    def _keep_order(self, order: str) -> None:
        self._kept.set(memory_order=order)

    def _keep_persona(self, persona_id: str) -> None:
        self._kept.set(last_persona=persona_id)

    def _keep_session(self, session_id: int | None) -> None:
        if session_id is not None:
            self._kept.set(last_sessions={**self.state.last_sessions, self._place.persona_id: session_id})
