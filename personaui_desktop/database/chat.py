"""Messages: storing them, reading them back, and what of them goes to the model."""

import sqlite3

from personaui_desktop.database.answers import MessageAnswer, MessagesSinceMarker, message_answer
from personaui_desktop.database.checks import check_count, check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.database.reading import flag, text
from personaui_desktop.database.rows import chosen_session, inserted, marker_of, memorized_in, message_record
from personaui_desktop.database.sessions import insert_session
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import UnknownSession
from personaui_desktop.records import DEFAULT_PERSONA, ContextMessage, Message, Role

_NO_MARKER = 0
"""Below every message id."""


def get_chat_history(
    limit: int = 30,
    session_id: int | None = None,
    offset: int = 0,
    persona_id: str = DEFAULT_PERSONA,
) -> list[MessageAnswer]:
    """A page of a session, counted from its newest message, oldest first within the page."""
    limit, offset = check_count(limit, "limit"), check_count(offset, "offset")
    with connect(persona_id) as connection:
        session = chosen_session(connection, session_id)
        if session is None:
            return []
        rows = connection.execute(sql("chat.get_chat_history"), (session, limit, offset)).fetchall()
        memorized = memorized_in(connection, session)
    return [message_answer(message_record(row, memorized)) for row in reversed(rows)]


def get_message_count(session_id: int | None = None, persona_id: str = DEFAULT_PERSONA) -> int:
    """How many messages a session has."""
    with connect(persona_id) as connection:
        return _count(connection, "chat.get_message_count", chosen_session(connection, session_id))


get_session_message_count = get_message_count


def get_conversation_context(
    limit: int = 10, session_id: int | None = None, persona_id: str = DEFAULT_PERSONA
) -> list[ContextMessage]:
    """The last messages as the Messages API takes them: neighbours of one role are joined by a blank line.

    A message without text counts for ``limit``, but the API refuses it, so it is left out.
    """
    limit = check_count(limit, "limit")
    with connect(persona_id) as connection:
        session = chosen_session(connection, session_id)
        rows = connection.execute(sql("chat.get_conversation_context"), (session, limit)).fetchall()
    context: list[ContextMessage] = []
    for is_user, message in reversed(rows):
        said = text(message)
        if not said.strip():
            continue
        role: Role = "user" if flag(is_user) else "assistant"
        if context and context[-1]["role"] == role:
            context[-1]["content"] += f"\n\n{said}"
        else:
            context.append({"role": role, "content": said})
    return context


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
    with connect(persona_id, create=session_id is None) as connection, transaction(connection):
        session = chosen_session(connection, session_id) or insert_session(connection, persona_id)
        return insert_message(connection, session, *values)


def insert_message(
    connection: sqlite3.Connection, session_id: int, message: str, is_user: int, character_name: str
) -> int:
    """Store a checked message within the caller's transaction, and touch its session.

    Raises:
        UnknownSession: there is no such session.
    """
    touched = connection.execute(sql("sessions.touch_session"), (utc_now(), session_id))
    if not touched.rowcount:
        raise UnknownSession("This conversation no longer exists.", "Choose another conversation.")
    return inserted(connection, "chat.insert_message", (session_id, message, is_user, character_name))


def clear_chat_history(persona_id: str = DEFAULT_PERSONA) -> None:
    """Remove all of the persona's messages and sessions. Memories stay."""
    with connect(persona_id) as connection, transaction(connection):
        connection.execute(sql("chat.delete_all_messages"))
        connection.execute(sql("sessions.delete_all_sessions"))


def get_total_message_count(persona_id: str = DEFAULT_PERSONA) -> int:
    """How many messages the persona's sessions have together."""
    with connect(persona_id) as connection:
        count: int = connection.execute(sql("chat.get_total_count")).fetchone()[0]
        return count


def get_max_message_id(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> int | None:
    """The id of the session's newest message, or ``None``."""
    with connect(persona_id) as connection:
        session = chosen_session(connection, session_id)
        highest: int | None = connection.execute(sql("chat.get_max_message_id"), (session,)).fetchone()[0]
        return highest


def get_user_message_count_since_marker(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> int:
    """How many messages the person wrote after the session's memory marker; all where there is none."""
    with connect(persona_id) as connection:
        session = chosen_session(connection, session_id)
        return _count(
            connection, "chat.count_user_messages_since_marker", session, _marker(connection, session)
        )


def get_messages_since_marker(
    session_id: int | None, persona_id: str = DEFAULT_PERSONA, limit: int = 100
) -> MessagesSinceMarker:
    """The newest ``limit`` messages after the session's memory marker, oldest first, and the count of all."""
    limit = check_count(limit, "limit")
    with connect(persona_id) as connection:
        session = chosen_session(connection, session_id)
        marker = _marker(connection, session)
        total = _count(connection, "chat.count_messages_since_marker", session, marker)
        rows = connection.execute(sql("chat.get_messages_since_marker"), (session, marker, limit)).fetchall()
        memorized = memorized_in(connection, session or 0)
    messages = [message_answer(message_record(row, memorized)) for row in reversed(rows)]
    return {"messages": messages, "total": total, "truncated": total > len(messages)}


def get_last_message(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> MessageAnswer | None:
    """The session's newest message, or ``None``."""
    with connect(persona_id) as connection:
        last = _last_message(connection, session_id)
        return None if last is None else message_answer(last)


def delete_last_message(session_id: int | None, persona_id: str = DEFAULT_PERSONA) -> MessageAnswer | None:
    """Delete the session's newest message and answer it, or ``None`` where there is none."""
    with connect(persona_id) as connection, transaction(connection):
        last = _last_message(connection, session_id)
        if last is None:
            return None
        connection.execute(sql("chat.delete_message"), (last.id,))
        return message_answer(last)


def update_last_message_text(
    session_id: int | None, new_text: str, persona_id: str = DEFAULT_PERSONA
) -> bool:
    """Replace the text of the session's newest message; whether there was one."""
    check_text(new_text, "message")
    with connect(persona_id) as connection, transaction(connection):
        last = _last_message(connection, session_id)
        if last is None:
            return False
        connection.execute(sql("chat.update_message_text"), (new_text, last.id))
        return True


def _last_message(connection: sqlite3.Connection, session_id: int | None) -> Message | None:
    session = chosen_session(connection, session_id)
    row = connection.execute(sql("chat.get_last_message"), (session,)).fetchone()
    return None if row is None else message_record(row, memorized_in(connection, session or 0))


def _marker(connection: sqlite3.Connection, session_id: int | None) -> int:
    marker = None if session_id is None else marker_of(connection, session_id)
    return _NO_MARKER if marker is None else marker


def _count(connection: sqlite3.Connection, name: str, *values: int | None) -> int:
    count: int = connection.execute(sql(name), values).fetchone()[0]
    return count
