"""Sessions: one conversation each."""

from typing import TYPE_CHECKING

from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import moment, text, whole_or_none
from personaui_desktop.database.rows import Row, chosen_session
from personaui_desktop.records.sessions import Session

if TYPE_CHECKING:
    from personaui_desktop.database.answers import SessionSummary

DEFAULT_TITLE = "New conversation"


def insert_session(file: PersonaFile, title: str = DEFAULT_TITLE) -> int:
    """Store a new session with a checked title, the most recently updated one from now on; answer its id."""
    now = utc_now()
    return file.insert("sessions.create_session", (title, file.persona_id, now, now))


def get_all_sessions(file: PersonaFile) -> list[Session]:
    """The persona's sessions, most recently updated first."""
    rows = file.execute("sessions.get_all_sessions").fetchall()
    return [session_record(row, file.persona_id) for row in rows]


def get_summary(file: PersonaFile) -> "SessionSummary | None":
    """Count and last change of the persona's sessions; ``None`` where there are none."""
    count, last = file.execute("sessions.get_session_count_summary").fetchone()
    if not count:
        return None
    return {"persona_id": file.persona_id, "session_count": count, "last_updated": moment(last)}


def has_session(file: PersonaFile, session_id: int) -> bool:
    """Whether the file holds a session."""
    return file.execute("sessions.session_exists", (session_id,)).fetchone() is not None


def is_in_trash(file: PersonaFile, session_id: int) -> bool:
    """Whether a session lies in the trash."""
    values = (check_id(session_id, "session"),)
    return file.execute("session_marks.is_in_trash", values).fetchone() is not None


def get_session(file: PersonaFile, session_id: int | None) -> Session | None:
    """One session, or ``None``."""
    row = file.execute("sessions.get_session_by_id", (chosen_session(file, session_id),)).fetchone()
    return None if row is None else session_record(row, file.persona_id)


def update_session_title(file: PersonaFile, session_id: int | None, title: str) -> bool:
    """Give a session another title, without making it the most recently updated; whether it exists."""
    check_text(title, "title")
    session = chosen_session(file, session_id)
    return file.execute("sessions.update_session_title", (title, session)).rowcount > 0


def delete_session(file: PersonaFile, session_id: int | None) -> bool:
    """Delete a session with its messages; whether it existed. Its memories stay."""
    # No part of the start.
    from personaui_desktop.database.many_at_once import delete_at_once

    session = chosen_session(file, session_id)
    return session is not None and delete_at_once(file, session)


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
        preview="".join(map(text, preview)),
    )
