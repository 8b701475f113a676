"""The command palette of a window: opens over what is shown, and goes to what was chosen in it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from personaui_desktop.item_models.palette import PaletteKind
from personaui_desktop.phrases import Phrase
from personaui_desktop.settings.window_state import MOST_REACHED
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.desk import Desk

if TYPE_CHECKING:
    from personaui_desktop.widgets.palette.box import PaletteBox

OPENING = "palette.open"
_WITHIN = ("palette.", "edit.")
"""What such commands do is done in the palette."""


class Palette(QObject):
    """Has the box made when it is first asked for.

    Args:
        desk: what there is once.
        place: which persona and session are shown.
        commands: those of the window.
        over: over which it opens.
        reached: keys of what was reached lately, the last first.

    Attributes:
        start: starts a command by its name.
        show_setting: opens the settings at the one of a name.
        search: searches everything for a text.

    Signals:
        went: another persona or conversation is shown, in which the person goes on.
        reached: the keys of what was reached lately.
    """

    went = Signal()
    reached = Signal(object)

    def __init__(
        self, desk: Desk, place: Place, commands: Commands, over: QWidget, reached: Sequence[str]
    ) -> None:
        super().__init__(over)
        self._desk, self._place, self._commands, self._over = desk, place, commands, over
        self._recent = list(reached)
        self._box: PaletteBox | None = None
        self._came_from: QWidget | None = None
        self.start: Callable[[str], object] = commands.start
        self.show_setting: Callable[[str], object] = _nowhere
        self.search: Callable[[str], object] = _nowhere
        self.commands = Commands(self._declared())

    @property
    def box(self) -> "PaletteBox":
        """What is seen of it; made when it is first needed."""
        if self._box is None:
            from personaui_desktop.widgets.palette.box import PaletteBox
            from personaui_desktop.widgets.palette.session_titles import SessionTitles

            self._titles = SessionTitles(self._desk.run, self._desk.changed, self)
            self._box = PaletteBox(self._titles, self.commands, self._over)
            self._box.chosen.connect(self._reach)
            self._box.abandoned.connect(self._hide)
        return self._box

    @property
    def is_open(self) -> bool:
        """Whether it is seen."""
        return self._box is not None and not self._box.isHidden()

    def open(self) -> None:
        """Appear, or go where it is there already."""
        if self.is_open:
            self.leave()
            return
        from personaui_desktop.widgets.palette.offer import PaletteOffer

        box = self.box
        self._came_from = QApplication.focusWidget()
        rows = self._desk.personas.rows
        first = self._place.persona_id
        ids = sorted((each.persona_id for each in rows), key=lambda each: each != first)
        self._titles.read_all(ids)
        # What can be done is asked while the keyboard is where it was.
        titles, where = self._titles.by_persona, self._place.where
        box.open(PaletteOffer(self._commands, rows, where, titles, self._recent, OPENING))

    def leave(self) -> None:
        """Go, and give the keyboard back to where it was."""
        came_from = self._came_from
        self._hide()
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_way(self, command: str) -> None:
        """A command is about to be started by its keys or a menu."""
        if self.is_open and not command.startswith(_WITHIN):
            self.leave()

    def _declared(self) -> tuple[Command, ...]:
        return (
            Command(OPENING, Phrase("Palette", "Command pal&ette"), self.open, keys=("Ctrl+K",)),
            Command(
                "palette.choose",
                Phrase("Palette", "Go there, or do it"),
                self._choose,
                Scope.PALETTE,
                pane_keys=("Enter",),
            ),
            Command(
                "palette.leave",
                Phrase("Palette", "Go back to where you were"),
                self.leave,
                Scope.PALETTE,
                pane_keys=("Esc",),
            ),
        )

    def _choose(self) -> None:
        self.box.choose()

    def _hide(self) -> None:
        self._came_from = None
        if self._box is not None:
            self._box.hide()

    def _reach(self, key: str) -> None:
        self._note(key)
        # Commands act on what had the keyboard.
        self.leave()
        kind, name = key.split(":", 1)
        match PaletteKind(kind):
            case PaletteKind.COMMAND:
                self.start(name)
            case PaletteKind.PERSONA:
                self._place.show_persona(name)
                self.went.emit()
            case PaletteKind.SESSION:
                persona_id, session_id = name.rsplit(":", 1)
                self._place.show_persona(persona_id)
                self._place.show_session(int(session_id))
                self.went.emit()
            case PaletteKind.SETTING:
                self.show_setting(name)
            case PaletteKind.SEARCH:
                self.search(name)

    def _note(self, key: str) -> None:
        if not key.startswith(f"{PaletteKind.SEARCH.value}:"):
            self._recent = [key, *(each for each in self._recent if each != key)][:MOST_REACHED]
            self.reached.emit(list(self._recent))


def _nowhere(_what: str) -> None:
    """Until the panes are there."""
