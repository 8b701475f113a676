"""Verbs on drafts: what was written but not sent. Nobody else shows them: nothing is announced."""

from functools import partial

from personaui_desktop.background.operation import Operation
from personaui_desktop.database.drafts import add_to_draft, get_drafts, put_draft
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
