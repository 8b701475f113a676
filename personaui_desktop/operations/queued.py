"""Verbs on the queue: what waits in a conversation until the reply under way has ended."""

from collections.abc import Callable
from functools import partial

from personaui_desktop.background.operation import Operation
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.queued import (
    queue_message,
    queued_in,
    queued_to_draft,
    say_first_queued,
    take_back_queued,
)
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.queued import QueuedMessage


def all_in(persona_id: str, session_id: int) -> Operation[list[QueuedMessage]]:
    """What waits in a session, in the order in which it will be said."""
    return Read(partial(queued_in, session_id=session_id), on=persona_id)


def put(persona_id: str, session_id: int, text: str) -> Operation[None]:
    """Have a text wait behind those that do, or where it has waited before, see `queue_message`."""
    work = partial(queue_message, session_id=session_id, content=text)
    return Write(work, on=persona_id, announces=_touching_drafts(persona_id, session_id))


def say_first(persona_id: str, session_id: int, *, from_trash: bool = False) -> Operation[int | None]:
    """Say what has waited longest; the result is the message's id, ``None`` where nothing is said.

    ``from_trash``: a session in the trash comes out of it for that; if not, what waits there goes on waiting.
    """

    def announce(message_id: int | None) -> tuple[Change, ...]:
        if message_id is None:
            return ()
        return (
            Change(Topic.MESSAGES, persona_id, session_id, (message_id,), How.ADDED),
            Change(Topic.QUEUE, persona_id, session_id),
            Change(Topic.SESSIONS, persona_id, session_id),
        )

    work = partial(say_first_queued, session_id=session_id, from_trash=from_trash)
    return Write(work, on=persona_id, announces=announce)


def to_draft(persona_id: str, session_id: int, queued_id: int) -> Operation[str | None]:
    """Put a text behind the session's draft; the result is the text, ``None`` where it waits no longer."""

    def work(file: PersonaFile) -> str | None:
        return queued_to_draft(file, session_id, queued_id)

    return Write(work, on=persona_id, announces=_touching_drafts(persona_id, session_id))


def take_back(persona_id: str, session_id: int, queued_id: int) -> Operation[int | None]:
    """Have a text wait no longer; the result is the step that has it wait again, see `undo`."""

    def work(file: PersonaFile) -> int | None:
        return take_back_queued(file, session_id, queued_id)

    changes = (Change(Topic.QUEUE, persona_id, session_id),)
    return Write(work, on=persona_id, announces=lambda _step: changes)


def _touching_drafts(persona_id: str, session_id: int) -> Callable[[object], tuple[Change, ...]]:
    """The list of sessions tells drafts."""
    changes = (
        Change(Topic.QUEUE, persona_id, session_id),
        Change(Topic.SESSIONS, persona_id, session_id, how=How.TOUCHED),
    )
    return lambda _result: changes
