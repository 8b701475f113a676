"""Bringing back what was deleted."""

import sqlite3

from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records import Memory


def insert_deleted_memory(connection: sqlite3.Connection, memory: Memory, persona_id: str) -> None:
    """Store a deleted memory as it was, within the caller's transaction."""
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
    connection.execute(sql("undo.restore_memory"), values)
