"""The sessions of a persona as the sessions pane lists them."""

from personaui_desktop.database.checks import check_id
from personaui_desktop.database.connection import connect
from personaui_desktop.database.rows import Row
from personaui_desktop.database.sessions import session_record
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records import DEFAULT_PERSONA, Session
from personaui_desktop.text import beginning

TITLE_CHARACTERS = 200


def list_sessions(persona_id: str = DEFAULT_PERSONA) -> list[Session]:
    """The sessions, most recently updated first, each with the first 200 characters of its last message.

    Of a title too there is no more than can be shown in a line.
    """
    with connect(persona_id) as connection:
        rows = connection.execute(sql("listing.list_sessions")).fetchall()
    return [_listed(row, persona_id) for row in rows]


def list_session(session_id: int, persona_id: str = DEFAULT_PERSONA) -> Session | None:
    """One session as it is listed, or ``None``."""
    with connect(persona_id) as connection:
        row = connection.execute(sql("listing.list_session"), (check_id(session_id, "session"),)).fetchone()
    return None if row is None else _listed(row, persona_id)


def _listed(row: Row, persona_id: str) -> Session:
    session = session_record(row, persona_id)
    return session._replace(title=beginning(session.title, TITLE_CHARACTERS))
