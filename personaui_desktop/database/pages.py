"""Windows on a session by message id: as quick in a session of a million messages as in one of fifty."""

import json
from collections.abc import Sequence

from personaui_desktop.database.checks import LARGEST_INTEGER, check_count, check_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.positions import count_around
from personaui_desktop.database.rows import (
    Range,
    Row,
    active_ranges,
    marker_of,
    memorized_among,
    message_records,
)
from personaui_desktop.records.messages import Message, MessagePage

AFTER_ALL = LARGEST_INTEGER
"""An id after every message's."""


def newest_page(file: PersonaFile, session_id: int, size: int) -> MessagePage:
    """The newest messages."""
    session_id, size = check_id(session_id, "session"), _size(size)
    rows = file.execute("pages.newest_messages", (session_id, size + 1)).fetchall()
    return _page(file, session_id, rows[:size][::-1], len(rows) > size, has_newer=False)


def page_before(file: PersonaFile, session_id: int, message_id: int, size: int) -> MessagePage:
    """The messages just before one, which need not exist any more."""
    session_id, size = check_id(session_id, "session"), _size(size)
    rows = _before(file, session_id, check_id(message_id, "message"), size)
    has_newer = bool(_after(file, session_id, message_id - 1, 0))
    return _page(file, session_id, rows[:size][::-1], len(rows) > size, has_newer)


def page_after(file: PersonaFile, session_id: int, message_id: int, size: int) -> MessagePage:
    """The messages just after one, which need not exist any more."""
    session_id, size = check_id(session_id, "session"), _size(size)
    rows = _after(file, session_id, check_id(message_id, "message"), size)
    has_older = bool(_before(file, session_id, message_id + 1, 0))
    return _page(file, session_id, rows[:size], has_older, len(rows) > size)


def page_around(file: PersonaFile, session_id: int, message_id: int, size: int) -> MessagePage:
    """A page with one message, or the place where it was, near its middle; full where the session allows."""
    session_id, size = check_id(session_id, "session"), _size(size)
    older = _before(file, session_id, check_id(message_id, "message") + 1, size)
    newer = _after(file, session_id, message_id, size)
    from_older = min(len(older), max(size - size // 2, size - len(newer)), size)
    from_newer = min(len(newer), size - from_older)
    rows = older[:from_older][::-1] + newer[:from_newer]
    return _page(file, session_id, rows, len(older) > from_older, len(newer) > from_newer)


def page_between(
    file: PersonaFile,
    session_id: int,
    first_id: int | None,
    last_id: int | None,
    most: int,
) -> MessagePage:
    """The messages from one id to another, the newest of them where they are more than ``most``.

    ``None`` stands for the session's beginning or end.
    """
    session_id, most = check_id(session_id, "session"), _size(most)
    first = -LARGEST_INTEGER if first_id is None else check_id(first_id, "message")
    last = LARGEST_INTEGER if last_id is None else check_id(last_id, "message")
    values = (session_id, first, last, most)
    rows = file.execute("pages.messages_between", values).fetchall()[::-1]
    has_older = bool(_before(file, session_id, rows[0][0] if rows else first, 0))
    has_newer = bool(_after(file, session_id, rows[-1][0] if rows else last, 0))
    return _page(file, session_id, rows, has_older, has_newer)


def messages_by_ids(file: PersonaFile, session_id: int, message_ids: Sequence[int]) -> list[Message]:
    """Those of the messages that the session has, oldest first."""
    check_id(session_id, "session")
    wanted = json.dumps([check_id(message_id, "message") for message_id in message_ids])
    rows = file.execute("pages.messages_by_ids", (wanted, session_id)).fetchall()
    return _messages(file, session_id, rows)


def memory_ranges(file: PersonaFile, session_id: int) -> tuple[list[Range], int | None]:
    """The message ranges of the session's active memories, both ends included, and the session's marker."""
    check_id(session_id, "session")
    return active_ranges(file, session_id), marker_of(file, session_id)


def _size(size: int) -> int:
    # One more is asked for, to see whether the session goes on.
    return min(check_count(size, "page"), 2**31)


def _before(file: PersonaFile, session_id: int, message_id: int, size: int) -> list[Row]:
    values = (session_id, min(message_id, AFTER_ALL), size + 1)
    return file.execute("pages.messages_before", values).fetchall()


def _after(file: PersonaFile, session_id: int, message_id: int, size: int) -> list[Row]:
    values = (session_id, message_id, size + 1)
    return file.execute("pages.messages_after", values).fetchall()


def _page(
    file: PersonaFile, session_id: int, rows: list[Row], has_older: bool, has_newer: bool
) -> MessagePage:
    first_id = rows[0][0] if rows and has_older else None
    last_id = rows[-1][0] if rows and has_newer else None
    around = count_around(file, session_id, first_id, last_id)
    return MessagePage(_messages(file, session_id, rows), has_older, has_newer, *around)


def _messages(file: PersonaFile, session_id: int, rows: list[Row]) -> list[Message]:
    among = memorized_among(file, session_id, [row[0] for row in rows])
    return message_records(file, rows, among)
