"""Sessions: one conversation each."""

import logging
import sqlite3

from personaui_desktop.database.answers import SessionAnswer, SessionSummary, session_answer
from personaui_desktop.database.checks import check_id, check_persona_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.connection import connect
from personaui_desktop.database.locations import get_all_persona_ids
from personaui_desktop.database.reading import moment, text, whole_or_none
from personaui_desktop.database.rows import Row, chosen_session, inserted
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import PersonaFileError
from personaui_desktop.records import DEFAULT_PERSONA, Session

DEFAULT_TITLE = "New conversation"

_log = logging.getLogger(__name__)


def create_session(title: str = DEFAULT_TITLE, persona_id: str = DEFAULT_PERSONA) -> int:
    """Store a new session, the most recently updated one from now on; answer its id."""
    check_text(title, "title")
    with connect(persona_id, create=True) as connection:
        return insert_session(connection, persona_id, title)


def insert_session(connection: sqlite3.Connection, persona_id: str, title: str = DEFAULT_TITLE) -> int:
    """Store a session with a checked title on a connection that the caller has; answer its id."""
    now = utc_now()
    return inserted(connection, "sessions.create_session", (title, persona_id, now, now))


def get_all_sessions(persona_id: str | None = None) -> list[SessionAnswer]:
    """The persona's sessions, most recently updated first; ``None`` takes all personas together.

    Of all personas together, those whose file cannot be used are left out, and named in the log.
    """
    if persona_id is not None:
        return [session_answer(each) for each in _sessions_of(persona_id)]
    sessions = [session for each in get_all_persona_ids() for session in _unless_unusable(each)]
    sessions.sort(key=lambda session: (session.updated_at, session.id), reverse=True)
    return [session_answer(each) for each in sessions]


def get_persona_session_summary() -> list[SessionSummary]:
    """Count and last change of the sessions of every persona that has any, the last changed first."""
    summaries: list[SessionSummary] = []
    for persona_id in get_all_persona_ids():
        try:
            with connect(persona_id) as connection:
                count, last = connection.execute(sql("sessions.get_session_count_summary")).fetchone()
        except PersonaFileError as error:
            _log.warning("%s", error)
            continue
        if count:
            summaries.append({"persona_id": persona_id, "session_count": count, "last_updated": moment(last)})
    return sorted(summaries, key=lambda summary: summary["last_updated"], reverse=True)


def get_session(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> SessionAnswer | None:
    """One session, or ``None``."""
    with connect(persona_id) as connection:
        row = connection.execute(
            sql("sessions.get_session_by_id"), (chosen_session(connection, session_id),)
        ).fetchone()
        return None if row is None else session_answer(session_record(row, persona_id))


def get_session_persona_id(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> str:
    """The persona asked about, whose file would hold the session; `find_session_persona` looks for it."""
    if session_id is not None:
        check_id(session_id, "session")
    return check_persona_id(persona_id)


def update_session_title(session_id: int | None, title: str, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Give a session another title, without making it the most recently updated; whether it exists."""
    check_text(title, "title")
    with connect(persona_id) as connection:
        session = chosen_session(connection, session_id)
        return connection.execute(sql("sessions.update_session_title"), (title, session)).rowcount > 0


def delete_session(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Delete a session with its messages; whether it existed. Its memories stay."""
    with connect(persona_id) as connection:
        session = chosen_session(connection, session_id)
        return connection.execute(sql("sessions.delete_session"), (session,)).rowcount > 0


def get_current_session_id(persona_id: str = DEFAULT_PERSONA) -> int | None:
    """The most recently updated session, or ``None``."""
    with connect(persona_id) as connection:
        return chosen_session(connection, None)


def session_record(row: Row, persona_id: str) -> Session:
    """A session from its columns, with a preview where there is one. It belongs to the file's persona."""
    session_id, title, created_at, updated_at, marker, *preview = row
    return Session(
        session_id,
        text(title),
        moment(created_at),
        moment(updated_at),
        persona_id,
        whole_or_none(marker),
        *map(text, preview),
    )


def _sessions_of(persona_id: str) -> list[Session]:
    with connect(persona_id) as connection:
        rows = connection.execute(sql("sessions.get_all_sessions")).fetchall()
    return [session_record(row, persona_id) for row in rows]


def _unless_unusable(persona_id: str) -> list[Session]:
    try:
        return _sessions_of(persona_id)
    except PersonaFileError as error:
        _log.warning("%s", error)
        return []
