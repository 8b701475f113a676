"""Memories, where they come from, and those that are proposed."""

from enum import Enum
from typing import NamedTuple


class SourceState(Enum):
    """How a memory stands to the messages that it was made from."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNKNOWN = "unknown"
    """Made by hand of nothing in particular, or before such things were noted."""


class Span(NamedTuple):
    """Messages of one session as they are now, in the words of people: where, when and how many.

    ``first_at`` and ``last_at`` are UTC times as messages have them. ``messages`` is exact up to
    `COUNTED_SPAN`; beyond that it stays one more.
    """

    title: str
    first_at: str
    last_at: str
    messages: int


COUNTED_SPAN = 1_000
"""Up to how many messages a `Span` counts, so that listing memories is quick however long they are."""


class Origin(Enum):
    """Who wrote a memory, and at whose wish."""

    HAND = "hand"
    ASKED = "asked"
    ITSELF = "itself"


class Memory(NamedTuple):
    """One long-term memory and the range of messages that it covers, both ends included.

    ``pinned`` is known where memories are listed or planned with; what follows it where they are listed for
    a person. ``span`` is ``None`` without any messages.
    """

    id: int
    session_id: int | None
    persona_id: str
    content: str
    created_at: str
    is_active: bool
    start_message_id: int | None
    end_message_id: int | None
    pinned: bool = False
    source: SourceState = SourceState.UNKNOWN
    origin: Origin = Origin.HAND
    session_title: str | None = None
    span: Span | None = None


class Proposal(NamedTuple):
    """A memory that a persona has written and nobody has accepted yet.

    ``memory_id`` is the memory whose text it is to replace, ``None`` for a new one. ``moves_marker`` says
    that it covers the messages since the session's marker. ``span`` is known once it is stored.
    """

    proposal_id: int
    session_id: int
    memory_id: int | None
    content: str
    start_message_id: int
    end_message_id: int
    source_hash: str
    origin: Origin
    moves_marker: bool
    created_at: str = ""
    span: Span | None = None
