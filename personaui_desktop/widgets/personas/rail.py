"""The rail: every persona's avatar, and making, editing and deleting them."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.records.personas import PersonaListing
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.menus import PERSONA_MENU, context_menu
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.painting import fill
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.desk import Desk
from personaui_desktop.widgets.personas.add_button import AddButton
from personaui_desktop.widgets.personas.rail_delegate import RAIL_WIDTH, RailDelegate
from personaui_desktop.widgets.personas.rail_view import RailList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from personaui_desktop.widgets.common.page_place import PagePlace
    from personaui_desktop.widgets.personas.actions import PersonaActions
    from personaui_desktop.widgets.personas.bringing import Bringing
    from personaui_desktop.widgets.personas.files import PersonaFiles

TOP = 6


class PersonaRail(QWidget):
    """Shows the personas and tells `Place` which one the person chose.

    Args:
        desk: what there is once.
        place: followed and told.
        notices: where failures without a place of their own are told.

    Attributes:
        pages: where the page for editing is shown; whoever has a place for it puts it here.

    Signals:
        settled: a persona was clicked or made; the person goes on to talk with it.
    """

    settled = Signal()
    pages: "PagePlace"

    def __init__(self, desk: Desk, place: Place, notices: Notices) -> None:
        super().__init__()
        self._desk = desk
        self._model, self._place, self._run, self._notices = desk.personas, place, desk.run, notices
        self._keeper = desk.persona_keeper
        self._delegate = RailDelegate(self)
        self.list = RailList(self._model, self._delegate)
        self.add_button = AddButton()
        self.commands = Commands()
        self.list.commands = self.commands
        self._lay_out()
        self.list.chosen.connect(place.show_persona)
        self.list.clicked.connect(lambda _index: self.settled.emit())
        self.list.menu_asked.connect(self._show_menu)
        self.add_button.clicked.connect(lambda _checked=False: self.create_persona())
        place.persona_changed.connect(self._follow)
        place.recovery.again.connect(self._try_again)
        self._model.rowsInserted.connect(self._on_inserted)
        theme().changed.connect(self.update)
        self._follow(place.persona_id)

    def create_persona(self) -> None:
        """Have a new persona made."""
        self._actions().create()

    def edit_persona(self, listing: PersonaListing) -> None:
        """Edit a persona."""
        self._actions().edit(listing)

    def show_people(self, listing: PersonaListing) -> None:
        """Show who the person is, and as whom they talk with a persona."""
        self._actions().show_people(listing)

    def delete_persona(self, listing: PersonaListing) -> None:
        """Delete a persona, if the person means it."""
        self._actions().delete(listing)

    def bring(self, files: "Sequence[Path]") -> None:
        """Show the character cards in files, to be taken in if the person likes them."""
        self.bringing.bring_files(files)

    @cached_property
    def bringing(self) -> "Bringing":
        """Brings characters, and takes them along."""
        # Its dialogs are no part of the start.
        from personaui_desktop.widgets.personas.bringing import Bringing

        return Bringing(self._place, self._run, self._notices, self, self.settled.emit, self._paid_model)

    def save_page(self) -> None:
        """Save what is written on the page in place of the columns."""
        self.pages.save()

    def leave_page(self) -> None:
        """Go back from that page."""
        self.pages.leave()

    @cached_property
    def files(self) -> "PersonaFiles":
        """Copies personas' files, opens others, and shows the trash."""
        # Likewise.
        from personaui_desktop.widgets.personas.files import PersonaFiles

        return PersonaFiles(self._place, self._run, self._notices, self, self.settled.emit)

    def step(self, rows: int) -> None:
        """Show the persona so many rows below the one that is shown, after the last the first."""
        at, count = self._model.row_of(self._place.persona_id), len(self._model.rows)
        if count:
            self._place.show_persona(self._model.rows[((-1 if at is None else at) + rows) % count].persona_id)

    @property
    def has_several(self) -> bool:
        """Whether there is another persona to go to."""
        return len(self._model.rows) > 1

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes to the rail goes to its list: QWidget.focusInEvent."""
        super().focusInEvent(event)
        self.list.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Part the rail from what is beside it by a line: QWidget.paintEvent."""
        super().paintEvent(event)
        painter = QPainter(self)
        fill(painter, QRect(self.width() - 1, 0, 1, self.height()), theme().tokens.line)

    def _lay_out(self) -> None:
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(RAIL_WIDTH + 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, TOP, 1, TOP)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self.add_button)
        column.addStretch(1)

    def _paid_model(self) -> str:
        """Who replies now for money; empty where nobody does."""
        answering = self._desk.answering
        return "" if answering is None or answering.is_demo else answering.name

    def _actions(self) -> "PersonaActions":
        # Its dialogs are no part of the start.
        from personaui_desktop.widgets.personas.actions import PersonaActions

        return PersonaActions(self._place, self._run, self._notices, self.pages, self, self.settled.emit)

    @property
    def shown(self) -> PersonaListing | None:
        """The persona that is shown, if it is in the list."""
        return self._model.listing(self._place.persona_id)

    def _follow(self, persona_id: str) -> None:
        self._delegate.chosen = persona_id
        at = self._model.row_of(persona_id)
        if at is not None:
            self.list.setCurrentIndex(self._model.index(at))
        self.list.viewport().update()

    def _try_again(self) -> None:
        if self.shown is not None and self.shown.problem is not None:
            self._keeper.read(self.shown.persona_id)

    def _on_inserted(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self._follow(self._place.persona_id)

    def _show_menu(self, at: QPoint) -> None:
        listing = self._model.listing(self.list.current_id() or "")
        # What cannot be done with a persona is told when it is asked for.
        menu = context_menu(self, PERSONA_MENU, self.commands, Scope.PERSONA, listing, hides_idle=False)
        menu.popup(at)
