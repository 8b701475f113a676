"""Rows as the queries answer them, turned into records."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from personaui_desktop.database.checks import check_id
from personaui_desktop.database.ending_codes import read_problem
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.memorized import Memorized
from personaui_desktop.database.reading import flag, moment, one_of, text, whole, whole_or_none
from personaui_desktop.records.messages import Marks, Message, ReplyStatus

Row = tuple[Any, ...]
Range = tuple[int, int]

_NO_REPLY = (None, None, None, None, None)
_NO_MARKS = Marks()


def memorized_in(file: PersonaFile, session_id: int) -> Memorized:
    """Which of the session's messages are memorized."""
    return Memorized(active_ranges(file, session_id), marker_of(file, session_id))


def memorized_among(file: PersonaFile, session_id: int, message_ids: Sequence[int]) -> Memorized:
    """Which of these messages of the session are memorized, without looking at memories of others."""
    if not message_ids:
        return Memorized((), None)
    ends = (session_id, min(message_ids), max(message_ids))
    ranges = ranges_in(file.execute("pages.memory_ranges_between", ends))
    if ranges:
        return Memorized(ranges, None)
    marker = marker_of(file, session_id)
    return Memorized((), None if marker is None or _has_ranges(file, session_id) else marker)


def _has_ranges(file: PersonaFile, session_id: int) -> bool:
    # Row by row: the first one nearly always tells.
    return any(ranges_in([row]) for row in file.execute("chat.get_memory_ranges", (session_id,)))


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
    """A message from its columns, and from those of its reply where they are there."""
    message_id, session_id, said, is_user, timestamp, character_name, *reply = row
    status, problem, model, thought_ms, thought_tokens = reply or _NO_REPLY
    return Message(
        message_id,
        whole(session_id),
        text(said),
        flag(is_user),
        moment(timestamp),
        text(character_name),
        message_id in memorized,
        None if status is None else one_of(ReplyStatus, status, None),
        None if problem is None else read_problem(text(problem)),
        None if model is None else text(model),
        _NO_MARKS,
        1,
        1,
        whole_or_none(thought_ms),
        whole_or_none(thought_tokens),
    )


def message_records(file: PersonaFile, rows: Iterable[Row], memorized: Memorized) -> list[Message]:
    """Messages from their columns and their replies', with the marks and versions that few of them have."""
    found = [message_record(row, memorized) for row in rows]
    ids = [message.id for message in found]
    if not ids:
        return found
    have_marks, have_versions = file.execute("pages.rare_between", (min(ids), max(ids))).fetchone()
    if have_marks:
        marks = {message_id: _marks(row) for message_id, *row in _of(file, "pages.marks_of", ids)}
        found = [one._replace(marks=marks[one.id]) if one.id in marks else one for one in found]
    if have_versions:
        numbers = {message_id: row for message_id, *row in _of(file, "pages.versions_of", ids)}
        found = [_numbered(one, *numbers[one.id]) if one.id in numbers else one for one in found]
    return found


def _of(file: PersonaFile, query: str, message_ids: list[int]) -> Iterable[Row]:
    return file.execute(query, (json.dumps(message_ids),))


def _marks(row: Sequence[Any]) -> Marks:
    is_hidden, is_bookmarked, note = row
    return Marks(flag(is_hidden), flag(is_bookmarked), text(note))


def _numbered(message: Message, version: int, versions: int) -> Message:
    # Without a chosen one, as no program leaves it, the first counts.
    return message._replace(version=max(1, version), versions=versions)


def chosen_session(file: PersonaFile, session_id: int | None) -> int | None:
    """The session that a call is about: the one given, else the most recently updated, if there is one."""
    if session_id is not None:
        return check_id(session_id, "session")
    row = file.execute("chat.get_latest_session_id").fetchone()
    return row[0] if row else None
