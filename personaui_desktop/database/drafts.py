"""What was written but not sent: at most one text a session, and one where no session has begun yet."""

import sqlite3

from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.connection import connect, connect_known, transaction
from personaui_desktop.database.reading import text, whole_or_none
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records import DEFAULT_PERSONA


def get_drafts(persona_id: str = DEFAULT_PERSONA) -> dict[int | None, str]:
    """The drafts by session id; ``None`` is where no session has begun yet."""
    with connect(persona_id) as connection:
        rows = connection.execute(sql("drafts.get_drafts")).fetchall()
    return {session_id: text(content) for session_id, content in rows if _is_of_session(session_id)}


def put_draft(session_id: int | None, content: str, persona_id: str = DEFAULT_PERSONA) -> None:
    """Store a draft in the place of the last one; an empty one is no draft.

    The draft of a deleted session is not stored.

    Raises:
        UnknownPersona: the persona has no file.
        InvalidInput: the text cannot be stored.
    """
    _check(session_id, content)
    with connect_known(persona_id) as connection, transaction(connection):
        _put(connection, session_id, content)


def add_to_draft(session_id: int | None, content: str, persona_id: str = DEFAULT_PERSONA) -> None:
    """Store a text in a line of its own behind the draft that is there, whatever it says.

    Raises:
        UnknownPersona: the persona has no file.
        InvalidInput: the text cannot be stored.
    """
    _check(session_id, content)
    with connect_known(persona_id) as connection, transaction(connection):
        row = connection.execute(sql("drafts.get_draft"), (session_id,)).fetchone()
        _put(connection, session_id, "\n".join(filter(None, (*map(text, row or ()), content))))


def delete_draft(connection: sqlite3.Connection, session_id: int | None) -> None:
    """Delete a draft within the caller's transaction."""
    connection.execute(sql("drafts.delete_draft"), (session_id,))


def _is_of_session(value: object) -> bool:
    return value is None or whole_or_none(value) is not None


def _check(session_id: int | None, content: str) -> None:
    check_text(content, "draft")
    if session_id is not None:
        check_id(session_id, "session")


def _put(connection: sqlite3.Connection, session_id: int | None, content: str) -> None:
    delete_draft(connection, session_id)
    if content:
        connection.execute(sql("drafts.insert_draft"), (session_id, content, utc_now()))
