"""Rows as the queries answer them, turned into records."""

from collections.abc import Iterable
from typing import Any

from personaui_desktop.database.checks import check_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.memorized import Memorized
from personaui_desktop.database.problems import read_problem
from personaui_desktop.database.reading import flag, moment, one_of, text, text_or_none, whole, whole_or_none
from personaui_desktop.records.messages import Marks, Message, ReplyStatus

Row = tuple[Any, ...]
Range = tuple[int, int]


def memorized_in(file: PersonaFile, session_id: int) -> Memorized:
    """Which of the session's messages are memorized."""
    return Memorized(active_ranges(file, session_id), marker_of(file, session_id))


def active_ranges(file: PersonaFile, session_id: int) -> list[Range]:
    """First and last message id of each of the session's active memories that has a range."""
    return ranges_in(file.execute("chat.get_memory_ranges", (session_id,)))


def ranges_in(rows: Iterable[Row]) -> list[Range]:
    """Those of the rows' two columns that are message ids."""
    return [row for row in rows if all(whole_or_none(end) is not None for end in row)]


def marker_of(file: PersonaFile, session_id: int) -> int | None:
    """The session's memory marker."""
    row = file.execute("memories.get_session_memory_marker", (session_id,)).fetchone()
    return whole_or_none(row[0]) if row else None


def message_record(row: Row, memorized: Memorized) -> Message:
    """A message from its columns, and from those of its reply, marks and versions where they are there."""
    message_id, session_id, said, is_user, timestamp, character_name, *rest = row
    status, problem, model, thought_ms, is_hidden, is_bookmarked, note, versions, version = rest or [None] * 9
    return Message(
        message_id,
        whole(session_id),
        text(said),
        flag(is_user),
        moment(timestamp),
        text(character_name),
        message_id in memorized,
        None if status is None else one_of(ReplyStatus, status, None),
        read_problem(text_or_none(problem)),
        text_or_none(model),
        Marks(flag(is_hidden), flag(is_bookmarked), text(note)),
        max(1, whole(version)),
        max(1, whole(versions)),
        whole_or_none(thought_ms),
    )


def chosen_session(file: PersonaFile, session_id: int | None) -> int | None:
    """The session that a call is about: the one given, else the most recently updated, if there is one."""
    if session_id is not None:
        return check_id(session_id, "session")
    row = file.execute("chat.get_latest_session_id").fetchone()
    return row[0] if row else None
