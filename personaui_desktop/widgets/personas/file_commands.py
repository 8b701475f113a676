"""What can be done with personas' files as wholes."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import PersonaListing
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.personas.rail import PersonaRail


def file_commands(rail: PersonaRail) -> tuple[Command, ...]:
    """The commands of the rail that concern files."""

    def duplicate(listing: PersonaListing) -> None:
        rail.files.duplicate(listing)

    def save_copy(listing: PersonaListing) -> None:
        rail.files.save_copy(listing)

    def show_in_folder(listing: PersonaListing) -> None:
        rail.files.show_in_folder(listing)

    def open_file() -> None:
        rail.files.open_file()

    def show_trash() -> None:
        rail.files.show_trash()

    return (
        Command(
            "persona.duplicate",
            Phrase("Personas", "D&uplicate"),
            duplicate,
            Scope.PERSONA,
            keys=("Ctrl+F5",),
            can=is_sound,
            near_words=Phrase("Personas", "Duplicate"),
            icon="copy",
        ),
        Command(
            "persona.save_copy",
            Phrase("Personas", "&Save a copy…"),
            save_copy,
            Scope.PERSONA,
            keys=("Ctrl+F7",),
            can=is_sound,
            near_words=Phrase("Personas", "Save a copy…"),
        ),
        Command(
            "persona.show_in_folder",
            Phrase("Personas", "Show in &folder"),
            show_in_folder,
            Scope.PERSONA,
            keys=("Ctrl+F9",),
            near_words=Phrase("Personas", "Show in folder"),
        ),
        Command("persona.open_file", Phrase("Personas", "&Open a persona…"), open_file, keys=("Ctrl+F11",)),
        Command("persona.trash", Phrase("Personas", "De&leted personas…"), show_trash, keys=("Ctrl+F12",)),
    )


def is_sound(listing: PersonaListing) -> bool:
    """Whether a persona's file can be read."""
    return listing.problem is None
