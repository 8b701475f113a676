"""Verbs on memories: list, add, edit, switch on and off, pin, delete. What they change can be taken back."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from personaui_desktop.background.operation import Operation
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.pages import messages_by_ids
from personaui_desktop.database.proposals import get_proposals
from personaui_desktop.database.provenance import (
    compare_changed,
    edit_memory,
    forget_memory,
    list_memories,
    set_pinned,
    store_memory,
    switch_memory,
)
from personaui_desktop.database.spans import get_span
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.memories import Memory, Proposal, Span


def listing(persona_id: str) -> Operation[list[Memory]]:
    """All of the persona's memories, newest first, with how each stands to the messages it was made from."""
    return Read(list_memories, on=persona_id)


def proposals(persona_id: str) -> Operation[list[Proposal]]:
    """The memories that the persona proposes, the first made first."""
    return Read(get_proposals, on=persona_id)


def compare(persona_id: str) -> Operation[bool]:
    """Compare memories with their messages after these may have changed; announced where there were any."""

    def announce(were_any: bool) -> Iterable[Change]:
        return (Change(Topic.MEMORIES, persona_id),) if were_any else ()

    return Read(compare_changed, on=persona_id, announces=announce)


class Passage(NamedTuple):
    """Messages that a memory is to be written of; ``text`` is the message's where it is a single one."""

    span: Span
    text: str


def passage(persona_id: str, session_id: int, first_id: int, last_id: int) -> Operation[Passage]:
    """Look at messages that a memory is to be written of, both ends included."""

    def work(file: PersonaFile) -> Passage:
        span = get_span(file, session_id, first_id, last_id)
        if span is None:
            raise InvalidInput("These messages have been deleted.", "Choose other messages.")
        found = messages_by_ids(file, session_id, [first_id]) if first_id == last_id else []
        return Passage(span, "".join(message.text for message in found))

    return Read(work, on=persona_id)


def add(
    persona_id: str,
    session_id: int | None,
    content: str,
    start_message_id: int | None = None,
    end_message_id: int | None = None,
) -> Operation[int]:
    """Store a memory written by hand; the result is its id."""

    def work(file: PersonaFile) -> int:
        return store_memory(file, session_id, checked(content), start_message_id, end_message_id)

    return Write(work, on=persona_id, announces=lambda _: (Change(Topic.MEMORIES, persona_id, session_id),))


def edit(persona_id: str, memory_id: int, content: str) -> Operation[bool]:
    """Change a memory's text."""
    return Write(
        lambda file: edit_memory(file, memory_id, checked(content)),
        on=persona_id,
        announces=_announce(persona_id),
    )


def switch(persona_id: str, memory_id: int, active: bool) -> Operation[bool]:
    """Switch a memory on or off; one that already is as wanted stays."""
    return Write(
        lambda file: switch_memory(file, memory_id, active), on=persona_id, announces=_announce(persona_id)
    )


def pin(persona_id: str, memory_id: int, pinned: bool) -> Operation[bool]:
    """Pin a memory, so that it is sent before others, or let it go."""
    return Write(
        lambda file: set_pinned(file, memory_id, pinned), on=persona_id, announces=_announce(persona_id)
    )


def delete(persona_id: str, memory_id: int) -> Operation[int | None]:
    """Delete a memory; the session's marker goes back to the memories left for it.

    The result is the step that takes it back, see `undo`; ``None`` where the memory is not there.
    """
    return Write(lambda file: forget_memory(file, memory_id), on=persona_id, announces=_announce(persona_id))


def checked(content: str) -> str:
    """A memory's text as it is stored.

    Raises:
        InvalidInput: it is blank.
    """
    content = content.strip()
    if not content:
        raise InvalidInput("A memory needs some text.", "Write what to remember.")
    return content


def _announce(persona_id: str) -> Callable[[object], tuple[Change]]:
    return lambda _: (Change(Topic.MEMORIES, persona_id),)
