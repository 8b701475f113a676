"""The shapes that travel between the rooms."""

from enum import Enum
from typing import Literal, NamedTuple, TypedDict

DEFAULT_PERSONA = "default"

Role = Literal["user", "assistant"]


class ReplyStatus(Enum):
    """How far a reply got. A message without a reply record is complete."""

    STREAMING = "streaming"
    COMPLETE = "complete"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    TRUNCATED = "truncated"
    REFUSED = "refused"

    @property
    def is_whole(self) -> bool:
        """Whether the reply ended as the model or the person meant it to."""
        return self in {ReplyStatus.COMPLETE, ReplyStatus.STOPPED}


class Message(NamedTuple):
    """One message. ``timestamp`` is UTC, ``YYYY-MM-DD HH:MM:SS`` with an optional fraction.

    ``status``, ``problem`` and ``model`` are known of replies that this program received; ``problem`` is a
    sentence for the person.
    """

    id: int
    session_id: int
    text: str
    is_user: bool
    timestamp: str
    character_name: str
    memorized: bool = False
    status: ReplyStatus | None = None
    problem: str | None = None
    model: str | None = None


class ContextMessage(TypedDict):
    """A message as the Messages API takes it."""

    role: Role
    content: str


class Session(NamedTuple):
    """One conversation. Times are UTC text as in `Message`.

    ``preview`` is the beginning of its last message, where sessions are listed for a person.
    """

    id: int
    title: str
    created_at: str
    updated_at: str
    persona_id: str
    last_memory_message_id: int | None = None
    preview: str = ""


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


class Profile(NamedTuple):
    """Who a persona is. ``avatar`` is a PNG of at most 256 by 256 pixels."""

    name: str
    description: str = ""
    greeting: str = ""
    avatar: bytes | None = None


class PersonaListing(NamedTuple):
    """A persona as the rail shows it; ``problem`` is a known failure of its file, with its remedy."""

    persona_id: str
    profile: Profile
    problem: str | None = None


class MessagePage(NamedTuple):
    """A run of neighbouring messages, oldest first, and whether the session goes on beyond its ends.

    ``older`` and ``newer`` count the messages that the session has before and after it.
    """

    messages: list[Message]
    has_older: bool
    has_newer: bool
    older: int = 0
    newer: int = 0


class StepKind(Enum):
    """What was done that can be taken back."""

    MEMORY_ADDED = "memory added"
    MEMORY_EDITED = "memory edited"
    MEMORY_SWITCHED = "memory switched"
    MEMORY_PINNED = "memory pinned"
    MEMORY_DELETED = "memory deleted"
    PROPOSAL_ACCEPTED = "proposal accepted"
    PROPOSAL_DISCARDED = "proposal discarded"


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
    """A step that was taken back or done again, and the rows that changed by it."""

    step: UndoStep
    rows: tuple[RowKey, ...]


class NextSteps(NamedTuple):
    """The step that can be taken back next, and the one that can be done again next."""

    undo: UndoStep | None = None
    redo: UndoStep | None = None


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


class Usage(NamedTuple):
    """Tokens as the server counted them; ``None`` where it did not say."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_read_tokens: int | None = None
    cache_write_tokens: int | None = None


class ReplyRequest(NamedTuple):
    """What is sent to the model. ``system`` is in order, stable text first."""

    system: tuple[str, ...]
    messages: tuple[ContextMessage, ...]
    persona_name: str = ""


class ReplyOutcome(NamedTuple):
    """How a reply ended. ``problem`` is a sentence for the person where it did not end well."""

    status: ReplyStatus
    problem: str | None = None
    model: str | None = None
    stop_reason: str | None = None
    usage: Usage = Usage()
    first_text_ms: int | None = None


class HeaderStyle(Enum):
    """How the key travels: as the current API takes it, or as older compatible servers do."""

    BEARER = "bearer"
    API_KEY = "x-api-key"


class Provider(NamedTuple):
    """Which server answers, and how. No ``base_url`` is Anthropic's own, no ``model`` the default.

    ``max_tokens`` bounds one reply. The key is no part of it: it lies in the system's keyring.
    """

    base_url: str = ""
    header_style: HeaderStyle = HeaderStyle.BEARER
    model: str = ""
    max_tokens: int = 4096


class ModelChoice(NamedTuple):
    """A model that the server offers. Every field but the id may be unknown."""

    model_id: str
    name: str
    is_deprecated: bool = False
    max_input_tokens: int | None = None
    max_tokens: int | None = None
