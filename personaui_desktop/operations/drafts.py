"""Verbs on drafts: what was written but not sent. Nobody else shows them, so nothing is announced."""

from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.database.drafts import add_to_draft, get_drafts, put_draft


def all_of(persona_id: str) -> Operation[dict[int | None, str]]:
    """The persona's drafts by session id; ``None`` is where no session has begun yet."""
    return Errand(lambda: get_drafts(persona_id))


def put(persona_id: str, session_id: int | None, text: str) -> Operation[None]:
    """Keep a draft in the place of the last one; an empty one is none."""
    return Errand(lambda: put_draft(session_id, text, persona_id))


def add(persona_id: str, session_id: int | None, text: str) -> Operation[None]:
    """Keep a text behind the draft that is there, whatever that says."""
    return Errand(lambda: add_to_draft(session_id, text, persona_id))
