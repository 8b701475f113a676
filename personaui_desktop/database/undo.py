"""Bringing back what was deleted."""

from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records import DEFAULT_PERSONA, Memory


def restore_memory(memory: Memory, persona_id: str = DEFAULT_PERSONA) -> None:
    """Store a deleted memory as it was, and move its session's marker up to the range's end again."""
    values = (
        memory["id"],
        memory["session_id"],
        persona_id,
        memory["content"],
        memory["created_at"],
        memory["is_active"],
        memory["start_message_id"],
        memory["end_message_id"],
    )
    with connect(persona_id) as connection, transaction(connection):
        connection.execute(sql("undo.restore_memory"), values)
        if memory["end_message_id"] is not None:
            raised = (memory["end_message_id"], memory["session_id"])
            connection.execute(sql("undo.raise_session_memory_marker"), raised)
