"""The sessions of a persona as the sessions pane lists them."""

from personaui_desktop.database.checks import check_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.rows import Row
from personaui_desktop.database.sessions import session_record
from personaui_desktop.records.sessions import Session
from personaui_desktop.text import beginning

TITLE_CHARACTERS = 200


def list_sessions(file: PersonaFile) -> list[Session]:
    """The sessions, most recently updated first, each with the first 200 characters of its last message.

    Of a title too there is no more than can be shown in a line.
    """
    rows = file.execute("listing.list_sessions").fetchall()
    return [_listed(row, file.persona_id) for row in rows]


def list_session(file: PersonaFile, session_id: int) -> Session | None:
    """One session as it is listed, or ``None``."""
    row = file.execute("listing.list_session", (check_id(session_id, "session"),)).fetchone()
    return None if row is None else _listed(row, file.persona_id)


def _listed(row: Row, persona_id: str) -> Session:
    session = session_record(row, persona_id)
    return session._replace(title=beginning(session.title, TITLE_CHARACTERS))
