"""Messages, and how far a reply among them got."""

from enum import Enum
from typing import Literal, NamedTuple, TypedDict

from personaui_desktop.phrases import Phrase

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


class Marks(NamedTuple):
    """What a person has marked a message with. One that ``is_hidden`` is left out of what is sent."""

    is_hidden: bool = False
    is_bookmarked: bool = False
    note: str = ""


class Message(NamedTuple):
    """One message. ``timestamp`` is UTC, ``YYYY-MM-DD HH:MM:SS`` with an optional fraction.

    ``status``, ``problem`` and ``model`` are known of replies that this program received; ``problem`` is a
    sentence for the person. ``versions`` says how many versions it has, and ``version`` which of them is the
    chosen one, whose text this is, counted from 1. ``thought_ms`` says for how many milliseconds the model
    thought before it, ``None`` where it did not tell what, and ``thought_tokens`` in how many tokens.
    ``thinking_ms`` is for how long it has been thinking, at this moment; no file holds that.
    """

    id: int
    session_id: int
    text: str
    is_user: bool
    timestamp: str
    character_name: str
    memorized: bool = False
    status: ReplyStatus | None = None
    problem: Phrase | str | None = None
    model: str | None = None
    marks: Marks = Marks()
    version: int = 1
    versions: int = 1
    thought_ms: int | None = None
    thought_tokens: int | None = None
    thinking_ms: int | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it ended by itself, as what another program stored is taken to have."""
        return self.status in {ReplyStatus.COMPLETE, None}


class ContextMessage(TypedDict):
    """A message as the Messages API takes it."""

    role: Role
    content: str


class MessagePage(NamedTuple):
    """A run of neighbouring messages, oldest first, and whether the session goes on beyond its ends.

    ``older`` and ``newer`` count the messages that the session has before and after it.
    """

    messages: list[Message]
    has_older: bool
    has_newer: bool
    older: int = 0
    newer: int = 0


class Deleted(NamedTuple):
    """Which messages were deleted, and the step that takes it back; none where nothing was there."""

    message_ids: tuple[int, ...]
    step_id: int | None
