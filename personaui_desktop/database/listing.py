"""The sessions of a persona as the sessions pane lists them."""

from personaui_desktop.database.connection import connect
from personaui_desktop.database.reading import text
from personaui_desktop.database.sessions import session_record
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records import DEFAULT_PERSONA, Session


def list_sessions(persona_id: str = DEFAULT_PERSONA) -> list[Session]:
    """The sessions, most recently updated first, each with the first 200 characters of its last message."""
    with connect(persona_id) as connection:
        rows = connection.execute(sql("listing.list_sessions")).fetchall()
    return [{**session_record(row, persona_id), "preview": text(row[5])} for row in rows]
