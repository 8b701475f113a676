"""Verbs on drafts: what was written but not sent or saved. Nobody else shows them: nothing is announced."""

from functools import partial

from personaui_desktop.background.operation import Operation
from personaui_desktop.database.drafts import add_to_draft, get_drafts, put_draft
from personaui_desktop.database.edits import get_edit_drafts, put_edit_draft
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.changes import Change, How, Topic


def all_of(persona_id: str) -> Operation[dict[int | None, str]]:
    """The persona's drafts by session id; ``None`` is where no session has begun yet."""
    return Read(get_drafts, on=persona_id)


def put(persona_id: str, session_id: int | None, text: str) -> Operation[None]:
    """Keep a draft in the place of the last one; an empty one is none."""
    work = partial(put_draft, session_id=session_id, content=text)
    return Write(work, on=persona_id, announces=lambda _none: _touched(persona_id, session_id))


def add(persona_id: str, session_id: int | None, text: str) -> Operation[None]:
    """Keep a text behind the draft that is there, whatever that says."""
    work = partial(add_to_draft, session_id=session_id, content=text)
    return Write(work, on=persona_id, announces=lambda _none: _touched(persona_id, session_id))


def _touched(persona_id: str, session_id: int | None) -> tuple[Change, ...]:
    if session_id is None:
        return ()
    return (Change(Topic.SESSIONS, persona_id, session_id, how=How.TOUCHED),)


def edits_in(persona_id: str, session_id: int) -> Operation[dict[int, str]]:
    """What messages of a session are being changed to, by message id."""
    return Read(partial(get_edit_drafts, session_id=session_id), on=persona_id)


def put_edit(persona_id: str, message_id: int, text: str | None) -> Operation[bool]:
    """Keep what a message is being changed to; ``None`` forgets it. The result: is the message there."""
    return Write(partial(put_edit_draft, message_id=message_id, content=text), on=persona_id)
