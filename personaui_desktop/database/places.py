"""Where in a session a message stands, and what stands at a number or a time: quick however long it is."""

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from personaui_desktop.database.checks import check_count, check_id, check_text
from personaui_desktop.database.connection import connect
from personaui_desktop.database.reading import moment_or_none, whole
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records import DEFAULT_PERSONA


class Around(NamedTuple):
    """How many messages of a session lie before its message with an id, and after another."""

    older: int
    newer: int


def count_around(
    connection: sqlite3.Connection, session_id: int, first_id: int | None, last_id: int | None
) -> Around:
    """How many messages lie before one and after another; ``None``: the session begins or ends there."""
    older = newer = 0
    if first_id is not None:
        older = _count_before(connection, session_id, first_id)
    if last_id is not None:
        (total,) = connection.execute(sql("places.count_messages"), (session_id,)).fetchone()
        newer = total - _count_before(connection, session_id, last_id) - 1
    return Around(older, max(0, newer))


def messages_around(
    session_id: int, first_id: int | None, last_id: int | None, persona_id: str = DEFAULT_PERSONA
) -> Around:
    """The same with a connection of its own."""
    for message_id in (first_id, last_id):
        if message_id is not None:
            check_id(message_id, "message")
    with connect(persona_id) as connection:
        return count_around(connection, check_id(session_id, "session"), first_id, last_id)


def message_at(session_id: int, number: int, persona_id: str = DEFAULT_PERSONA) -> int | None:
    """The id of the message before which there are so many; beyond the end the last one's, if any."""
    values: tuple[int, ...] = (check_id(session_id, "session"),)
    left = check_count(number, "number")
    with connect(persona_id) as connection:
        for query in ("places.list_large_blocks", "places.list_small_blocks"):
            rows = connection.execute(sql(query), values)
            blocks = [(whole(block), max(0, whole(messages))) for block, messages in rows]
            if not blocks:
                return None
            block, left = _block_with(blocks, left)
            values = (session_id, block)
        row = connection.execute(sql("places.message_in_block"), (session_id, block, left)).fetchone()
    return row[0] if row is not None else None


def _block_with(blocks: Sequence[tuple[int, int]], number: int) -> tuple[int, int]:
    """The block that holds the message with a number, and its number there; else the last block's last."""
    for block, messages in blocks:
        if number < messages:
            return block, number
        number -= messages
    block, messages = blocks[-1]
    return block, max(0, messages - 1)


def first_message_since(session_id: int, moment: str, persona_id: str = DEFAULT_PERSONA) -> int | None:
    """The earliest message at or after a time, UTC text as in `records.Message`, or ``None``."""
    with connect(persona_id) as connection:
        values = (check_id(session_id, "session"), check_text(moment, "time"))
        row = connection.execute(sql("places.first_since"), values).fetchone()
    return row[0] if row is not None else None


def first_and_last_time(session_id: int, persona_id: str = DEFAULT_PERSONA) -> tuple[str | None, str | None]:
    """The times of a session's earliest and latest message as the file holds them."""
    with connect(persona_id) as connection:
        values = (check_id(session_id, "session"),)
        first, last = connection.execute(sql("places.first_and_last_time"), values).fetchone()
    return moment_or_none(first), moment_or_none(last)


def times_with_messages(
    session_id: int, spans: Sequence[tuple[str, str]], persona_id: str = DEFAULT_PERSONA
) -> list[int]:
    """Which of some spans of time, the end not included, hold messages: their numbers counted from 0."""
    values = (check_id(session_id, "session"), json.dumps(spans))
    with connect(persona_id) as connection:
        return [key for (key,) in connection.execute(sql("places.times_with_messages"), values)]


def _count_before(connection: sqlite3.Connection, session_id: int, message_id: int) -> int:
    found: int = connection.execute(sql("places.count_before"), (session_id, message_id)).fetchone()[0]
    return found
