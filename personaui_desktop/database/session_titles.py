"""Titles of sessions, and who made each: what a machine made gives way, what a person made stays."""

from typing import NamedTuple

from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.file import NamedRow, PersonaFile
from personaui_desktop.database.reading import one_of, text
from personaui_desktop.database.sessions import DEFAULT_TITLE
from personaui_desktop.records.sessions import TitledBy


class Titled(NamedTuple):
    """A session's title and who made it; ``None`` where it has none yet."""

    title: str
    by: TitledBy | None

    @property
    def is_persons(self) -> bool:
        """Whether a person gave it, so that nothing but a person changes it."""
        return self.by is TitledBy.PERSON


def get_title(file: PersonaFile, session_id: int) -> Titled | None:
    """A session's title, or ``None`` where there is no such session.

    A title that nobody speaks for, such as another program's, counts as a person's.
    """
    found = file.named("session_marks.get_title", (check_id(session_id, "session"),))
    return next(map(_titled, found), None)


def _titled(row: NamedRow) -> Titled:
    title, by = text(row["title"]), row["titled_by"]
    is_untitled = by is None and title == DEFAULT_TITLE
    return Titled(title, None if is_untitled else one_of(TitledBy, by, TitledBy.PERSON))


def put_title(file: PersonaFile, session_id: int, title: str, by: TitledBy) -> bool:
    """Give a session a title within the caller's transaction; whether it exists."""
    check_text(title, "title")
    values = (title, check_id(session_id, "session"))
    is_there = file.execute("sessions.update_session_title", values).rowcount > 0
    file.execute("session_marks.set_titled_by", (by.value, session_id))
    return is_there


def put_made_title(file: PersonaFile, session_id: int, title: str) -> bool:
    """Give a session a title that a model has made, unless a person has given it one; whether it did.

    Raises:
        InvalidInput: the title cannot be stored.
    """
    check_text(title, "title")
    found = get_title(file, session_id)
    if found is None or found.is_persons:
        return False
    return put_title(file, session_id, title, TitledBy.MACHINE)
