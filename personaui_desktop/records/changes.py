"""What a finished write may have changed."""

from enum import Enum
from typing import NamedTuple


class Topic(Enum):
    """What a finished write may have changed."""

    PERSONAS = "personas"
    SESSIONS = "sessions"
    MESSAGES = "messages"
    MEMORIES = "memories"
    SPENDING = "spending"
    """What was spent, without a message that would tell it."""


class How(Enum):
    """What became of what a change is about."""

    ADDED = "added"
    EDITED = "edited"
    REMOVED = "removed"
    TOUCHED = "touched"
    """Itself it is as before; what belongs to it, or when it was used last, is not."""


class Change(NamedTuple):
    """Announced after a finished write: what may be otherwise now.

    It is about the persona, or about the session where there is one. For `Topic.MESSAGES`, ``ids`` names the
    messages that were added, edited or removed; empty means that any of the session's may have been.
    """

    topic: Topic
    persona_id: str
    session_id: int | None = None
    ids: tuple[int, ...] = ()
    how: How = How.EDITED
