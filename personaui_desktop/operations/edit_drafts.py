"""Verbs on edit drafts: what messages are being changed to. Nobody else shows them: nothing is announced."""

from functools import partial

from personaui_desktop.background.operation import Operation
from personaui_desktop.database.edits import get_edit_drafts, put_edit_draft
from personaui_desktop.operations.on_file import Read, Write


def all_in(persona_id: str, session_id: int) -> Operation[dict[int, str]]:
    """What messages of a session are being changed to, by message id."""
    return Read(partial(get_edit_drafts, session_id=session_id), on=persona_id)


def put(persona_id: str, message_id: int, text: str | None) -> Operation[bool]:
    """Keep what a message is being changed to; ``None`` forgets it. The result: is the message there."""
    return Write(partial(put_edit_draft, message_id=message_id, content=text), on=persona_id)
