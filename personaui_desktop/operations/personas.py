"""Verbs on personas: list, create, edit, delete."""

from collections.abc import Generator
from contextlib import suppress
from functools import partial
from os import urandom

from personaui_desktop.background.operation import Errand, Lane, Operation, Steps
from personaui_desktop.database.file import PersonaFile, writing
from personaui_desktop.database.interrupted import mark_interrupted_replies
from personaui_desktop.database.locations import get_all_persona_ids, get_db_path
from personaui_desktop.database.person_choices import chosen_person
from personaui_desktop.database.personas import (
    last_speaker,
    read_profile,
    write_profile,
)
from personaui_desktop.database.schema import opened_each, try_to_open
from personaui_desktop.errors import InvalidInput, KnownError
from personaui_desktop.operations.people import all_people
from personaui_desktop.operations.run_id import RUN_ID
from personaui_desktop.personas.profile import NAME_CHARACTERS, default_profile
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.people import DEFAULT_USER_NAME
from personaui_desktop.records.personas import DEFAULT_PERSONA, PersonaListing, Profile
from personaui_desktop.text import beginning


def open_all() -> Operation[list[PersonaListing]]:
    """Bring every persona's file up to date and list them, the default persona first.

    On first start the default persona is made. A file that cannot be used is listed with its problem.
    """
    return Steps(_open_all)


def open_last(persona_id: str) -> Operation[PersonaListing]:
    """Bring one persona's file up to date and list it; the default persona where that one is gone."""

    def work() -> PersonaListing:
        listing = _open_one(persona_id) if persona_id in get_all_persona_ids() else None
        # It may have been deleted meanwhile.
        return listing if listing is not None and _is_there(persona_id) else _open_one(DEFAULT_PERSONA)

    return Errand(work)


def one(persona_id: str) -> Operation[PersonaListing | None]:
    """Bring one persona's file up to date and list it; ``None`` where it is gone.

    It takes its turn behind a listing of all that is under way, which may have read it before it changed.
    """

    def work() -> PersonaListing | None:
        return _open_one(persona_id) if _is_there(persona_id) else None

    return Errand(work, lane=Lane.BULK)


def delete(persona_id: str) -> Operation[bool]:
    """Move a persona's file into the trash, where it stays for 30 days. Never the default persona's."""
    from personaui_desktop.database.persona_trash import put_in_trash

    return Errand(
        partial(put_in_trash, persona_id),
        lambda _: (Change(Topic.PERSONAS, persona_id, how=How.REMOVED),),
    )


def profile_of(file: PersonaFile) -> Profile:
    """A persona's profile; a file from before profiles existed is named after who replied last in it.

    Of a name there is no more than this program lets anybody type, however much another program stored.
    """
    found = read_profile(file)
    if found is not None:
        return found._replace(name=_name(found.name))
    speaker = last_speaker(file)
    if speaker:
        return Profile(_name(speaker))
    return default_profile() if file.persona_id == DEFAULT_PERSONA else Profile(file.persona_id)


def _name(stored: str) -> str:
    return beginning(stored, NAME_CHARACTERS)


def free_id() -> str:
    """A new id that no persona's file has yet."""
    while get_db_path(persona_id := urandom(4).hex()).exists():
        continue
    return persona_id


def _open_all() -> Generator[None, None, list[PersonaListing]]:
    listings = []
    is_new = _is_first_start()
    for persona_id, problem in opened_each():
        listings.append(_listing(persona_id, problem, is_new=is_new))
        yield
    # Some may have been deleted while the work gave way.
    return [listing for listing in listings if _is_there(listing.persona_id)]


def _open_one(persona_id: str) -> PersonaListing:
    is_new = _is_first_start()
    return _listing(persona_id, try_to_open(persona_id), is_new=is_new)


def _is_first_start() -> bool:
    return not get_db_path(DEFAULT_PERSONA).exists()


def _listing(persona_id: str, problem: KnownError | None, *, is_new: bool) -> PersonaListing:
    """One persona, whose file was opened or has a problem."""
    try:
        if problem is not None:
            raise problem
        with writing(persona_id) as file:
            if is_new and persona_id == DEFAULT_PERSONA:
                write_profile(file, default_profile())
            mark_interrupted_replies(file, RUN_ID)
            return PersonaListing(persona_id, profile_of(file), user=_user_of(file))
    except KnownError as error:
        return PersonaListing(persona_id, Profile(persona_id), error.both)


def _user_of(file: PersonaFile) -> str:
    """What a persona calls the person; where that cannot be read, it is told when something is sent."""
    with suppress(InvalidInput):
        person = all_people().find(chosen_person(file, None).of_persona)
        if person is not None:
            return person.name
    return DEFAULT_USER_NAME


def _is_there(persona_id: str) -> bool:
    return persona_id == DEFAULT_PERSONA or get_db_path(persona_id).exists()
