"""As whom the person talks with a persona, and in single conversations: ids of their profiles."""

from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import text
from personaui_desktop.records.people import ChosenPerson


def chosen_person(file: PersonaFile, session_id: int | None) -> ChosenPerson:
    """What was chosen for the persona, and for a session, if one is asked for."""
    return ChosenPerson(_choice(file, None), None if session_id is None else _choice(file, session_id))


def choose_person(file: PersonaFile, session_id: int | None, person_id: str | None) -> None:
    """Choose a profile for a session, or for the persona where there is none; ``None`` forgets the choice.

    Raises:
        UnknownPersona: the persona has no file.
        InvalidInput: an id cannot be stored.
    """
    if session_id is not None:
        check_id(session_id, "session")
    file.check_is_there()
    file.execute("person_choices.delete_choice", (session_id,))
    if person_id is not None:
        check_text(person_id, "name")
        file.execute("person_choices.insert_choice", (session_id, person_id))


def _choice(file: PersonaFile, session_id: int | None) -> str | None:
    row = file.execute("person_choices.get_choice", (session_id,)).fetchone()
    return None if row is None else text(row[0])
