"""What a start shows first, read while Qt brings the frame on screen and the panes are made."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Errand, Run
from personaui_desktop.errors import KnownError
from personaui_desktop.settings.window_state import WindowState

if TYPE_CHECKING:
    from personaui_desktop.operations.beginning import Beginning


class FirstLook(QObject):
    """Keeps what was read until somebody can show it.

    Args:
        state: how the window was left.
        run: runs operations.
        parent: its owner.
    """

    def __init__(self, state: WindowState, run: Run, parent: QObject) -> None:
        super().__init__(parent)
        self._read: Beginning | KnownError | None = None
        self._show: Callable[[Beginning], object] | None = None
        self._tell: Callable[[KnownError], object] | None = None
        reading = partial(_read_beginning, state.last_persona, state.last_sessions)
        run(Errand(reading), self, self._take, self._take)

    def show_with(self, show: "Callable[[Beginning], object]", tell: Callable[[KnownError], object]) -> None:
        """Have it shown, or told why it cannot be read: now, or as soon as it is there."""
        self._show, self._tell = show, tell
        self._hand_over()

    def _take(self, read: "Beginning | KnownError") -> None:
        self._read = read
        self._hand_over()

    def _hand_over(self) -> None:
        read, show, tell = self._read, self._show, self._tell
        if read is None or show is None or tell is None:
            return
        if isinstance(read, KnownError):
            tell(read)
        else:
            show(read)


def _read_beginning(persona_id: str, remembered: Mapping[str, int]) -> "Beginning":
    # Loaded by the lane that reads.
    from personaui_desktop.operations import beginning

    return beginning.begin(persona_id, remembered).work()
