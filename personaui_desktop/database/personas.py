"""The persona's profile, which lies in its own file."""

import sqlite3

from personaui_desktop.database.checks import check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.connection import connect, connect_known
from personaui_desktop.database.reading import blob_or_none, text
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records import DEFAULT_PERSONA, Profile


def read_profile(persona_id: str = DEFAULT_PERSONA) -> Profile | None:
    """The persona's profile; ``None`` where none was stored, as in files from before profiles existed."""
    with connect(persona_id) as connection:
        row = connection.execute(sql("personas.get_profile")).fetchone()
    if row is None:
        return None
    name, description, greeting, avatar = row
    return Profile(text(name), text(description), text(greeting), blob_or_none(avatar))


def last_speaker(persona_id: str = DEFAULT_PERSONA) -> str:
    """Under which name the persona replied last; empty where it never did."""
    with connect(persona_id) as connection:
        row = connection.execute(sql("personas.last_speaker")).fetchone()
        return "" if row is None else text(row[0])


def write_profile(profile: Profile, persona_id: str = DEFAULT_PERSONA) -> None:
    """Store the persona's profile, in place of the one before; a missing file is made.

    Raises:
        InvalidInput: a text cannot be stored.
    """
    _check(profile)
    with connect(persona_id, create=True) as connection:
        _store(connection, profile)


def change_profile(profile: Profile, persona_id: str = DEFAULT_PERSONA) -> None:
    """Store the profile of a persona that is there.

    Raises:
        UnknownPersona: it is not.
        InvalidInput: a text cannot be stored.
    """
    _check(profile)
    with connect_known(persona_id) as connection:
        _store(connection, profile)


def _check(profile: Profile) -> None:
    for what in ("name", "description", "greeting"):
        check_text(getattr(profile, what), what)
    if not isinstance(profile.avatar, bytes | None):
        raise InvalidInput("This is not a picture.", "Choose another picture.")


def _store(connection: sqlite3.Connection, profile: Profile) -> None:
    connection.execute(sql("personas.upsert_profile"), (*profile, utc_now()))
