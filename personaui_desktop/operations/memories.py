"""Verbs on memories: list, add, edit, switch on and off, pin, delete. What they change can be taken back."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
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
    list_some_memories,
    set_pinned,
    store_memory,
    switch_memory,
)
from personaui_desktop.database.spans import get_span
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.memories import Memory, Proposal, Span


def listing(persona_id: str) -> Operation[list[Memory]]:
    """All of the persona's memories, newest first, with how each stands to the messages it was made from."""
    return Read(list_memories, on=persona_id)


def some(
    persona_id: str, memory_ids: Sequence[int], session_ids: Sequence[int] = ()
) -> Operation[dict[int, Memory | None]]:
    """Some memories as they are listed, by id, and those of some sessions; ``None`` for one that is gone."""

    def work(file: PersonaFile) -> dict[int, Memory | None]:
        found = {each.id: each for each in list_some_memories(file, memory_ids, session_ids)}
        return dict.fromkeys(memory_ids) | found

    return Read(work, on=persona_id)


def proposals(persona_id: str) -> Operation[list[Proposal]]:
    """The memories that the persona proposes, the first made first."""
    return Read(get_proposals, on=persona_id)


def compare(persona_id: str) -> Operation[list[int]]:
    """Compare memories with their messages after these may have changed; which were, is announced."""

    def announce(compared: list[int]) -> Iterable[Change]:
        if compared:
            yield Change(Topic.MEMORIES, persona_id, ids=tuple(compared), how=How.TOUCHED)

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
            raise InvalidInput(
                Phrase("Memories", "These messages have been deleted."),
                Phrase("Memories", "Choose other messages."),
            )
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

    def announce(memory_id: int) -> Iterable[Change]:
        yield Change(Topic.MEMORIES, persona_id, session_id, (memory_id,), How.ADDED)

    return Write(work, on=persona_id, announces=announce)


def edit(persona_id: str, memory_id: int, content: str) -> Operation[bool]:
    """Change a memory's text."""

    def work(file: PersonaFile) -> bool:
        return edit_memory(file, memory_id, checked(content))

    return _changing(persona_id, memory_id, work)


def switch(persona_id: str, memory_id: int, active: bool) -> Operation[bool]:
    """Switch a memory on or off; one that already is as wanted stays."""
    return _changing(persona_id, memory_id, partial(switch_memory, memory_id=memory_id, active=active))


def pin(persona_id: str, memory_id: int, pinned: bool) -> Operation[bool]:
    """Pin a memory, so that it is sent before others, or let it go."""
    return _changing(persona_id, memory_id, partial(set_pinned, memory_id=memory_id, pinned=pinned))


def delete(persona_id: str, memory_id: int) -> Operation[int | None]:
    """Delete a memory; the session's marker goes back to the memories left for it.

    The result is the step that takes it back, see `undo`; ``None`` where the memory is not there.
    """

    def announce(_step_id: int | None) -> Iterable[Change]:
        yield Change(Topic.MEMORIES, persona_id, ids=(memory_id,), how=How.REMOVED)
        yield Change(Topic.PROPOSALS, persona_id, how=How.REMOVED)

    return Write(partial(forget_memory, memory_id=memory_id), on=persona_id, announces=announce)


def checked(content: str) -> str:
    """A memory's text as it is stored.

    Raises:
        InvalidInput: it is blank.
    """
    content = content.strip()
    if not content:
        raise InvalidInput(
            Phrase("Memories", "A memory needs some text."), Phrase("Memories", "Write what to remember.")
        )
    return content


def _changing(persona_id: str, memory_id: int, work: Callable[[PersonaFile], bool]) -> Write[bool]:
    def announce(_is_there: bool) -> Iterable[Change]:
        yield Change(Topic.MEMORIES, persona_id, ids=(memory_id,))

    return Write(work, on=persona_id, announces=announce)
