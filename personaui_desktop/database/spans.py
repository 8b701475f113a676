"""Ranges of messages as people speak of them: in which conversation, when, and how many."""

from personaui_desktop.database.checks import check_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import moment, text
from personaui_desktop.database.rows import Row
from personaui_desktop.records.memories import COUNTED_SPAN, Span

TITLE_CHARACTERS = 200
"""More of a title than this is never shown in one line."""


def get_span(file: PersonaFile, session_id: int, start: int, end: int) -> Span | None:
    """The messages of a session from one id to another, both included; ``None`` where there are none."""
    for message_id in (start, end):
        check_id(message_id, "message")
    return read_span(file, check_id(session_id, "session"), start, end)


def read_span(file: PersonaFile, session_id: int, start: int, end: int) -> Span | None:
    """As `get_span`, of ids as the file holds them."""
    row = file.execute("spans.span", (session_id, start, end, COUNTED_SPAN + 1)).fetchone()
    return None if row is None else span_of(row)


def span_of(row: Row) -> Span | None:
    """The columns title, first time, last time and count as a span; ``None`` where no message is counted."""
    title, first_at, last_at, count = row
    if not count:
        return None
    return Span(text(title)[:TITLE_CHARACTERS], moment(first_at), moment(last_at), count)
