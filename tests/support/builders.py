"""Records with defaults, of which a test says only what matters to it."""

from typing import Any

from personaui_desktop.records.memories import Memory
from personaui_desktop.records.messages import Message
from personaui_desktop.records.sessions import Session


def a_session(session_id: int = 1, title: str = "A title", **more: Any) -> Session:
    """A session of the default persona, without messages."""
    time = "2026-11-23 14:12:00"
    return Session(session_id, title, time, time, "default")._replace(**more)


def a_message(message_id: int = 1, text: str = "Hello.", **more: Any) -> Message:
    """A message of a persona named Mia, which no memory covers."""
    return Message(message_id, 1, text, False, "2026-11-20 10:00:00", "Mia")._replace(**more)


def a_memory(memory_id: int = 1, content: str = "He likes the sea.", **more: Any) -> Memory:
    """An active memory of the default persona, written by hand of nothing in particular."""
    return Memory(memory_id, None, "default", content, "2026-11-12 10:00:00", True, None, None)._replace(
        **more
    )
