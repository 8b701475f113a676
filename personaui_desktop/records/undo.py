"""Steps that can be taken back, and the rows that they concern."""

from enum import Enum
from typing import NamedTuple


class StepKind(Enum):
    """What was done that can be taken back."""

    MESSAGE_EDITED = "message edited"
    MESSAGES_DELETED = "messages deleted"
    MESSAGES_HIDDEN = "messages hidden"
    MESSAGES_SHOWN = "messages shown"
    BOOKMARK_CHANGED = "bookmark changed"
    NOTE_CHANGED = "note changed"
    VERSION_MADE = "version made"
    REPLY_CONTINUED = "reply continued"
    VERSION_CHOSEN = "version chosen"
    VERSION_DELETED = "version deleted"
    QUEUED_TAKEN_BACK = "waiting message taken back"
    MEMORY_ADDED = "memory added"
    MEMORY_EDITED = "memory edited"
    MEMORY_SWITCHED = "memory switched"
    MEMORY_PINNED = "memory pinned"
    MEMORY_DELETED = "memory deleted"
    PROPOSAL_ACCEPTED = "proposal accepted"
    PROPOSAL_DISCARDED = "proposal discarded"
    SESSION_RENAMED = "conversation renamed"
    SESSION_PINNED = "conversation pinned"
    SESSION_ARCHIVED = "conversation archived"
    SESSION_TRASHED = "conversation trashed"
    SESSION_RESTORED = "conversation restored"
    SESSION_COPIED = "conversation copied"
    TAIL_PARKED = "tail parked"
    BRANCH_OPENED = "branch opened"


class UndoStep(NamedTuple):
    """Something done that can be taken back, and the conversation that it concerned, if any."""

    step_id: int
    kind: StepKind
    session_id: int | None = None


class RowKey(NamedTuple):
    """One row of a persona's file: its table's name and its id."""

    table: str
    row_id: int


class StepTaken(NamedTuple):
    """A step that was taken back or done again, in which persona's file, and the rows that changed by it."""

    persona_id: str
    step: UndoStep
    rows: tuple[RowKey, ...]


class NextSteps(NamedTuple):
    """The step that can be taken back next, and the one that can be done again next."""

    undo: UndoStep | None = None
    redo: UndoStep | None = None
