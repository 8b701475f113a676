"""Sessions: one conversation each."""

from enum import Enum
from typing import NamedTuple


class SessionGroup(Enum):
    """Where in the list a session stands, in this order."""

    PINNED = "pinned"
    OPEN = "open"
    ARCHIVED = "archived"
    TRASHED = "trashed"


class TitledBy(Enum):
    """Who made a session's title."""

    PERSON = "person"
    MACHINE = "machine"
    FIRST_WORDS = "first words"


class Session(NamedTuple):
    """One conversation. Times are UTC text as in `Message`.

    What follows the marker is known where sessions are listed for a person: ``preview`` is the beginning of
    its last message, ``draft`` of what is written in it and not sent. ``trashed_at`` says since when it lies
    in the trash. ``is_unread`` says that a reply has come that was not seen yet.
    """

    id: int
    title: str
    created_at: str
    updated_at: str
    persona_id: str
    last_memory_message_id: int | None = None
    preview: str = ""
    draft: str = ""
    is_pinned: bool = False
    is_archived: bool = False
    trashed_at: str | None = None
    is_unread: bool = False

    @property
    def group(self) -> SessionGroup:
        """Where in the list it stands."""
        if self.trashed_at is not None:
            return SessionGroup.TRASHED
        if self.is_archived:
            return SessionGroup.ARCHIVED
        return SessionGroup.PINNED if self.is_pinned else SessionGroup.OPEN


class TitledSession(NamedTuple):
    """What one session is called, and when it was used last, UTC text as in `Message`."""

    session_id: int
    title: str
    updated_at: str
    is_archived: bool = False


class KeptSessions(NamedTuple):
    """How many sessions are kept out of sight until a person looks for them."""

    archived: int = 0
    trashed: int = 0


class FirstPage(NamedTuple):
    """What the list begins with: the pinned sessions, the newest others, and how many are kept."""

    pinned: list[Session]
    newest: list[Session]
    kept: KeptSessions


class ReadAgain(NamedTuple):
    """Sessions by id as they stand in the list now, ``None`` for those that do not, and how many are kept."""

    sessions: dict[int, Session | None]
    kept: KeptSessions
