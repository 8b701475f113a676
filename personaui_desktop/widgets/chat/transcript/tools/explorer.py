"""Finding one's way in the session beyond what is loaded: hits, days, places."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from personaui_desktop.operations import positions
from personaui_desktop.widgets.chat.transcript.facts import local
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.scrolling.scroller import Scroller
from personaui_desktop.widgets.chat.transcript.tools.clipboard import Clipboard

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.finding.find_bar import FindBar
    from personaui_desktop.widgets.chat.transcript.tools.date_dialog import DateDialog


class _Awaited(NamedTuple):
    """A message that was asked for: of which session, and which of its hits is wanted, if one is."""

    where: tuple[str, int | None]
    message_id: int
    hit: int | None


class Explorer(QObject):
    """Goes to places of a scene that may not be loaded.

    Args:
        scene: what is shown.
        scroller: moves what is in view.
        clipboard: knows the selected text.
        view: over which the bar and the calendar appear.
    """

    def __init__(self, scene: Scene, scroller: Scroller, clipboard: Clipboard, view: QWidget) -> None:
        super().__init__(view)
        self._scene, self._scroller, self._clipboard, self._view = scene, scroller, clipboard, view
        self._awaited: _Awaited | None = None
        self._bar: FindBar | None = None
        scene.hit_chosen.connect(self._go_to_hit)

    @property
    def bar(self) -> "FindBar":
        """The bar for finding text; made when it is first needed, for it takes a while."""
        if self._bar is None:
            from personaui_desktop.widgets.chat.transcript.finding.find_bar import FindBar

            self._bar = self._scene.cover = FindBar(self._scene.finder, self._view)
            self._bar.query_changed.connect(self._seek)
            self._bar.closed.connect(self._end)
        return self._bar

    def fit(self, width: int) -> None:
        """The view has another width."""
        if self._bar is not None:
            self._bar.place_in(width)

    def open_bar(self) -> None:
        """Look for the selected text, or for one to be typed."""
        text = self._clipboard.selected_text()
        self.bar.place_in(self._view.width())
        self.bar.open_bar("" if "\n" in text else text)

    def find_text(self, text: str) -> None:
        """Look for a text, in the bar for it."""
        self.bar.place_in(self._view.width())
        self.bar.open_bar(text)

    def find_at(self, message_id: int, query: str) -> None:
        """Look for a text, beginning with a message that holds it."""
        self.bar.place_in(self._view.width())
        self.bar.show_query(query)
        self._awaited = None
        self._scene.seek(query, message_id)

    def find_next(self, *, forward: bool) -> None:
        """Go to the next place of what was looked for, or ask what that is."""
        if self._scene.finder.sought is None:
            self.open_bar()
        else:
            self._scene.finder.step(forward)

    def close_bar(self) -> None:
        """Look for nothing any more."""
        self.bar.close_bar()

    def choose_date(self) -> None:
        """Let the person choose a day to go to, of those from the first message's to the last one's."""
        place = self._scene.where
        if self._scene.run is None or place[1] is None:
            return

        def ask(times: tuple[str | None, str | None]) -> None:
            first, last = times
            if self._scene.where == place and first is not None and last is not None:
                self._open_calendar(*sorted((local(first).date(), local(last).date())))

        self._scene.run(positions.first_and_last_time(place[0], place[1]), self, ask)

    def _open_calendar(self, first: date, last: date) -> None:
        from personaui_desktop.widgets.chat.transcript.tools.date_dialog import DateDialog

        placed = self._scene.placement.placed
        row = placed[0] if placed else None
        shown = local(row.laid.message.timestamp).date() if row is not None else last
        dialog = DateDialog(min(max(shown, first), last), first, last, self._view)
        dialog.days_shown.connect(partial(self._mark_days, dialog))
        dialog.chosen.connect(self.jump_to_date)
        dialog.open()

    def _mark_days(self, dialog: "DateDialog", days: list[date]) -> None:
        persona_id, session_id = self._scene.where
        if self._scene.run is not None and session_id is not None:
            operation = positions.days_with_messages(persona_id, session_id, days)
            # Owned by the dialog: it may have been closed meanwhile.
            self._scene.run(operation, dialog, partial(dialog.mark, days))

    def jump_to_date(self, day: date) -> None:
        """Go to the first message of a day, or the next one after it."""
        persona_id, session_id = self._scene.where
        if self._scene.run is not None and session_id is not None:
            moment = datetime(day.year, day.month, day.day).astimezone()
            self._scene.run(positions.first_since(persona_id, session_id, moment), self, self._go_to_message)

    def show_message(self, message_id: int) -> None:
        """Bring a message into view and make it current; asks for it where it is not loaded."""
        row = self._scene.model.row_near(message_id)
        if row is None:
            self.wait_for(message_id)
            return
        self._scene.set_current(self._scene.model.message(row).id)
        self._scroller.show_row(row)

    def go_to_start(self) -> None:
        """Go to the session's first message; asks for it where it is not loaded."""
        self._scroller.stop()
        if self._scene.model.has_older and self._scene.can_read:
            self.go_to_number(0)
        else:
            self._scroller.to_first_loaded()

    def go_to_number(self, number: int) -> None:
        """Go to the message before which the session has so many."""
        place = self._scene.where
        if self._scene.run is None or place[1] is None:
            return

        def arrive(message_id: int | None) -> None:
            if message_id is not None and self._scene.where == place:
                self.show_message(message_id)

        self._scene.run(positions.message_at(place[0], place[1], number), self, arrive)

    def take_reset(self) -> None:
        """Other messages are loaded: perhaps those that a hit was waiting for."""
        awaited = self._awaited
        if awaited is None:
            return
        if awaited.where != self._scene.where:
            self._awaited = None
        elif self._scene.model.row_near(awaited.message_id) is not None:
            self._awaited = None
            QTimer.singleShot(0, self, lambda: self._go_to_awaited(awaited))

    def wait_for(self, message_id: int, hit: int | None = None) -> None:
        """Ask for a message that is not loaded, and go to it, or to one of its hits, as soon as it is."""
        self._awaited = _Awaited(self._scene.where, message_id, hit)
        self._scene.verbs.place_needed.emit(message_id)

    def _go_to_awaited(self, awaited: _Awaited) -> None:
        message_id, hit = awaited.message_id, awaited.hit
        if awaited.where != self._scene.where or self._scene.model.row_near(message_id) is None:
            return
        if hit is not None and self._scene.model.row_of(message_id) is not None:
            self._go_to_hit(message_id, hit)
            return
        if hit is not None:
            self._scene.finder.forget([message_id])
        self.show_message(message_id)

    def _go_to_message(self, message_id: int | None) -> None:
        if message_id is None:
            self._scroller.to_latest()
        else:
            self.show_message(message_id)

    def _seek(self, query: str) -> None:
        self._awaited = None
        self._scene.seek(query)

    def _end(self) -> None:
        self._seek("")
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_hit(self, message_id: int, hit: int) -> None:
        """Show a hit; where its message is not loaded, as soon as it is."""
        scene = self._scene
        row = scene.model.row_of(message_id)
        if row is None:
            self.wait_for(message_id, hit)
            return
        scene.set_current(message_id)
        hits = scene.hits(scene.messages.at(row))
        if hits:
            found = hits[min(hit, len(hits) - 1)]
            self._scroller.show_text(row, found.block, found.start)
        scene.change()
