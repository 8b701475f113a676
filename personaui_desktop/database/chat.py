"""Messages: storing them, reading them back, and what of them goes to the model."""

from personaui_desktop.database.checks import check_count, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import flag, text
from personaui_desktop.database.rows import chosen_session, marker_of, memorized_in, message_record
from personaui_desktop.errors import UnknownSession
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import ContextMessage, Message, Role

_NO_MARKER = 0
"""Below every message id."""


def get_chat_history(
    file: PersonaFile,
    limit: int,
    session_id: int | None,
    offset: int,
) -> list[Message]:
    """A page of a session, counted from its newest message, oldest first within the page."""
    limit, offset = check_count(limit, "limit"), check_count(offset, "offset")
    session = chosen_session(file, session_id)
    if session is None:
        return []
    rows = file.execute("chat.get_chat_history", (session, limit, offset)).fetchall()
    memorized = memorized_in(file, session)
    return [message_record(row, memorized) for row in reversed(rows)]


def get_message_count(file: PersonaFile, session_id: int | None) -> int:
    """How many messages a session has."""
    return _count(file, "chat.get_message_count", chosen_session(file, session_id))


def get_conversation_context(file: PersonaFile, limit: int, session_id: int | None) -> list[ContextMessage]:
    """The last messages as the Messages API takes them: neighbours of one role are joined by a blank line.

    A message without text counts for ``limit``, but the API refuses it, so it is left out.
    """
    limit = check_count(limit, "limit")
    session = chosen_session(file, session_id)
    rows = file.execute("chat.get_conversation_context", (session, limit)).fetchall()
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


def insert_message(
    file: PersonaFile,
    session_id: int,
    message: str,
    is_user: int,
    character_name: str,
    message_id: int | None = None,
) -> int:
    """Store a checked message, and make its session the most recently updated one; answer its id.

    It is given the next id, unless an id was left free for it.

    Raises:
        UnknownSession: there is no such session.
    """
    touched = file.execute("sessions.touch_session", (utc_now(), session_id))
    if not touched.rowcount:
        raise UnknownSession(
            Phrase("Conversations", "This conversation no longer exists."),
            Phrase("Conversations", "Choose another conversation."),
        )
    values = (session_id, message, is_user, character_name)
    if message_id is not None:
        return file.insert("messages.insert_message_at", (*values, message_id))
    return file.insert("chat.insert_message", values)


def clear_chat_history(file: PersonaFile) -> None:
    """Remove all of the persona's messages and sessions. Memories stay."""
    file.execute("chat.delete_all_messages")
    file.execute("sessions.delete_all_sessions")


def get_total_message_count(file: PersonaFile) -> int:
    """How many messages the persona's sessions have together."""
    count: int = file.execute("chat.get_total_count").fetchone()[0]
    return count


def get_max_message_id(file: PersonaFile, session_id: int | None) -> int | None:
    """The id of the session's newest message, or ``None``."""
    session = chosen_session(file, session_id)
    highest: int | None = file.execute("chat.get_max_message_id", (session,)).fetchone()[0]
    return highest


def get_user_message_count_since_marker(file: PersonaFile, session_id: int | None) -> int:
    """How many messages the person wrote after the session's memory marker; all where there is none."""
    session = chosen_session(file, session_id)
    return _count(file, "chat.count_user_messages_since_marker", session, _marker(file, session))


def get_messages_since_marker(
    file: PersonaFile, session_id: int | None, limit: int
) -> tuple[list[Message], int]:
    """The newest ``limit`` messages after the session's memory marker, oldest first, and the count of all."""
    limit = check_count(limit, "limit")
    session = chosen_session(file, session_id)
    marker = _marker(file, session)
    total = _count(file, "chat.count_messages_since_marker", session, marker)
    rows = file.execute("chat.get_messages_since_marker", (session, marker, limit)).fetchall()
    memorized = memorized_in(file, session or 0)
    return [message_record(row, memorized) for row in reversed(rows)], total


def get_last_message(file: PersonaFile, session_id: int | None) -> Message | None:
    """The session's newest message, or ``None``."""
    session = chosen_session(file, session_id)
    row = file.execute("chat.get_last_message", (session,)).fetchone()
    return None if row is None else message_record(row, memorized_in(file, session or 0))


def delete_last_message(file: PersonaFile, session_id: int | None) -> Message | None:
    """Delete the session's newest message and answer it, or ``None`` where there is none."""
    last = get_last_message(file, session_id)
    if last is not None:
        file.execute("chat.delete_message", (last.id,))
    return last


def update_last_message_text(file: PersonaFile, session_id: int | None, new_text: str) -> bool:
    """Replace the text of the session's newest message; whether there was one."""
    check_text(new_text, "message")
    last = get_last_message(file, session_id)
    if last is None:
        return False
    file.execute("chat.update_message_text", (new_text, last.id))
    return True


def _marker(file: PersonaFile, session_id: int | None) -> int:
    marker = None if session_id is None else marker_of(file, session_id)
    return _NO_MARKER if marker is None else marker


def _count(file: PersonaFile, name: str, *values: int | None) -> int:
    count: int = file.execute(name, values).fetchone()[0]
    return count
