"""Verbs on the person's own profiles: list them, store them with what was chosen."""

from collections.abc import Iterable
from os import urandom
from typing import NamedTuple

from personaui_desktop import paths
from personaui_desktop.background.operation import Operation
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.locations import get_all_persona_ids
from personaui_desktop.database.person_choices import choose_person, chosen_person
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.os_errors import why
from personaui_desktop.personas.people_file import FILE_NAME, read_people, validate_person, write_people
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.people import ChosenPerson, People


class PeopleAt(NamedTuple):
    """All profiles, and which of them talks with a persona and in a conversation."""

    people: People
    chosen: ChosenPerson


def at(persona_id: str, session_id: int | None) -> Operation[PeopleAt]:
    """All profiles, with what was chosen there. Fails with `InvalidInput` where they cannot be read."""

    def work(file: PersonaFile) -> PeopleAt:
        return PeopleAt(all_people(), chosen_person(file, session_id))

    return Read(work, on=persona_id)


def save(people: People, persona_id: str, session_id: int | None, chosen: ChosenPerson) -> Operation[None]:
    """Store all profiles, and which of them talks with a persona and in a conversation, if there is one.

    It fails with `InvalidInput` where a name is missing, or they cannot be written.
    """

    def work(file: PersonaFile) -> None:
        persons = tuple(map(validate_person, people.persons))
        choose_person(file, None, chosen.of_persona)
        if session_id is not None:
            choose_person(file, session_id, chosen.of_session)
        try:
            write_people(people._replace(persons=persons), paths.data_dir())
        except OSError as error:
            raise _unusable(error) from error

    return Write(work, on=persona_id, announces=_announced)


def new_id() -> str:
    """An id for another profile."""
    return urandom(4).hex()


def all_people() -> People:
    """All profiles, within the work of an operation.

    Raises:
        InvalidInput: they cannot be read.
    """
    try:
        return read_people(paths.data_dir())
    except OSError as error:
        raise _unusable(error) from error


def _announced(_none: None) -> Iterable[Change]:
    # Who the person is stands in what every persona is told, and in its greeting.
    return [Change(Topic.PERSONAS, persona_id) for persona_id in get_all_persona_ids()]


def _unusable(error: OSError) -> InvalidInput:
    return InvalidInput(
        Phrase("Personas", "“{name}” cannot be used: {why}.").filled(name=FILE_NAME, why=why(error)),
        Phrase("Personas", "Check that the data folder can be read and written."),
    )
