"""Verbs on personas' files as wholes: duplicate, save a copy, open one from elsewhere, the trash."""

from pathlib import Path

from personaui_desktop.background.operation import Errand, Lane, Operation
from personaui_desktop.database.copies import bring_file, copy_elsewhere, copy_to_id
from personaui_desktop.database.file import PersonaFile, opened, writing
from personaui_desktop.database.persona_trash import (
    delete_from_trash,
    expired_in_trash,
    take_from_trash,
    trashed,
)
from personaui_desktop.database.personas import change_profile
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.on_file import Read
from personaui_desktop.operations.personas import free_id, profile_of
from personaui_desktop.os_errors import why
from personaui_desktop.personas.profile import NAME_CHARACTERS
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.personas import TrashedPersona
from personaui_desktop.text import beginning


def duplicate(persona_id: str, name: str) -> Operation[str]:
    """Make another persona of one, with its conversations and memories; the result is the new one's id."""

    def work() -> str:
        copy_id = free_id()
        with opened(persona_id) as file:
            file.check_is_there()
            copy_to_id(file, copy_id)
        with writing(copy_id) as copy:
            change_profile(copy, profile_of(copy)._replace(name=beginning(name, NAME_CHARACTERS)))
        return copy_id

    return Errand(work, _added, lane=Lane.BULK)


def save_copy(persona_id: str, path: Path) -> Operation[Path]:
    """Copy a persona's file to a place of the person's choice; fails where it cannot be written there."""

    def work(file: PersonaFile) -> Path:
        file.check_is_there()
        try:
            copy_elsewhere(file, path)
        except OSError as error:
            raise InvalidInput(
                Phrase("Personas", "“{name}” cannot be written: {why}.").filled(
                    name=path.name, why=why(error)
                ),
                Phrase("Personas", "Choose another folder or name."),
            ) from error
        return path

    return Read(work, on=persona_id, lane=Lane.BULK)


def open_file(path: Path) -> Operation[str]:
    """Take a persona's file in as a copy; the result is its id. What is here already is never replaced.

    Fails where it is no sound file of a persona.
    """
    return Errand(lambda: bring_file(path, free_id()), _added, lane=Lane.BULK)


def in_trash() -> Operation[list[TrashedPersona]]:
    """The deleted personas that can come back."""
    return Errand(trashed, lane=Lane.BULK)


def restore(file_name: str) -> Operation[str | None]:
    """Bring a deleted persona back; the result is its id, or ``None`` where it is gone."""
    return Errand(lambda: take_from_trash(file_name, free_id()), _added, lane=Lane.BULK)


def delete_for_good(file_name: str) -> Operation[None]:
    """Delete a persona that is in the trash."""

    def work() -> None:
        try:
            delete_from_trash(file_name)
        except OSError as error:
            raise InvalidInput(
                Phrase("Personas", "The persona cannot be deleted: {why}.").filled(why=why(error))
            ) from error

    return Errand(work, lane=Lane.BULK)


def empty_expired() -> None:
    """Delete what the trash no longer keeps, within the work of an operation."""
    for file_name in expired_in_trash():
        delete_for_good(file_name).work()


def _added(persona_id: str | None) -> tuple[Change, ...]:
    return () if persona_id is None else (Change(Topic.PERSONAS, persona_id, how=How.ADDED),)
