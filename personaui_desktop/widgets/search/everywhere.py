"""Searching everything: opens the page in place of the columns, and goes to what was found there."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from personaui_desktop.operations import branches
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.search import HitKind, SearchHit
from personaui_desktop.widgets.commands.command import Command, Scope, Subject
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.desk import Desk

if TYPE_CHECKING:
    from personaui_desktop.widgets.search.page import SearchPage

_BESIDE_THE_PAGE = ("search.", "program.", "appearance.", "edit.")
"""What such commands do can be done and seen while the page is there."""


class SearchEverywhere(QObject):
    """Has the page made when it is first asked for, and keeps it as it was left.

    Args:
        desk: what there is once.
        place: which persona and session are shown.
        notices: where failures are told.
        columns: what the page takes the place of.
        layout: in which it takes it.
        past: the last searches.

    Attributes:
        find_at: shows a message of the shown session and marks a text.
        show_memory: shows a memory of the shown persona.

    Signals:
        searched: the last searches are these.
    """

    searched = Signal(object)

    def __init__(
        self,
        desk: Desk,
        place: Place,
        notices: Notices,
        columns: QWidget,
        layout: QLayout,
        past: Sequence[str],
    ) -> None:
        super().__init__(columns)
        self._desk, self._place, self._notices = desk, place, notices
        self._columns, self._layout, self._past = columns, layout, past
        self._page: SearchPage | None = None
        self._came_from: QWidget | None = None
        self.find_at: Callable[[int, str], object] = _nowhere
        self.show_memory: Callable[[int], object] = _nowhere
        self.commands = Commands(self._declared(), (Subject(Scope.HIT, lambda: self._current),))
        place.persona_changed.connect(self._go_back)
        place.session_changed.connect(self._go_back)

    @property
    def page(self) -> "SearchPage":
        """The page; made when it is first needed."""
        if self._page is None:
            from personaui_desktop.widgets.search.page import SearchPage

            self._page = SearchPage(self._desk, self._past, self.commands)
            self._page.hide()
            self._layout.addWidget(self._page)
            self._page.left.connect(self.leave)
            self._page.past.changed.connect(self.searched)
        return self._page

    def open(self) -> None:
        """Show the page, ready to be typed in."""
        page = self.page
        if not self.is_open:
            self._came_from = QApplication.focusWidget()
            self._columns.hide()
        page.open(self._place.persona_id)

    def search_for(self, written: str) -> None:
        """Show the page with what is found for this."""
        self.open()
        self.page.field.setText(written)

    def leave(self) -> None:
        """Show what was there before, with the keyboard where it was."""
        came_from, self._came_from = self._came_from, None
        if self.is_open:
            self._go_back()
            if came_from is not None and came_from.isVisible():
                came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_open(self) -> bool:
        """Whether the page stands in the window."""
        return self._page is not None and not self._page.isHidden()

    def give_way(self, command: str) -> None:
        """A command is about to be started: what it changes may stand where the page does."""
        if not command.startswith(_BESIDE_THE_PAGE):
            self._go_back()

    def open_hit(self, hit: SearchHit) -> None:
        """Go to what was found."""
        self.page.note()
        if hit.is_parked and hit.session_id is not None:
            work = branches.open_branch(hit.persona_id, hit.session_id)
            self._desk.run(work, self, partial(self._show, hit), self._notices.tell)
        else:
            self._show(hit, hit.session_id)

    def _show(self, hit: SearchHit, session_id: int | None) -> None:
        self._place.show_persona(hit.persona_id)
        if session_id is not None:
            self._place.show_session(session_id)
        self._go_back()
        if hit.kind is HitKind.MEMORY:
            self.show_memory(hit.item_id)
        elif hit.message_id is not None:
            self.find_at(hit.message_id, self.page.quoted_query)

    def _go_back(self, *_what: object) -> None:
        if self._page is not None and self.is_open:
            self._page.hide()
            self._columns.show()

    @property
    def _current(self) -> SearchHit | None:
        return None if self._page is None else self._page.list.current

    def _declared(self) -> tuple[Command, ...]:
        return (
            Command(
                "search.open",
                Phrase("Search", "Search ever&ything"),
                self.open,
                keys=("Ctrl+Shift+F",),
                slash="search",
                slash_takes=Phrase("Slash", "TEXT"),
                slash_run=self.search_for,
            ),
            Command(
                "hit.open",
                Phrase("Search", "Open the result"),
                self.open_hit,
                Scope.HIT,
                pane_keys=("Enter",),
            ),
            Command(
                "hit.leave",
                Phrase("Search", "Go back to where you were"),
                lambda _hit: self.leave(),
                Scope.HIT,
                pane_keys=("Esc",),
            ),
        )


def _nowhere(*_what: object) -> None:
    """Until the panes are there."""
