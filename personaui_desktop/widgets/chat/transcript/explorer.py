"""Finding one's way in the session beyond what is loaded: hits, days, how far it reaches."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from personaui_desktop.background.operation import Run
from personaui_desktop.operations.find import first_since, span
from personaui_desktop.widgets.chat.transcript.find_bar import FindBar
from personaui_desktop.widgets.chat.transcript.finder import Finder, Where
from personaui_desktop.widgets.chat.transcript.position import Span

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.view import TranscriptView


class Explorer(QObject):
    """Looks around for a view."""

    def __init__(self, view: "TranscriptView") -> None:
        super().__init__(view)
        self._view = view
        self._run: Run | None = None
        self._where: Where = _nowhere
        self._awaited: tuple[int, int] | None = None
        self.finder = Finder(view.model, self)
        self.bar = FindBar(self.finder, view)
        self.bar.query_changed.connect(self._seek)
        self.bar.closed.connect(self._end)
        self.finder.hit_chosen.connect(self._go_to_hit)
        self.finder.changed.connect(view.viewport().update)

    def set_source(self, run: Run, where: Where) -> None:
        """Say how to read what is not loaded, and of which persona's session."""
        self._run, self._where = run, where
        self.finder.set_source(run, where)
        self.fetch_span()

    def open_bar(self) -> None:
        """Look for the selected text, or for one to be typed."""
        text = self._view.selected_text()
        self.bar.place_in(self._view.width())
        self.bar.open_bar("" if "\n" in text else text)

    def jump_to_date(self, day: date) -> None:
        """Go to the first message of a day, or the next one after it."""
        persona_id, session_id = self._where()
        if self._run is not None and session_id is not None:
            moment = datetime(day.year, day.month, day.day).astimezone()
            self._run(first_since(persona_id, session_id, moment), self, self._go_to_message)

    def fetch_span(self) -> None:
        """Find out how far the session reaches."""
        place = self._where()
        if self._run is None or place[1] is None:
            self._view.position.set_span(Span())
            return

        def take(found: tuple[int, int, int]) -> None:
            if self._where() == place:
                self._view.position.set_span(Span(*found))

        # A file that cannot be read is told of by whoever asked for its messages.
        self._run(span(place[0], place[1]), self, take, lambda _error: None)

    def take_reset(self) -> None:
        """Other messages are loaded: perhaps those that a hit was waiting for."""
        self.fetch_span()
        awaited, self._awaited = self._awaited, None
        if awaited is None:
            return
        if self._view.model.row_of(awaited[0]) is None:
            self._awaited = awaited
        else:
            QTimer.singleShot(0, self, lambda: self._go_to_hit(*awaited))

    def _go_to_message(self, message_id: int | None) -> None:
        if message_id is None:
            self._view.scroll_to_latest()
        else:
            self._view.show_message(message_id)

    def _seek(self, query: str) -> None:
        view = self._view
        self._awaited = None
        view.surface.forget_hits()
        last = view.flow.placed[-1].laid.message["id"] if view.flow.placed else None
        self.finder.seek(query, last)
        view.viewport().update()

    def _end(self) -> None:
        self._seek("")
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_hit(self, message_id: int, hit: int) -> None:
        """Show a hit; where its message is not loaded, as soon as it is."""
        view = self._view
        row = view.model.row_of(message_id)
        if row is None:
            self._awaited = (message_id, hit)
            view.place_needed.emit(message_id)
            return
        view.keyboard.set_current(message_id)
        hits = view.surface.hits(view.messages.at(row))
        if hits:
            found = hits[min(hit, len(hits) - 1)]
            view.show_text(row, found.block, found.start)
        view.viewport().update()


def _nowhere() -> tuple[str, int | None]:
    return "", None
