"""What is found by a search, and among what is searched."""

from enum import Enum
from typing import NamedTuple


class HitKind(Enum):
    """What something was found in."""

    MESSAGE = "message"
    VERSION = "version"
    MEMORY = "memory"
    TITLE = "title"
    NAME = "name"


class SearchScope(NamedTuple):
    """Among what is searched.

    Attributes:
        kinds: in what.
        is_user: said by the person, or by a persona; ``None`` for both.
        since: not what is older than this UTC time; empty for any.
        with_archived: also in archived conversations.
        with_trashed: also in those that lie in the trash.
    """

    kinds: frozenset[HitKind] = frozenset(HitKind)
    is_user: bool | None = None
    since: str = ""
    with_archived: bool = True
    with_trashed: bool = False


class SearchHit(NamedTuple):
    """A text that holds what is searched for.

    Attributes:
        kind: what it is.
        persona_id: whose it is.
        session_id: where it lies; ``None`` for what lies in no conversation.
        item_id: the message's, version's, memory's or session's id.
        message_id: where the conversation is to be opened, if at a message.
        session_title: what the conversation is called.
        excerpt: what is said around the first place.
        spans: first and last position of what is to be marked in the excerpt.
        is_user: the person said it.
        speaker: by whom else it was said.
        timestamp: when, in UTC.
        is_parked: it lies in a branch that takes turns with what follows now.
        is_archived: the conversation is archived.
        is_trashed: it lies in the trash.
        relevance: the more, the better it fits.
    """

    kind: HitKind
    persona_id: str
    session_id: int | None
    item_id: int
    message_id: int | None
    session_title: str
    excerpt: str
    spans: tuple[tuple[int, int], ...]
    is_user: bool
    speaker: str
    timestamp: str
    is_parked: bool = False
    is_archived: bool = False
    is_trashed: bool = False
    relevance: float = 0.0


class SearchPart(NamedTuple):
    """What a stretch holds, newest first; ``before_id``: where to go on, ``None`` at the end."""

    hits: list[SearchHit]
    before_id: int | None
