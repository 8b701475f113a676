"""The plain dicts that the specified calls answer, made from the records in this one place."""

from typing import TypedDict

from personaui_desktop.records import Memory, Session


class SessionAnswer(TypedDict):
    """One conversation. Times are UTC text, ``YYYY-MM-DD HH:MM:SS`` with an optional fraction."""

    id: int
    title: str
    created_at: str
    updated_at: str
    persona_id: str
    last_memory_message_id: int | None


def session_answer(session: Session) -> SessionAnswer:
    """A session as the specified calls answer it."""
    return {
        "id": session.id,
        "title": session.title,
        "created_at": session.created_at,
        "updated_at": session.updated_at,
        "persona_id": session.persona_id,
        "last_memory_message_id": session.last_memory_message_id,
    }


class MemoryAnswer(TypedDict):
    """One long-term memory and the range of messages that it covers, both ends included."""

    id: int
    session_id: int | None
    persona_id: str
    content: str
    created_at: str
    is_active: bool
    start_message_id: int | None
    end_message_id: int | None


def memory_answer(memory: Memory) -> MemoryAnswer:
    """A memory as the specified calls answer it."""
    return {
        "id": memory.id,
        "session_id": memory.session_id,
        "persona_id": memory.persona_id,
        "content": memory.content,
        "created_at": memory.created_at,
        "is_active": memory.is_active,
        "start_message_id": memory.start_message_id,
        "end_message_id": memory.end_message_id,
    }
