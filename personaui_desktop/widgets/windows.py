"""The windows that are open: opens more, knows which one is in front, and closes one or all."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from personaui_desktop.errors import KnownError
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.closing import Closing, Leaving
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.wording import quoted
from personaui_desktop.widgets.kept_windows import KeptWindow, KeptWindows
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.preferences import Preferences

if TYPE_CHECKING:
    from personaui_desktop.widgets.desk import Desk


class Windows(QObject):
    """Every window stands on the same desk. There is at least one, and the last stays, closed, to the end.

    Args:
        preferences: the settings.
        kept: how the windows were left; the first is made at once, and the others by `come_back`.
        parent: its owner.

    Signals:
        gone: a window that was closed is destroyed by now.
    """

    gone = Signal()

    def __init__(self, preferences: Preferences, kept: KeptWindows, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences, self._kept = preferences, kept
        self._desk: Desk | None = None
        self._closing: Closing | None = None
        self._is_quitting = False
        self._open: list[MainWindow] = []
        self._coming_back = kept.all[1:]
        self._make(kept.all[0])

    @property
    def open(self) -> tuple[MainWindow, ...]:
        """Those that are open, the one in front last."""
        return tuple(self._open)

    @property
    def front(self) -> MainWindow:
        """The window that the person used last."""
        return self._open[-1]

    def fill(self, desk: "Desk") -> None:
        """Make the panes of the first window; those of others are made as they open."""
        self._desk = desk
        self._closing = Closing(desk.replies, desk.arrivals, self)
        desk.replies.not_stored.connect(self._offer_unstored)
        desk.arrivals.not_stored.connect(self._offer_unstored)
        desk.drafts.not_kept.connect(self._tell_not_kept)
        self.front.fill(desk)

    def come_back(self) -> None:
        """Open the windows that were open when the program was last left, behind the one that is there."""
        desk, front = self._desk, self.front
        if desk is None:
            return
        is_used = front.isActiveWindow()
        for kept in self._coming_back:
            if desk.personas.listing(kept.state.last_persona) is None:
                # The persona was deleted, with the conversation.
                self._kept.forget(kept)
            else:
                self._open_beside(kept, desk)
        self._put_in_front(front)
        if is_used:
            front.activateWindow()

    def open_at(self, opener: MainWindow, persona_id: str, session_id: int | None) -> None:
        """Open a conversation in a window of its own, which looks like the one it was asked for in."""
        desk = self._desk
        if desk is None:
            return
        state = opener.keeper.as_it_is()
        sessions = dict(state.last_sessions)
        if session_id is not None:
            sessions[persona_id] = session_id
        kept = self._kept.add(
            state._replace(window_geometry="", last_persona=persona_id, last_sessions=sessions)
        )
        window = self._make(kept)
        window.resize(opener.size())
        self._show(window, desk, kept)
        window.filling.finish()
        window.come_forward()

    def come_forward(self) -> None:
        """Show the window in front above others."""
        self.front.come_forward()

    def tell(self, error: KnownError) -> None:
        """Tell a known failure that has no place of its own."""
        self.front.notices.tell(error)

    def quit(self) -> None:
        """Close all, if nothing is lost by it or the person means it; they come back at the next start."""
        if self._may_close(tuple(self._open), self.front, self.quit):
            self.end()

    def end(self) -> None:
        """Close all, whatever is being written: the system waits for no answer."""
        self._is_quitting = True
        for window in tuple(self._open):
            window.end()

    def _make(self, kept: KeptWindow) -> MainWindow:
        window = MainWindow(self._preferences, kept)
        window.may_close = partial(self._may_close_one, window)
        window.closed.connect(partial(self._take_closed, window, kept))
        window.activated.connect(partial(self._put_in_front, window))
        window.window_asked.connect(partial(self.open_at, window))
        window.quit_asked.connect(self.quit)
        self._open.append(window)
        return window

    def _open_beside(self, kept: KeptWindow, desk: "Desk") -> None:
        window = self._make(kept)
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._show(window, desk, kept)
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)

    def _show(self, window: MainWindow, desk: "Desk", kept: KeptWindow) -> None:
        # No part of the start.
        from personaui_desktop.operations import beginning

        state = kept.state
        window.show()
        window.fill(desk)
        begin = partial(window.show_start, state.last_persona)
        last = state.last_sessions.get(state.last_persona)
        # A file that cannot be read is told where its conversation would be.
        desk.run(beginning.first(state.last_persona, last), window, begin, lambda _error: begin(None))

    def _put_in_front(self, window: MainWindow) -> None:
        if window in self._open:
            self._open.remove(window)
            self._open.append(window)

    def _may_close_one(self, window: MainWindow) -> bool:
        return self._may_close((window,), window, window.close)

    def _may_close(
        self, leaving: tuple[MainWindow, ...], over: MainWindow, again: Callable[[], object]
    ) -> bool:
        if self._closing is None:
            return True
        is_end = len(leaving) == len(self._open)
        force = self.end if is_end else over.end
        return self._closing.may_close(Leaving(over, self._unsaved_in(leaving), is_end, again, force))

    def _unsaved_in(self, windows: tuple[MainWindow, ...]) -> str:
        """The names of those for whom a memory is being written; a deleted persona has no use for it."""
        if self._desk is None:
            return ""
        persona_ids = dict.fromkeys(each for window in windows for each in window.unsaved_for())
        listings = map(self._desk.personas.listing, persona_ids)
        return ", ".join(quoted(listing.profile.name) for listing in listings if listing is not None)

    def _take_closed(self, window: MainWindow, kept: KeptWindow) -> None:
        """One of several windows does not come back, and leaves to the others what was written."""
        if len(self._open) == 1:
            window.keep_written(others_go_on=False)
            return
        window.keep_written(others_go_on=True)
        self._open.remove(window)
        if not self._is_quitting:
            self._kept.forget(kept)
        window.destroyed.connect(self._tell_gone)
        window.deleteLater()

    def _tell_gone(self) -> None:
        # Its panes are destroyed after it.
        QTimer.singleShot(0, self, self.gone.emit)

    def _showing(self, where: Where) -> MainWindow:
        """The window in which something about a conversation is told, once however many windows."""
        shown = (window for window in reversed(self._open) if window.place.where == where)
        return next(shown, self.front)

    def _offer_unstored(self, persona_id: str, session_id: int, error: KnownError, text: str) -> None:
        """A reply that could not be stored is still there to be copied."""
        clipboard = QApplication.clipboard()
        copy = (translate("Windows", "Copy the reply"), partial(clipboard.setText, text))
        self._showing((persona_id, session_id)).notices.tell(error, copy)

    def _tell_not_kept(self, where: Where, error: KnownError) -> None:
        lost = Phrase("Windows", "Your draft could not be saved: it is only in this window. {reason}")
        sentence = translated(lost.filled(reason=error.sentence))
        self._showing(where).notices.show(sentence, translated(error.remedy), kind="warning")
