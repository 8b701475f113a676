"""The plain dicts that the specified calls answer, made from the records in this one place."""

from typing import TypedDict

from personaui_desktop.records import Session


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
