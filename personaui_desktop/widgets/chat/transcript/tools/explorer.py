"""Finding one's way in the session beyond what is loaded: hits, days, places."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer

from personaui_desktop.background.operation import Run
from personaui_desktop.operations import places
from personaui_desktop.operations.find import rewrite_stretch
from personaui_desktop.widgets.chat.transcript.facts import local
from personaui_desktop.widgets.chat.transcript.finding.finder import Finder, Where
from personaui_desktop.widgets.chat.transcript.selection import Selection

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.finding.find_bar import FindBar
    from personaui_desktop.widgets.chat.transcript.tools.date_dialog import DateDialog
    from personaui_desktop.widgets.chat.transcript.view import TranscriptView


class _Awaited(NamedTuple):
    """A message that was asked for: of which session, and which of its hits is wanted, if one is."""

    where: tuple[str, int | None]
    message_id: int
    hit: int | None


class Explorer(QObject):
    """Looks around for a view."""

    def __init__(self, view: "TranscriptView") -> None:
        super().__init__(view)
        self._view = view
        self._run: Run | None = None
        self._where: Where = _nowhere
        self._awaited: _Awaited | None = None
        self.finder = Finder(view.model, self)
        self._bar: FindBar | None = None
        self.finder.hit_chosen.connect(self._go_to_hit)
        self.finder.changed.connect(view.viewport().update)

    def set_source(self, run: Run, where: Where) -> None:
        """Say how to read what is not loaded, and of which persona's session."""
        self._run, self._where = run, where
        self.finder.set_source(run, where)

    @property
    def bar(self) -> "FindBar":
        """The bar for finding text; made when it is first needed, for it takes a while."""
        if self._bar is None:
            from personaui_desktop.widgets.chat.transcript.finding.find_bar import FindBar

            self._bar = FindBar(self.finder, self._view)
            self._bar.query_changed.connect(self._seek)
            self._bar.closed.connect(self._end)
        return self._bar

    def fit(self, width: int) -> None:
        """The view has another width."""
        if self._bar is not None:
            self._bar.place_in(width)

    @property
    def covered_height(self) -> float:
        """How much of the view's top the bar covers, pixels."""
        is_open = self._bar is not None and self._bar.isVisible()
        return self._bar.geometry().bottom() + 1.0 if self._bar is not None and is_open else 0.0

    def open_bar(self) -> None:
        """Look for the selected text, or for one to be typed."""
        text = self._view.selected_text()
        self.bar.place_in(self._view.width())
        self.bar.open_bar("" if "\n" in text else text)

    def choose_date(self) -> None:
        """Let the person choose a day to go to, of those from the first message's to the last one's."""
        place = self._where()
        if self._run is None or place[1] is None:
            return

        def ask(times: tuple[str | None, str | None]) -> None:
            first, last = times
            if self._where() == place and first is not None and last is not None:
                self._open_calendar(*sorted((local(first).date(), local(last).date())))

        self._run(places.first_and_last_time(place[0], place[1]), self, ask)

    def _open_calendar(self, first: date, last: date) -> None:
        from personaui_desktop.widgets.chat.transcript.tools.date_dialog import DateDialog

        row = self._view.flow.placed[0] if self._view.flow.placed else None
        shown = local(row.laid.message.timestamp).date() if row is not None else last
        dialog = DateDialog(min(max(shown, first), last), first, last, self._view)
        dialog.days_shown.connect(lambda days: self._mark_days(dialog, days))
        dialog.chosen.connect(self.jump_to_date)
        dialog.open()

    def _mark_days(self, dialog: "DateDialog", days: list[date]) -> None:
        persona_id, session_id = self._where()
        if self._run is not None and session_id is not None:
            operation = places.days_with_messages(persona_id, session_id, days)
            # Owned by the dialog: it may have been closed meanwhile.
            self._run(operation, dialog, lambda found: dialog.mark(days, found))

    def jump_to_date(self, day: date) -> None:
        """Go to the first message of a day, or the next one after it."""
        persona_id, session_id = self._where()
        if self._run is not None and session_id is not None:
            moment = datetime(day.year, day.month, day.day).astimezone()
            self._run(places.first_since(persona_id, session_id, moment), self, self._go_to_message)

    def go_to_number(self, number: int) -> None:
        """Go to the message before which the session has so many."""
        place = self._where()
        if self._run is None or place[1] is None:
            return

        def arrive(message_id: int | None) -> None:
            if message_id is not None and self._where() == place:
                self._view.show_message(message_id)

        self._run(places.message_at(place[0], place[1], number), self, arrive)

    @property
    def where(self) -> tuple[str, int | None]:
        """The persona and session that are shown, as far as is known."""
        return self._where()

    @property
    def can_read(self) -> bool:
        """Whether messages that are not loaded can be read."""
        return self._run is not None and self._where()[1] is not None

    def copy_all(self, selection: Selection, put: Callable[[str], None], *, as_markdown: bool) -> None:
        """Hand over the selected text, of messages that are not loaded too, as soon as it is read."""
        persona_id, session_id = self._where()
        if self._run is None or session_id is None:
            return
        chosen = Selection()
        chosen.select(*selection.limits())
        first, last = chosen.limits()

        from personaui_desktop.widgets.chat.transcript.tools.copying import copied_text, joined

        def rewrite(message_id: int, text: str) -> str:
            return copied_text(message_id, text, chosen, as_markdown)

        operation = rewrite_stretch(persona_id, session_id, first.message_id, last.message_id, rewrite)
        self._run(operation, self, lambda pieces: put(joined(pieces)))

    def take_reset(self) -> None:
        """Other messages are loaded: perhaps those that a hit was waiting for."""
        awaited = self._awaited
        if awaited is None:
            return
        if awaited.where != self._where():
            self._awaited = None
        elif self._view.model.row_near(awaited.message_id) is not None:
            self._awaited = None
            QTimer.singleShot(0, self, lambda: self._go_to_awaited(awaited))

    def wait_for(self, message_id: int, hit: int | None = None) -> None:
        """Ask for a message that is not loaded, and go to it, or to one of its hits, as soon as it is."""
        self._awaited = _Awaited(self._where(), message_id, hit)
        self._view.place_needed.emit(message_id)

    def _go_to_awaited(self, awaited: _Awaited) -> None:
        message_id, hit = awaited.message_id, awaited.hit
        if awaited.where != self._where() or self._view.model.row_near(message_id) is None:
            return
        if hit is not None and self._view.model.row_of(message_id) is not None:
            self._go_to_hit(message_id, hit)
            return
        if hit is not None:
            self.finder.forget([message_id])
        self._view.show_message(message_id)

    def _go_to_message(self, message_id: int | None) -> None:
        if message_id is None:
            self._view.scroll_to_latest()
        else:
            self._view.show_message(message_id)

    def _seek(self, query: str) -> None:
        view = self._view
        self._awaited = None
        view.surface.forget_hits()
        last = view.flow.placed[-1].laid.message.id if view.flow.placed else None
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
            self.wait_for(message_id, hit)
            return
        view.keyboard.set_current(message_id)
        hits = view.surface.hits(view.messages.at(row))
        if hits:
            found = hits[min(hit, len(hits) - 1)]
            view.show_text(row, found.block, found.start)
        view.viewport().update()


def _nowhere() -> tuple[str, int | None]:
    return "", None
