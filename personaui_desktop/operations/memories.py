"""Verbs on memories: list, add, edit, switch on and off, delete, bring back."""

from collections.abc import Callable

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import (
    delete_memory,
    get_all_memories,
    save_memory,
    toggle_memory_status,
    update_memory,
)
from personaui_desktop.database.undo import restore_memory
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records import Change, Memory, Topic


def listing(persona_id: str) -> Operation[list[Memory]]:
    """All of the persona's memories, newest first."""
    return Operation(lambda: get_all_memories(persona_id=persona_id))


def add(
    persona_id: str,
    session_id: int | None,
    content: str,
    start_message_id: int | None = None,
    end_message_id: int | None = None,
) -> Operation[int]:
    """Store a memory; the result is its id."""

    def work() -> int:
        return save_memory(session_id, _checked(content), persona_id, start_message_id, end_message_id)

    return Operation(work, lambda _: (Change(Topic.MEMORIES, persona_id, session_id),))


def edit(persona_id: str, memory_id: int, content: str) -> Operation[bool]:
    """Change a memory's text."""
    return Operation(lambda: update_memory(memory_id, _checked(content), persona_id), _announce(persona_id))


def switch(persona_id: str, memory_id: int, active: bool) -> Operation[bool]:
    """Switch a memory on or off; one that already is as wanted stays."""

    def work() -> bool:
        found = [memory for memory in get_all_memories(persona_id=persona_id) if memory["id"] == memory_id]
        if not found or found[0]["is_active"] == active:
            return bool(found)
        return toggle_memory_status(memory_id, persona_id)

    return Operation(work, _announce(persona_id))


def delete(persona_id: str, memory_id: int) -> Operation[bool]:
    """Delete a memory; the session's marker goes back to the memories left for it."""
    return Operation(lambda: delete_memory(memory_id, persona_id), _announce(persona_id))


def restore(persona_id: str, memory: Memory) -> Operation[None]:
    """Bring a deleted memory back as it was."""
    return Operation(
        lambda: restore_memory(memory, persona_id),
        lambda _: (Change(Topic.MEMORIES, persona_id, memory["session_id"]),),
    )


def _checked(content: str) -> str:
    content = content.strip()
    if not content:
        raise InvalidInput("A memory needs some text.", "Type what is to be remembered.")
    return content


def _announce(persona_id: str) -> Callable[[bool], tuple[Change]]:
    return lambda _: (Change(Topic.MEMORIES, persona_id),)
