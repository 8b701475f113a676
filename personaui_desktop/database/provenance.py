"""What is kept beside a memory: the hash of the messages it was made from, its pin, who wrote it."""

import json
from collections.abc import Iterable, Iterator, Sequence

from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.file import PersonaFile, together
from personaui_desktop.database.memories import delete_memory, insert_memory, memory_record
from personaui_desktop.database.reading import flag, one_of, text, text_or_none, whole_or_none
from personaui_desktop.database.rows import Row
from personaui_desktop.database.spans import span_of
from personaui_desktop.database.undo_steps import undoable
from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.memories import COUNTED_SPAN, Memory, Origin, SourceState
from personaui_desktop.records.undo import RowKey, StepKind


def list_memories(file: PersonaFile) -> list[Memory]:
    """The persona's memories, newest first, with all that is present where memories are listed for a person.

    Those whose messages may have changed since the last call are compared now, the others are not.
    """
    compare_changed(file)
    rows = file.execute("provenance.list_memories", (COUNTED_SPAN + 1,)).fetchall()
    return [_listed(row, file.persona_id) for row in rows]


def list_some_memories(
    file: PersonaFile, memory_ids: Sequence[int], session_ids: Sequence[int] = ()
) -> list[Memory]:
    """Some memories as `list_memories` lists them, in any order: by their own ids, or by their sessions'.

    What is compared meanwhile is among them.
    """
    for memory_id in memory_ids:
        check_id(memory_id, "memory")
    for session_id in session_ids:
        check_id(session_id, "session")
    wanted = [*memory_ids, *compare_changed(file)]
    values = (COUNTED_SPAN + 1, json.dumps(wanted), json.dumps(list(session_ids)))
    rows = file.execute("provenance.list_some_memories", values).fetchall()
    return [_listed(row, file.persona_id) for row in rows]


def compare_changed(file: PersonaFile) -> list[int]:
    """Compare the memories whose messages may have changed, and answer their ids."""
    waiting = file.execute("provenance.sources_to_look_at").fetchall()
    if not waiting:
        return []
    with together(file):
        for memory_id, session_id, start, end, expected in waiting:
            state = _state_of(file, session_id, start, end, expected)
            file.execute("provenance.set_source_state", (state.value, memory_id))
    return [row[0] for row in waiting]


def store_memory(
    file: PersonaFile,
    session_id: int | None,
    content: str,
    start_message_id: int | None = None,
    end_message_id: int | None = None,
) -> int:
    """Store a memory written by hand, with the hash of its range as it is now; answer its id.

    Raises:
        UnknownPersona: the persona has no file.
        InvalidInput: an end of the range is no message of the session.
    """
    check_text(content, "memory")
    start, end, found, origin = None, None, None, Origin.HAND
    if session_id is not None:
        check_id(session_id, "session")
    file.check_is_there()
    if session_id is not None and start_message_id is not None and end_message_id is not None:
        start, end = start_message_id, end_message_id
        check_range(file, session_id, start, end)
        found = source_hash(file, session_id, start, end)
    with undoable(file, StepKind.MEMORY_ADDED, session_id) as step:
        made = insert_with_source(file, session_id, content, start, end, found, origin)
        step.made(*memory_rows(made))
    return made


def insert_with_source(
    file: PersonaFile,
    session_id: int | None,
    content: str,
    start_message_id: int | None,
    end_message_id: int | None,
    hash_of_source: str | None,
    origin: Origin,
) -> int:
    """Store a checked memory and what is kept beside it within the caller's transaction; answer its id."""
    memory_id = insert_memory(file, session_id, content, start_message_id, end_message_id)
    file.execute("provenance.store_source", (memory_id, hash_of_source, False, origin.value))
    return memory_id


def edit_memory(file: PersonaFile, memory_id: int, content: str) -> bool:
    """Replace a memory's text, which can be taken back; whether it exists."""
    check_text(content, "memory")
    return _change(file, memory_id, StepKind.MEMORY_EDITED, "memories.update_memory", content)


def switch_memory(file: PersonaFile, memory_id: int, active: bool) -> bool:
    """Switch a memory on or off, which can be taken back; whether it exists."""
    return _change(file, memory_id, StepKind.MEMORY_SWITCHED, "provenance.set_active", int(active))


def set_pinned(file: PersonaFile, memory_id: int, pinned: bool) -> bool:
    """Pin a memory or let it go, which can be taken back; whether it exists."""
    return _change(file, memory_id, StepKind.MEMORY_PINNED, "provenance.set_pinned", int(pinned))


def forget_memory(file: PersonaFile, memory_id: int) -> int | None:
    """Delete a memory as `delete_memory` does; answer the step that takes it back, or ``None``."""
    check_id(memory_id, "memory")
    row = file.execute("memories.get_memory_session_id", (memory_id,)).fetchone()
    if row is None:
        return None
    session_id = whole_or_none(row[0])
    with undoable(file, StepKind.MEMORY_DELETED, session_id, *memory_rows(memory_id)) as step:
        step.keep(*session_rows(session_id))
        # What was to replace its text goes with it.
        for (proposal_id,) in file.execute("proposals.proposals_for_memory", (memory_id,)):
            step.keep(RowKey("memory_proposals", proposal_id))
        delete_memory(file, memory_id)
    return step.step_id


def memory_rows(memory_id: int) -> tuple[RowKey, RowKey]:
    """Where a memory is kept, and what is kept beside it."""
    return RowKey("memories", memory_id), RowKey("memory_sources", memory_id)


def session_rows(session_id: int | None) -> tuple[RowKey, ...]:
    """Where a session's marker is kept."""
    return () if session_id is None else (RowKey("chat_sessions", session_id),)


def check_range(file: PersonaFile, session_id: int, start: int, end: int) -> None:
    """Make sure that a range begins and ends at messages of its session.

    Raises:
        InvalidInput: it does not.
    """
    for message_id in (start, end):
        check_id(message_id, "message")
    values = (check_id(session_id, "session"), start, end)
    count = file.execute("provenance.are_ends_in_session", values).fetchone()[0]
    if start > end or count != len({start, end}):
        raise not_in_conversation()


def not_in_conversation() -> InvalidInput:
    """The error for messages that were deleted, or are another conversation's."""
    return InvalidInput(
        Phrase("Memories", "These messages are no longer in the conversation."),
        Phrase("Memories", "Choose other messages."),
    )


def hash_of(messages: Iterable[tuple[bool, str]]) -> str:
    """What tells one source from another: who said what, in order.

    Args:
        messages: for each whether the person said it, and its text.
    """
    # With hashlib comes OpenSSL, for which a start need not wait.
    from hashlib import sha256

    digest = sha256()
    for is_user, message in messages:
        said = message.encode("utf-8", "replace")
        digest.update(b"%d %d " % (bool(is_user), len(said)))
        digest.update(said)
    return digest.hexdigest()


def source_hash(file: PersonaFile, session_id: int, start: int, end: int) -> str:
    """The hash of a session's messages within a range, as they are now."""
    return hash_of(_said(file.execute("provenance.source_messages", (session_id, start, end))))


def _change(file: PersonaFile, memory_id: int, kind: StepKind, query: str, value: int | str) -> bool:
    """Change one thing of a memory by a query that takes the value and the memory's id."""
    check_id(memory_id, "memory")
    with undoable(file, kind, None, *memory_rows(memory_id)):
        return file.execute(query, (value, memory_id)).rowcount > 0


def _state_of(file: PersonaFile, session_id: int, start: int, end: int, expected: str) -> SourceState:
    rows = file.execute("provenance.source_messages", (session_id, start, end))
    first = rows.fetchone()
    if first is None:
        return SourceState.GONE
    same = hash_of(_said(_with_first(first, rows))) == expected
    return SourceState.SAME if same else SourceState.CHANGED


def _with_first(first: Row, others: Iterable[Row]) -> Iterable[Row]:
    yield first
    yield from others


def _said(rows: Iterable[Row]) -> Iterator[tuple[bool, str]]:
    return ((flag(is_user), text(message)) for is_user, message in rows)


def _listed(row: Row, persona_id: str) -> Memory:
    *own, state, known_hash, origin, session, title, first_at, last_at, count = row
    memory = memory_record(tuple(own), persona_id)
    is_gone = memory.session_id is not None and session is None
    known = None if known_hash is None else state
    return memory._replace(
        source=SourceState.GONE if is_gone else one_of(SourceState, known, SourceState.UNKNOWN),
        origin=one_of(Origin, origin, Origin.HAND),
        session_title=text_or_none(title),
        span=span_of((title, first_at, last_at, count)),
    )
