"""The sessions of a persona as the sessions pane lists them."""

from personaui_desktop.database.checks import check_count, check_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.forks import fork_of
from personaui_desktop.database.reading import flag, moment, moment_or_none, text, whole
from personaui_desktop.database.rows import Row
from personaui_desktop.database.sessions import session_record
from personaui_desktop.records.sessions import KeptSessions, Session, SessionGroup, TitledSession
from personaui_desktop.text import beginning

TITLE_CHARACTERS = 200

_WHOLE_GROUPS = {
    SessionGroup.PINNED: "listing.list_pinned",
    SessionGroup.ARCHIVED: "listing.list_archived",
    SessionGroup.TRASHED: "listing.list_trashed",
}
_NEWEST = (b"", 0)
"""Sorts behind every time: in SQLite a blob is greater than any text."""


def list_sessions(file: PersonaFile) -> list[Session]:
    """The sessions outside of the trash by group, in each the most recently updated first.

    Of texts there is no more than can be shown in a line. Parked tails are left out as long as their
    trunk is there.
    """
    rows = file.execute("listing.list_sessions").fetchall()
    listed = [_listed(row, file.persona_id) for row in rows]
    return sorted(listed, key=_place)


def list_titles(file: PersonaFile) -> list[TitledSession]:
    """What the sessions outside of the trash are called, last used first; parked tails are left out."""
    rows = file.execute("listing.list_titles").fetchall()
    return [
        TitledSession(
            whole(session_id),
            beginning(text(title), TITLE_CHARACTERS),
            moment(updated_at),
            is_archived=archived is not None and flag(archived),
        )
        for session_id, title, updated_at, archived in rows
    ]


def list_group(file: PersonaFile, group: SessionGroup) -> list[Session]:
    """The pinned sessions, the archived ones, or those in the trash: a person puts them there one by one."""
    rows = file.execute(_WHOLE_GROUPS[group]).fetchall()
    return [_listed(row, file.persona_id) for row in rows]


def list_open(file: PersonaFile, after: Session | None, size: int) -> list[Session]:
    """So many of the sessions in no group, those after one in the order of time; ``None``: the first."""
    key: tuple[object, int] = _NEWEST
    if after is not None:
        row = file.execute("listing.newness", (check_id(after.id, "session"),)).fetchone()
        key = row if row is not None else (after.updated_at, after.id)
    rows = file.execute("listing.list_open", (*key, check_count(size, "size"))).fetchall()
    return [_listed(row, file.persona_id) for row in rows]


def list_session(file: PersonaFile, session_id: int) -> Session | None:
    """One session as it is listed, wherever it stands, or ``None``."""
    row = file.execute("listing.list_session", (check_id(session_id, "session"),)).fetchone()
    return None if row is None else _listed(row, file.persona_id)


def list_if_shown(file: PersonaFile, session_id: int) -> Session | None:
    """As `list_session`; a tail that is parked in a trunk is not listed by itself."""
    return None if fork_of(file, session_id) is not None else list_session(file, session_id)


def _place(session: Session) -> int:
    return _PLACES[session.group]


_PLACES = {group: place for place, group in enumerate(SessionGroup)}


def count_kept(file: PersonaFile) -> KeptSessions:
    """How many sessions are archived, and how many lie in the trash."""
    return KeptSessions(*map(whole, file.execute("listing.count_kept").fetchone()))


def _listed(row: Row, persona_id: str) -> Session:
    *own, draft, pinned, archived, trashed_at, unread = row
    session = session_record(tuple(own), persona_id)
    return session._replace(
        title=beginning(session.title, TITLE_CHARACTERS),
        draft="" if draft is None else text(draft),
        is_pinned=pinned is not None and flag(pinned),
        is_archived=archived is not None and flag(archived),
        trashed_at=moment_or_none(trashed_at),
        is_unread=unread is not None and flag(unread),
    )
