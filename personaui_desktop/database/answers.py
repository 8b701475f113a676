"""The plain dicts that the specified calls answer, made from the records in this one place."""

from typing import TypedDict

from personaui_desktop.records.memories import Memory
from personaui_desktop.records.messages import Message
from personaui_desktop.records.sessions import Session


class MessageAnswer(TypedDict):
    """One message. ``timestamp`` is UTC, ``YYYY-MM-DD HH:MM:SS`` with an optional fraction."""

    id: int
    session_id: int
    message: str
    is_user: bool
    timestamp: str
    character_name: str
    memorized: bool


class MessagesSinceMarker(TypedDict):
    """The newest messages after the memory marker, oldest first, and how many there are in all."""

    messages: list[MessageAnswer]
    total: int
    truncated: bool


class SessionAnswer(TypedDict):
    """One conversation. Times are UTC text as in `MessageAnswer`."""

    id: int
    title: str
    created_at: str
    updated_at: str
    persona_id: str
    last_memory_message_id: int | None


class SessionSummary(TypedDict):
    """How many sessions a persona has, and when the newest of them changed."""

    persona_id: str
    session_count: int
    last_updated: str


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


def message_answer(message: Message) -> MessageAnswer:
    """A message as the specified calls answer it."""
    return {
        "id": message.id,
        "session_id": message.session_id,
        "message": message.text,
        "is_user": message.is_user,
        "timestamp": message.timestamp,
        "character_name": message.character_name,
        "memorized": message.memorized,
    }


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
