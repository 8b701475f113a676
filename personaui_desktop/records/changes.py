"""What a finished write may have changed."""

from enum import Enum
from typing import NamedTuple


class Topic(Enum):
    """What a finished write may have changed."""

    PERSONAS = "personas"
    SESSIONS = "sessions"
    MESSAGES = "messages"
    MEMORIES = "memories"
    PROPOSALS = "proposals"
    """Memories that are proposed and not accepted yet."""
    QUEUE = "queue"
    """Messages that wait until a reply has ended."""
    SPENDING = "spending"
    """What was spent, without a message that would tell it."""


class How(Enum):
    """What became of what a change is about."""

    ADDED = "added"
    EDITED = "edited"
    """Also where it may have been added or removed: what is read again tells."""
    REMOVED = "removed"
    TOUCHED = "touched"
    """Itself it is as before; what belongs to it, or when it was used last, is not."""


class Change(NamedTuple):
    """Announced after a finished write: what may be otherwise now.

    It is about the persona, or about the session where there is one. For messages, memories and proposals
    ``ids`` names those that were added, edited or removed; empty means that any of the persona's, or of the
    session's, may have been. ``asker`` is the object that had the operation run: by it a pane knows its own
    changes from those of others and of other windows. It is known on the GUI thread only, see
    `DatabaseWorker.changed`; ``None`` elsewhere, and where the object is gone by then.
    """

    topic: Topic
    persona_id: str
    session_id: int | None = None
    ids: tuple[int, ...] = ()
    how: How = How.EDITED
    asker: object | None = None
