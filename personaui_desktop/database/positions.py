"""Where in a session a message stands, and what stands at a number or a time: quick however long it is."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from personaui_desktop.database.checks import check_count, check_id, check_text
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import moment_or_none, whole


class Around(NamedTuple):
    """How many messages of a session lie before its message with an id, and after another."""

    older: int
    newer: int


def count_around(file: PersonaFile, session_id: int, first_id: int | None, last_id: int | None) -> Around:
    """How many messages lie before one and after another; ``None``: the session begins or ends there."""
    older = newer = 0
    if first_id is not None:
        older = _count_before(file, session_id, first_id)
    if last_id is not None:
        (total,) = file.execute("positions.count_messages", (session_id,)).fetchone()
        newer = total - _count_before(file, session_id, last_id) - 1
    return Around(older, max(0, newer))


def count_after(file: PersonaFile, session_id: int, message_id: int) -> int:
    """How many messages of a session lie after one, be that still there or not; after 0 all."""
    total: int = file.execute("positions.count_messages", (session_id,)).fetchone()[0]
    return total - _count_before(file, session_id, message_id + 1)


def messages_around(file: PersonaFile, session_id: int, first_id: int | None, last_id: int | None) -> Around:
    """As `count_around`, of ids that somebody else gives: they are checked first."""
    for message_id in (first_id, last_id):
        if message_id is not None:
            check_id(message_id, "message")
    return count_around(file, check_id(session_id, "session"), first_id, last_id)


def message_at(file: PersonaFile, session_id: int, number: int) -> int | None:
    """The id of the message before which there are so many; beyond the end the last one's, if any."""
    values: tuple[int, ...] = (check_id(session_id, "session"),)
    left = check_count(number, "number")
    for query in ("positions.list_large_blocks", "positions.list_small_blocks"):
        rows = file.execute(query, values)
        blocks = [(whole(block), max(0, whole(messages))) for block, messages in rows]
        if not blocks:
            return None
        block, left = _block_with(blocks, left)
        values = (session_id, block)
    row = file.execute("positions.message_in_block", (session_id, block, left)).fetchone()
    return row[0] if row is not None else None


def _block_with(blocks: Sequence[tuple[int, int]], number: int) -> tuple[int, int]:
    """The block that holds the message with a number, and its number there; else the last block's last."""
    for block, messages in blocks:
        if number < messages:
            return block, number
        number -= messages
    block, messages = blocks[-1]
    return block, max(0, messages - 1)


def first_message_since(file: PersonaFile, session_id: int, moment: str) -> int | None:
    """The earliest message at or after a time, UTC text as in `records.Message`, or ``None``."""
    values = (check_id(session_id, "session"), check_text(moment, "time"))
    row = file.execute("positions.first_since", values).fetchone()
    return row[0] if row is not None else None


def first_and_last_time(file: PersonaFile, session_id: int) -> tuple[str | None, str | None]:
    """The times of a session's earliest and latest message as the file holds them."""
    values = (check_id(session_id, "session"),)
    first, last = file.execute("positions.first_and_last_time", values).fetchone()
    return moment_or_none(first), moment_or_none(last)


def times_with_messages(file: PersonaFile, session_id: int, spans: Sequence[tuple[str, str]]) -> list[int]:
    """Which of some spans of time, the end not included, hold messages: their numbers counted from 0."""
    values = (check_id(session_id, "session"), json.dumps(spans))
    return [key for (key,) in file.execute("positions.times_with_messages", values)]


def _count_before(file: PersonaFile, session_id: int, message_id: int) -> int:
    found: int = file.execute("positions.count_before", (session_id, message_id)).fetchone()[0]
    return found
