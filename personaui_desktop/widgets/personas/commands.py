"""What can be done with personas, in the rail and from the menu bar."""

from functools import partial

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import DEFAULT_PERSONA, PersonaListing
from personaui_desktop.widgets.commands.command import Command, Scope, Subject
from personaui_desktop.widgets.personas.edit_keys import SAVE_KEYS
from personaui_desktop.widgets.personas.file_commands import file_commands
from personaui_desktop.widgets.personas.rail import PersonaRail


def declare(rail: PersonaRail) -> None:
    """Give the rail its commands, and what they run on."""
    rail.commands.declare(
        (*_commands_of(rail), *file_commands(rail)), [Subject(Scope.PERSONA, lambda: rail.shown)]
    )


def _commands_of(rail: PersonaRail) -> tuple[Command, ...]:
    """The commands of the rail. The menu bar means the persona that is shown, the rail the current row's."""

    def has_several() -> bool:
        return rail.has_several

    def show(listing: PersonaListing) -> None:
        rail.list.chosen.emit(listing.persona_id)

    def bring() -> None:
        rail.bringing.choose()

    def paste() -> None:
        rail.bringing.paste()

    def export(listing: PersonaListing) -> None:
        rail.bringing.export(listing)

    return (
        Command(
            "persona.new", Phrase("Personas", "Ne&w persona…"), rail.create_persona, keys=("Ctrl+Shift+N",)
        ),
        Command("persona.bring", Phrase("Personas", "Br&ing a character…"), bring, keys=("Ctrl+U",)),
        Command("persona.paste", Phrase("Personas", "P&aste a character…"), paste, keys=("Ctrl+Shift+V",)),
        Command(
            "persona.export",
            Phrase("Personas", "Export as &card…"),
            export,
            Scope.PERSONA,
            keys=("Ctrl+Shift+U",),
            near_words=Phrase("Personas", "Export as card…"),
            icon="download",
            slash="export",
        ),
        Command(
            "persona.edit",
            Phrase("Personas", "&Edit persona…"),
            rail.edit_persona,
            Scope.PERSONA,
            keys=("Ctrl+E",),
            pane_keys=("F2",),
            near_words=Phrase("Personas", "Edit…"),
            icon="edit",
        ),
        Command(
            "persona.person",
            Phrase("Personas", "Who I a&m…"),
            rail.show_people,
            Scope.PERSONA,
            keys=("F12",),
        ),
        Command(
            "persona.delete",
            Phrase("Personas", "&Delete persona…"),
            rail.delete_persona,
            Scope.PERSONA,
            keys=("Ctrl+Alt+P",),
            pane_keys=("Del",),
            can=_is_not_default,
            near_words=Phrase("Personas", "Delete…"),
            icon="trash",
        ),
        Command(
            "persona.next",
            Phrase("Personas", "Ne&xt persona"),
            partial(rail.step, 1),
            keys=("Ctrl+PgDown",),
            can=has_several,
        ),
        Command(
            "persona.previous",
            Phrase("Personas", "&Previous persona"),
            partial(rail.step, -1),
            keys=("Ctrl+PgUp",),
            can=has_several,
        ),
        Command(
            "persona.show",
            Phrase("Personas", "Open the persona"),
            show,
            Scope.PERSONA,
            pane_keys=("Enter", "Space"),
        ),
        Command(
            "sheet.save",
            Phrase("Personas", "Save the persona"),
            rail.save_page,
            Scope.SHEET,
            pane_keys=SAVE_KEYS,
        ),
        Command(
            "sheet.leave",
            Phrase("Personas", "Go back to where you were"),
            rail.leave_page,
            Scope.SHEET,
            pane_keys=("Esc",),
        ),
    )


def _is_not_default(listing: PersonaListing) -> bool:
    return listing.persona_id != DEFAULT_PERSONA
