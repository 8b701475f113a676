"""Long-term memories and each session's marker: the newest message that memories were made from."""

from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import flag, moment, text, whole_or_none
from personaui_desktop.database.rows import Row, chosen_session
from personaui_desktop.records.memories import Memory


def insert_memory(
    file: PersonaFile,
    session_id: int | None,
    content: str,
    start_message_id: int | None,
    end_message_id: int | None,
) -> int:
    """Store a checked memory; answer its id. The session's marker stays where it is.

    The session need not exist any more: memories outlive it.
    """
    values = (session_id, file.persona_id, content, start_message_id, end_message_id)
    return file.insert("memories.insert_memory", values)


def get_all_memories(file: PersonaFile, *, active_only: bool = False) -> list[Memory]:
    """The persona's memories, newest first."""
    query = "memories.get_active_memories" if active_only else "memories.get_all_memories"
    return [memory_record(row, file.persona_id) for row in file.execute(query).fetchall()]


def update_memory(file: PersonaFile, memory_id: int, content: str) -> bool:
    """Replace a memory's text; whether it exists."""
    check_id(memory_id, "memory")
    check_text(content, "memory")
    return file.execute("memories.update_memory", (content, memory_id)).rowcount > 0


def toggle_memory_status(file: PersonaFile, memory_id: int) -> bool:
    """Switch a memory on or off; whether it exists."""
    check_id(memory_id, "memory")
    return file.execute("memories.toggle_memory_status", (memory_id,)).rowcount > 0


def delete_memory(file: PersonaFile, memory_id: int) -> bool:
    """Delete a memory; whether it existed.

    Its session's marker becomes the highest end of the memories left for that session, or null.
    """
    check_id(memory_id, "memory")
    found = file.execute("memories.get_memory_session_id", (memory_id,)).fetchone()
    if found is None:
        return False
    file.execute("memories.delete_memory", (memory_id,))
    highest = file.execute("memories.get_max_end_message_id", found).fetchone()[0]
    file.execute("memories.update_session_memory_marker", (highest, *found))
    return True


def set_last_memory_message_id(file: PersonaFile, session_id: int | None, message_id: int | None) -> bool:
    """Move a session's marker, or take it away with ``None``; whether the session exists."""
    if message_id is not None:
        check_id(message_id, "message")
    values = (message_id, chosen_session(file, session_id))
    return file.execute("memories.update_session_memory_marker", values).rowcount > 0


def memory_record(row: Row, persona_id: str) -> Memory:
    """A memory from its columns, and from its pin where there is one. It belongs to the file's persona."""
    memory_id, session_id, content, created_at, is_active, start, end, *rest = row
    return Memory(
        memory_id,
        whole_or_none(session_id),
        persona_id,
        text(content),
        moment(created_at),
        flag(is_active),
        whole_or_none(start),
        whole_or_none(end),
        pinned=any(map(flag, rest)),
    )
