"""Decides what is sent: persona, memories and messages, within the budget, what seldom changes first."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from personaui_desktop.conversation.choose_memories import (
    NONE_UNREAD,
    MemoryChoice,
    UnreadMemories,
    choose_memories,
)
from personaui_desktop.conversation.choose_messages import message_segments, newest_tokens
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.persona_pieces import (
    last_piece,
    person_pieces,
    persona_pieces,
    without_examples,
)
from personaui_desktop.conversation.plan import ContextPlan, Segment, wrapper_tokens
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.messages import Message
from personaui_desktop.records.people import Person
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.recall import Found

__all__ = ["ContextLimits", "ContextPlan", "TokenRoom", "UnreadMemories", "plan_context", "room_for"]


class TokenRoom(NamedTuple):
    """How many tokens may be sent beside the persona, as estimated, and of these how many of memories."""

    all: int
    memories: int


def plan_context(
    profile: Profile,
    memories: Sequence[Memory],
    history: Sequence[Message],
    now: datetime | None = None,
    limits: ContextLimits | None = None,
    *,
    room: TokenRoom | None = None,
    has_older: bool = False,
    relevant: Mapping[int, Found] | None = None,
    unread: UnreadMemories = NONE_UNREAD,
    elsewhere: Sequence[Memory] = (),
    to_the_end: bool = False,
    person: Person | None = None,
) -> ContextPlan:
    """The plan for the reply to the newest message of the user.

    Args:
        profile: who replies; its macros are already replaced.
        memories: the active ones, oldest first.
        history: the session's messages, oldest first, without the reply that is being asked for.
        now: gives the time zone in which the times of messages are told; UTC where missing.
        limits: how much may be sent.
        room: what `room_for` answers for these, where that was asked to find the memories.
        has_older: whether the session has messages before ``history``.
        relevant: by what the memories were found that are about the latest messages, by their ids, the most
            relevant first; asked for only where not all memories fit, see `choose_memories`.
        unread: active memories that were left out before they were read.
        elsewhere: active ones of what only another branch has, newest first; they are left out.
        to_the_end: whether what was said after that message is sent too; something must be asked behind it.
        person: whom the persona talks with, where that is known.
    """
    limits = limits or ContextLimits()
    zone = _zone(now)
    newest = newest_tokens(history, zone, to_the_end=to_the_end)
    pieces = _pieces(profile, limits, newest, person)
    room = room or _room(pieces, limits, newest)
    remembered = choose_memories(memories, room.memories, relevant, unread, elsewhere)
    left = room.all - remembered.reserved
    said = message_segments(history, limits.messages, left, zone, has_older=has_older, to_the_end=to_the_end)
    talk = _with_recalled(said, remembered)
    return ContextPlan((*pieces.first, *remembered.steady, *talk, *_behind(talk, pieces.last)), profile.name)


def room_for(
    profile: Profile,
    limits: ContextLimits,
    history: Sequence[Message] = (),
    now: datetime | None = None,
    *,
    to_the_end: bool = False,
    person: Person | None = None,
) -> TokenRoom:
    """About how much room there is; the arguments are those of `plan_context`.

    Without a history the memories have what they may take beside messages of usual length.
    """
    newest = newest_tokens(history, _zone(now), to_the_end=to_the_end)
    return _room(_pieces(profile, limits, newest, person), limits, newest)


class _Pieces(NamedTuple):
    """What is told of the persona, before all else and behind it."""

    first: tuple[Segment, ...]
    last: tuple[Segment, ...]

    @property
    def tokens(self) -> int:
        return sum(piece.tokens_estimate for piece in (*self.first, *self.last) if piece.included)


def _pieces(profile: Profile, limits: ContextLimits, newest: int, person: Person | None) -> _Pieces:
    """What is told of the persona; examples only while they leave the newest message its room."""
    pieces = _Pieces((*persona_pieces(profile), *person_pieces(person)), last_piece(profile))
    if pieces.tokens + newest + _wrappers() > limits.tokens:
        return pieces._replace(first=without_examples(pieces.first))
    return pieces


def _wrappers() -> int:
    return sum(wrapper_tokens(kind) for kind in SegmentKind)


def _room(persona: _Pieces, limits: ContextLimits, newest: int) -> TokenRoom:
    """What the persona and the prompts around the rest leave.

    Of that the memories have no more than half; less beside a newest message that takes more than the other.
    """
    room = max(0, limits.tokens - persona.tokens - _wrappers())
    return TokenRoom(room, max(0, min(limits.memory_tokens, room // 2, room - newest)))


def _zone(now: datetime | None) -> tzinfo:
    return (now.tzinfo if now else None) or UTC


def _with_recalled(said: list[Segment], remembered: MemoryChoice) -> list[Segment]:
    """The messages with what comes to mind just before the one to be answered: the last that can change."""
    answered = next((s.source_id for s in said if s.reason is Reason.ANSWERED), None)
    place = next((i for i, s in enumerate(said) if s.source_id == answered and s.included), None)
    if answered is None or place is None:
        return [
            *(s._replace(included=False, reason=Reason.NOTHING_TO_ANSWER) for s in remembered.recalled),
            *said,
        ]
    return [*said[:place], *remembered.recalled, *said[place:]]


def _behind(talk: Sequence[Segment], last: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """What stands after all that was said, where something is to be answered."""
    if any(segment.reason is Reason.ANSWERED and segment.included for segment in talk):
        return last
    return tuple(each._replace(included=False, reason=Reason.NOTHING_TO_ANSWER) for each in last)
