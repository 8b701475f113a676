"""Long-term memories and each session's marker: the newest message that memories were made from."""

import sqlite3

from personaui_desktop.database.answers import MemoryAnswer, memory_answer
from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.database.reading import flag, moment, text, whole_or_none
from personaui_desktop.database.rows import Row, chosen_session, inserted, marker_of
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records import DEFAULT_PERSONA, Memory


def save_memory(
    session_id: int | None,
    content: str,
    persona_id: str = DEFAULT_PERSONA,
    start_message_id: int | None = None,
    end_message_id: int | None = None,
) -> int:
    """Store a memory; answer its id. The session's marker stays where it is.

    The session need not exist any more: memories outlive it.
    """
    check_text(content, "memory")
    for message_id in (start_message_id, end_message_id):
        if message_id is not None:
            check_id(message_id, "message")
    with connect(persona_id, create=True) as connection, transaction(connection):
        session = chosen_session(connection, session_id)
        return insert_within(connection, session, persona_id, content, start_message_id, end_message_id)


def insert_within(
    connection: sqlite3.Connection,
    session_id: int | None,
    persona_id: str,
    content: str,
    start_message_id: int | None,
    end_message_id: int | None,
) -> int:
    """Store a checked memory within the caller's transaction; answer its id."""
    values = (session_id, persona_id, content, start_message_id, end_message_id)
    return inserted(connection, "memories.insert_memory", values)


def get_all_memories(active_only: bool = False, persona_id: str | None = None) -> list[MemoryAnswer]:
    """The persona's memories, newest first; ``None`` means the default persona."""
    persona_id = DEFAULT_PERSONA if persona_id is None else persona_id
    query = sql("memories.get_active_memories" if active_only else "memories.get_all_memories")
    with connect(persona_id) as connection:
        rows = connection.execute(query).fetchall()
    return [memory_answer(memory_record(row, persona_id)) for row in rows]


def get_active_memories(persona_id: str | None = None) -> list[MemoryAnswer]:
    """The persona's active memories, newest first; ``None`` means the default persona."""
    return get_all_memories(active_only=True, persona_id=persona_id)


def update_memory(memory_id: int, content: str, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Replace a memory's text; whether it exists."""
    check_id(memory_id, "memory")
    check_text(content, "memory")
    with connect(persona_id) as connection:
        return connection.execute(sql("memories.update_memory"), (content, memory_id)).rowcount > 0


def toggle_memory_status(memory_id: int, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Switch a memory on or off; whether it exists."""
    check_id(memory_id, "memory")
    with connect(persona_id) as connection:
        return connection.execute(sql("memories.toggle_memory_status"), (memory_id,)).rowcount > 0


def delete_memory(memory_id: int, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Delete a memory; whether it existed.

    Its session's marker becomes the highest end of the memories left for that session, or null.
    """
    check_id(memory_id, "memory")
    with connect(persona_id) as connection, transaction(connection):
        return delete_within(connection, memory_id)


def delete_within(connection: sqlite3.Connection, memory_id: int) -> bool:
    """As `delete_memory`, within the caller's transaction."""
    found = connection.execute(sql("memories.get_memory_session_id"), (memory_id,)).fetchone()
    if found is None:
        return False
    connection.execute(sql("memories.delete_memory"), (memory_id,))
    highest = connection.execute(sql("memories.get_max_end_message_id"), found).fetchone()[0]
    connection.execute(sql("memories.update_session_memory_marker"), (highest, *found))
    return True


def set_last_memory_message_id(
    session_id: int | None, message_id: int | None, persona_id: str = DEFAULT_PERSONA
) -> bool:
    """Move a session's marker, or take it away with ``None``; whether the session exists."""
    if message_id is not None:
        check_id(message_id, "message")
    with connect(persona_id) as connection:
        values = (message_id, chosen_session(connection, session_id))
        return connection.execute(sql("memories.update_session_memory_marker"), values).rowcount > 0


def get_last_memory_message_id(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> int | None:
    """A session's marker, or ``None``."""
    with connect(persona_id) as connection:
        session = chosen_session(connection, session_id)
        return None if session is None else marker_of(connection, session)


def memory_record(row: Row, persona_id: str) -> Memory:
    """A memory from its columns, and from its pin where there is one. It belongs to the file's persona."""
    memory_id, session_id, content, created_at, is_active, start, end, *rest = row
    return Memory(
        memory_id,
        whole_or_none(session_id),
        persona_id,
        text(content),
        moment(created_at),
        flag(is_active),
        whole_or_none(start),
        whole_or_none(end),
        pinned=any(map(flag, rest)),
    )
