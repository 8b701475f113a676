"""Personas' files as a whole: making, bringing up to date, deleting, and finding a session among them."""

import logging
import os
from collections.abc import Iterator

from personaui_desktop.database.failures import as_known_failures
from personaui_desktop.database.file import opened
from personaui_desktop.database.locations import get_all_persona_ids, get_db_path
from personaui_desktop.database.pool import reserved
from personaui_desktop.errors import KnownError
from personaui_desktop.records.personas import DEFAULT_PERSONA

__all__ = [
    "delete_persona_db",
    "init_all_dbs",
    "init_persona_db",
    "open_persona_db",
    "opened_each",
    "run_pending_migrations",
    "try_to_open",
]

_log = logging.getLogger(__name__)


def init_persona_db(persona_id: str) -> None:
    """Make the persona's file or open it, and bring its schema and its ``db_info.persona_id`` up.

    Raises:
        PersonaFileError: the file cannot be used.
    """
    with opened(persona_id, create=True):
        pass


def open_persona_db(persona_id: str) -> bool:
    """Bring the file of a persona that is there up to date; ``False`` where there is none (any more).

    The default persona's file is made where it is missing.

    Raises:
        PersonaFileError: the file cannot be used.
    """
    with opened(persona_id, create=persona_id == DEFAULT_PERSONA) as file:
        return file.is_there


def delete_persona_db(persona_id: str) -> bool:
    """Delete the persona's file and what SQLite keeps beside it, also while this process has it open.

    Calls under way in other threads end first. ``False`` where there is no file, and for the default persona.

    Raises:
        FileNotWritable: the file cannot be removed.
    """
    path = get_db_path(persona_id)
    if persona_id == DEFAULT_PERSONA:
        return False
    from personaui_desktop.database.new_file import remove_file

    with reserved(path), as_known_failures(persona_id, path):
        return os.path.lexists(path) and remove_file(path)


def opened_each() -> Iterator[tuple[str, KnownError | None]]:
    """Bring every persona's file up to date, one a step: first the default one, which is made if need be.

    Yields:
        Each persona's id, and why its file cannot be used, or ``None``. Each failure is also in the log.
    """
    for persona_id in dict.fromkeys([DEFAULT_PERSONA, *get_all_persona_ids()]):
        yield persona_id, try_to_open(persona_id)


def try_to_open(persona_id: str) -> KnownError | None:
    """Bring one persona's file up to date as `open_persona_db` does; why it cannot be used, or ``None``."""
    try:
        open_persona_db(persona_id)
    except KnownError as error:
        _log.error("%s", error)
        return error
    return None


def init_all_dbs() -> dict[str, KnownError]:
    """Make the default persona's file if it is missing, and bring every file up to date.

    Returns:
        What failed, by persona; empty when all is well. Each failure is also in the log.
    """
    return {persona_id: problem for persona_id, problem in opened_each() if problem is not None}


def run_pending_migrations(persona_id: str | None) -> dict[str, KnownError]:
    """Bring one persona's file up to date, or every file, each migration in a transaction of its own.

    A migration that fails is rolled back and ends the work on its file; the other files go on. No file is
    made but the default persona's, where that one is asked for.

    Returns:
        What failed, by persona; empty when all is well. Each failure is also in the log.

    Raises:
        UnknownPersona: one persona was asked for and is not there.
        PersonaFileError: one persona was asked for and its file cannot be brought up to date.
    """
    if persona_id is not None:
        with opened(persona_id, create=persona_id == DEFAULT_PERSONA) as file:
            file.check_is_there()
            return {}
    problems = {each: try_to_open(each) for each in get_all_persona_ids()}
    return {each: problem for each, problem in problems.items() if problem is not None}
