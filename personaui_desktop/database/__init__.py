"""One SQLite file a persona: plain functions that know nothing of Qt.

The specified calls are those in `public`, loaded at the first use of one of them: the program's verbs take
what lies beneath.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from personaui_desktop.database.connection import reused_connections
    from personaui_desktop.database.locations import get_all_persona_ids
    from personaui_desktop.database.public import (
        clear_chat_history,
        create_persona_db,
        create_session,
        delete_last_message,
        delete_memory,
        delete_persona_db,
        delete_session,
        find_session_persona,
        get_active_memories,
        get_all_memories,
        get_all_sessions,
        get_chat_history,
        get_conversation_context,
        get_current_session_id,
        get_db_connection,
        get_db_path,
        get_last_memory_message_id,
        get_last_message,
        get_max_message_id,
        get_message_count,
        get_messages_since_marker,
        get_persona_session_summary,
        get_session,
        get_session_message_count,
        get_session_persona_id,
        get_total_message_count,
        get_user_message_count_since_marker,
        init_all_dbs,
        init_persona_db,
        run_pending_migrations,
        save_memory,
        save_message,
        set_last_memory_message_id,
        toggle_memory_status,
        update_last_message_text,
        update_memory,
        update_session_title,
    )
    from personaui_desktop.database.sql_loader import sql

__all__ = [
    "clear_chat_history",
    "create_persona_db",
    "create_session",
    "delete_last_message",
    "delete_memory",
    "delete_persona_db",
    "delete_session",
    "find_session_persona",
    "get_active_memories",
    "get_all_memories",
    "get_all_persona_ids",
    "get_all_sessions",
    "get_chat_history",
    "get_conversation_context",
    "get_current_session_id",
    "get_db_connection",
    "get_db_path",
    "get_last_memory_message_id",
    "get_last_message",
    "get_max_message_id",
    "get_message_count",
    "get_messages_since_marker",
    "get_persona_session_summary",
    "get_session",
    "get_session_message_count",
    "get_session_persona_id",
    "get_total_message_count",
    "get_user_message_count_since_marker",
    "init_all_dbs",
    "init_persona_db",
    "reused_connections",
    "run_pending_migrations",
    "save_memory",
    "save_message",
    "set_last_memory_message_id",
    "sql",
    "toggle_memory_status",
    "update_last_message_text",
    "update_memory",
    "update_session_title",
]

_ELSEWHERE = {
    "get_all_persona_ids": "locations",
    "reused_connections": "connection",
    "sql": "sql_loader",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """What ``from personaui_desktop.database import save_message`` gets."""
        if name not in __all__:
            raise AttributeError(name)
        room = import_module(f"{__name__}.{_ELSEWHERE.get(name, 'public')}")
        found = globals()[name] = getattr(room, name)
        return found
