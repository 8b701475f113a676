"""How the windows are left: where they are and what they show, written in the background when it changes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Run
from personaui_desktop.settings.window_state import WindowState


class KeptWindow:
    """Holds how one window is left.

    Args:
        state: as it is at first.
        store: called when it has changed.
    """

    def __init__(self, state: WindowState, store: Callable[[], object]) -> None:
        self.state = state
        self._store = store

    def set(self, **changes: Any) -> None:
        """Change what there is to know of the window, by name."""
        state = self.state._replace(**changes)
        if state != self.state:
            self.state = state
            self._store()


class KeptWindows(QObject):
    """Holds how every window is left. Without a folder it lasts until the program is closed.

    Args:
        states: of the windows that come back, at least one.
        folder: where it is written.
        run: runs operations.
        parent: its owner.
    """

    def __init__(
        self, states: Sequence[WindowState], folder: Path | None, run: Run, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._run = run
        self._kept = [KeptWindow(state, self._store) for state in states]

    @property
    def all(self) -> tuple[KeptWindow, ...]:
        """That of each window, the one that is opened first at the beginning."""
        return tuple(self._kept)

    def add(self, state: WindowState) -> KeptWindow:
        """There is one more window."""
        kept = KeptWindow(state, self._store)
        self._kept.append(kept)
        self._store()
        return kept

    def forget(self, kept: KeptWindow) -> None:
        """A window does not come back: it was closed, and others go on."""
        self._kept.remove(kept)
        self._store()

    def _store(self) -> None:
        if self._folder is not None:
            # The first change comes after the first paint, and the verbs with it.
            from personaui_desktop.operations.files import store_window_states

            self._run(store_window_states([kept.state for kept in self._kept], self._folder), self)
