"""Steps that can be taken back, and the rows that they concern."""

from enum import Enum
from typing import NamedTuple

from personaui_desktop.phrases import Phrase


class StepKind(Enum):
    """What was done that can be taken back. The value is what a file keeps, `words` stand behind *Undo*."""

    words: Phrase

    def __new__(cls, code: str, words: Phrase) -> "StepKind":
        """A kind, which is found by its code alone."""
        kind = object.__new__(cls)
        kind._value_ = code
        kind.words = words
        return kind

    MESSAGE_EDITED = "message edited", Phrase("Undo", "editing a message")
    MESSAGES_DELETED = "messages deleted", Phrase("Undo", "deleting messages")
    MESSAGES_HIDDEN = "messages hidden", Phrase("Undo", "leaving messages out")
    MESSAGES_SHOWN = "messages shown", Phrase("Undo", "sending messages again")
    BOOKMARK_CHANGED = "bookmark changed", Phrase("Undo", "changing bookmarks")
    NOTE_CHANGED = "note changed", Phrase("Undo", "changing a note")
    VERSION_MADE = "version made", Phrase("Undo", "regenerating a reply")
    REPLY_CONTINUED = "reply continued", Phrase("Undo", "continuing a reply")
    VERSION_CHOSEN = "version chosen", Phrase("Undo", "choosing a version")
    VERSION_DELETED = "version deleted", Phrase("Undo", "deleting a version")
    QUEUED_TAKEN_BACK = "waiting message taken back", Phrase("Undo", "taking back a waiting message")
    MEMORY_ADDED = "memory added", Phrase("Undo", "adding a memory")
    MEMORY_EDITED = "memory edited", Phrase("Undo", "editing a memory")
    MEMORY_SWITCHED = "memory switched", Phrase("Undo", "turning a memory on or off")
    MEMORY_PINNED = "memory pinned", Phrase("Undo", "pinning or unpinning a memory")
    MEMORY_DELETED = "memory deleted", Phrase("Undo", "deleting a memory")
    PROPOSAL_ACCEPTED = "proposal accepted", Phrase("Undo", "accepting a suggestion")
    PROPOSAL_DISCARDED = "proposal discarded", Phrase("Undo", "discarding a suggestion")
    SESSION_RENAMED = "conversation renamed", Phrase("Undo", "renaming a conversation")
    SESSION_PINNED = "conversation pinned", Phrase("Undo", "pinning or unpinning a conversation")
    SESSION_ARCHIVED = "conversation archived", Phrase("Undo", "archiving or unarchiving a conversation")
    SESSION_TRASHED = "conversation trashed", Phrase("Undo", "moving a conversation to the trash")
    SESSION_RESTORED = "conversation restored", Phrase("Undo", "restoring a conversation from the trash")
    SESSION_COPIED = "conversation copied", Phrase("Undo", "branching or duplicating a conversation")
    TAIL_PARKED = "tail parked", Phrase("Undo", "replacing what follows")
    BRANCH_OPENED = "branch opened", Phrase("Undo", "opening a branch")


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
