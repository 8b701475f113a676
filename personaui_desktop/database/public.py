"""The specified calls: each opens the persona's file, does one thing in it, and closes it again.

Where a file cannot be used, they raise a `PersonaFileError`. `personaui_desktop.database` offers them all.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from personaui_desktop.database import chat, connection, locations, memories, schema, sessions
from personaui_desktop.database.answers import (
    MemoryAnswer,
    MessageAnswer,
    MessagesSinceMarker,
    SessionAnswer,
    SessionSummary,
    memory_answer,
    message_answer,
    session_answer,
)
from personaui_desktop.database.checks import check_id, check_persona_id, check_text
from personaui_desktop.database.file import PersonaFile, opened, writing
from personaui_desktop.database.locations import get_all_persona_ids
from personaui_desktop.database.rows import chosen_session, marker_of
from personaui_desktop.errors import KnownError, PersonaFileError
from personaui_desktop.records.messages import ContextMessage
from personaui_desktop.records.personas import DEFAULT_PERSONA

T = TypeVar("T")

_log = logging.getLogger(__name__)


def get_db_path(persona_id: str = DEFAULT_PERSONA) -> Path:
    """Path of the persona's file, whether it exists or not."""
    return locations.get_db_path(persona_id)


def get_db_connection(persona_id: str = DEFAULT_PERSONA) -> sqlite3.Connection:
    """An open connection with foreign keys on, which the caller closes. A missing file is made."""
    return connection.get_db_connection(persona_id)


def init_persona_db(persona_id: str = DEFAULT_PERSONA) -> None:
    """Make the persona's file or open it, and bring its schema and its ``db_info.persona_id`` up."""
    schema.init_persona_db(persona_id)


def create_persona_db(persona_id: str = DEFAULT_PERSONA) -> bool:
    """As `init_persona_db`, with the pending migrations; ``True`` once the file is ready."""
    schema.init_persona_db(persona_id)
    return True


def delete_persona_db(persona_id: str = DEFAULT_PERSONA) -> bool:
    """Delete the persona's file; ``False`` where there is none, and for the default persona."""
    return schema.delete_persona_db(persona_id)


def init_all_dbs() -> dict[str, KnownError]:
    """Make the default persona's file if it is missing, bring every file up to date; answer what failed."""
    return schema.init_all_dbs()


def run_pending_migrations(persona_id: str | None = None) -> dict[str, KnownError]:
    """Bring one persona's file up to date, or every file; answer what failed."""
    return schema.run_pending_migrations(persona_id)


def find_session_persona(session_id: int) -> str | None:
    """The persona whose file holds that session, or ``None``. Files that cannot be used are passed over."""
    check_id(session_id, "session")
    found = _of_each(partial(sessions.has_session, session_id=session_id))
    return next((persona_id for persona_id, has_it in found if has_it), None)


def get_chat_history(
    limit: int = 30, session_id: int | None = None, offset: int = 0, persona_id: str = DEFAULT_PERSONA
) -> list[MessageAnswer]:
    """A page of a session, counted from its newest message, oldest first within the page."""
    with opened(persona_id) as file:
        return list(map(message_answer, chat.get_chat_history(file, limit, session_id, offset)))


def get_message_count(session_id: int | None = None, persona_id: str = DEFAULT_PERSONA) -> int:
    """How many messages a session has."""
    with opened(persona_id) as file:
        return chat.get_message_count(file, session_id)


get_session_message_count = get_message_count


def get_conversation_context(
    limit: int = 10, session_id: int | None = None, persona_id: str = DEFAULT_PERSONA
) -> list[ContextMessage]:
    """The last messages as the Messages API takes them: neighbours of one role are joined by a blank line."""
    with opened(persona_id) as file:
        return chat.get_conversation_context(file, limit, session_id)


def save_message(
    message: str,
    is_user: bool,
    character_name: str = "Assistant",
    session_id: int | None = None,
    persona_id: str = DEFAULT_PERSONA,
) -> int:
    """Store a message and make its session the most recently updated one; answer the message's id.

    Without ``session_id`` it goes to the most recently updated session, and where the persona has none, to a
    new one. It is on the disk when the call returns.

    Raises:
        UnknownSession: the persona has no session with that id.
        InvalidInput: the text cannot be stored, such as one with half a surrogate pair.
    """
    values = (check_text(message, "message"), int(bool(is_user)), check_text(character_name, "name"))
    if session_id is not None:
        check_id(session_id, "session")
    with writing(persona_id, create=session_id is None) as file:
        session = chosen_session(file, session_id) or sessions.insert_session(file)
        return chat.insert_message(file, session, *values)


def clear_chat_history(persona_id: str = DEFAULT_PERSONA) -> None:
    """Remove all of the persona's messages and sessions. Memories stay."""
    with writing(persona_id) as file:
        chat.clear_chat_history(file)


def get_total_message_count(persona_id: str = DEFAULT_PERSONA) -> int:
    """How many messages the persona's sessions have together."""
    with opened(persona_id) as file:
        return chat.get_total_message_count(file)


def get_max_message_id(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> int | None:
    """The id of the session's newest message, or ``None``."""
    with opened(persona_id) as file:
        return chat.get_max_message_id(file, session_id)


def get_user_message_count_since_marker(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> int:
    """How many messages the person wrote after the session's memory marker; all where there is none."""
    with opened(persona_id) as file:
        return chat.get_user_message_count_since_marker(file, session_id)


def get_messages_since_marker(
    session_id: int | None, persona_id: str = DEFAULT_PERSONA, limit: int = 100
) -> MessagesSinceMarker:
    """The newest ``limit`` messages after the session's memory marker, oldest first, and the count of all."""
    with opened(persona_id) as file:
        found, total = chat.get_messages_since_marker(file, session_id, limit)
    return {"messages": list(map(message_answer, found)), "total": total, "truncated": total > len(found)}


def get_last_message(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> MessageAnswer | None:
    """The session's newest message, or ``None``."""
    with opened(persona_id) as file:
        last = chat.get_last_message(file, session_id)
    return None if last is None else message_answer(last)


def delete_last_message(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> MessageAnswer | None:
    """Delete the session's newest message and answer it, or ``None`` where there is none."""
    with writing(persona_id) as file:
        last = chat.delete_last_message(file, session_id)
    return None if last is None else message_answer(last)


def update_last_message_text(
    session_id: int | None, new_text: str, persona_id: str = DEFAULT_PERSONA
) -> bool:
    """Replace the text of the session's newest message; whether there was one."""
    with writing(persona_id) as file:
        return chat.update_last_message_text(file, session_id, new_text)


def create_session(title: str = sessions.DEFAULT_TITLE, persona_id: str = DEFAULT_PERSONA) -> int:
    """Store a new session, the most recently updated one from now on; answer its id."""
    check_text(title, "title")
    with writing(persona_id, create=True) as file:
        return sessions.insert_session(file, title)


def get_all_sessions(persona_id: str | None = None) -> list[SessionAnswer]:
    """The persona's sessions, most recently updated first; ``None`` takes all personas together.

    Of all personas together, those whose file cannot be used are left out, and named in the log.
    """
    if persona_id is not None:
        with opened(persona_id) as file:
            return list(map(session_answer, sessions.get_all_sessions(file)))
    found = [session for _, each in _of_each(sessions.get_all_sessions) for session in each]
    found.sort(key=lambda session: (session.updated_at, session.id), reverse=True)
    return list(map(session_answer, found))


def get_persona_session_summary() -> list[SessionSummary]:
    """Count and last change of the sessions of every persona that has any, the last changed first."""
    found = [summary for _, summary in _of_each(sessions.get_summary) if summary is not None]
    return sorted(found, key=lambda summary: summary["last_updated"], reverse=True)


def get_session(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> SessionAnswer | None:
    """One session, or ``None``."""
    with opened(persona_id) as file:
        found = sessions.get_session(file, session_id)
    return None if found is None else session_answer(found)


def get_session_persona_id(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> str:
    """The persona asked about, whose file would hold the session; `find_session_persona` looks for it."""
    if session_id is not None:
        check_id(session_id, "session")
    return check_persona_id(persona_id)


def update_session_title(session_id: int | None, title: str, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Give a session another title, without making it the most recently updated; whether it exists."""
    with writing(persona_id) as file:
        return sessions.update_session_title(file, session_id, title)


def delete_session(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Delete a session with its messages; whether it existed. Its memories stay."""
    with writing(persona_id) as file:
        return sessions.delete_session(file, session_id)


def get_current_session_id(persona_id: str = DEFAULT_PERSONA) -> int | None:
    """The most recently updated session, or ``None``."""
    with opened(persona_id) as file:
        return chosen_session(file, None)


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
    with writing(persona_id, create=True) as file:
        session = chosen_session(file, session_id)
        return memories.insert_memory(file, session, content, start_message_id, end_message_id)


def get_all_memories(active_only: bool = False, persona_id: str | None = None) -> list[MemoryAnswer]:
    """The persona's memories, newest first; ``None`` means the default persona."""
    with opened(DEFAULT_PERSONA if persona_id is None else persona_id) as file:
        return list(map(memory_answer, memories.get_all_memories(file, active_only=active_only)))


def get_active_memories(persona_id: str | None = None) -> list[MemoryAnswer]:
    """The persona's active memories, newest first; ``None`` means the default persona."""
    return get_all_memories(active_only=True, persona_id=persona_id)


def update_memory(memory_id: int, content: str, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Replace a memory's text; whether it exists."""
    with writing(persona_id) as file:
        return memories.update_memory(file, memory_id, content)


def toggle_memory_status(memory_id: int, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Switch a memory on or off; whether it exists."""
    with writing(persona_id) as file:
        return memories.toggle_memory_status(file, memory_id)


def delete_memory(memory_id: int, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Delete a memory; whether it existed.

    Its session's marker becomes the highest end of the memories left for that session, or null.
    """
    with writing(persona_id) as file:
        return memories.delete_memory(file, memory_id)


def set_last_memory_message_id(
    session_id: int | None, message_id: int | None, persona_id: str = DEFAULT_PERSONA
) -> bool:
    """Move a session's marker, or take it away with ``None``; whether the session exists."""
    with writing(persona_id) as file:
        return memories.set_last_memory_message_id(file, session_id, message_id)


def get_last_memory_message_id(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> int | None:
    """A session's marker, or ``None``."""
    with opened(persona_id) as file:
        session = chosen_session(file, session_id)
        return None if session is None else marker_of(file, session)


def _of_each(read: Callable[[PersonaFile], T]) -> Iterator[tuple[str, T]]:
    """Read every persona's file; those that cannot be used are left out, and named in the log."""
    for persona_id in get_all_persona_ids():
        try:
            with opened(persona_id) as file:
                found = read(file)
        except PersonaFileError as error:
            _log.warning("%s", error)
            continue
        yield persona_id, found
