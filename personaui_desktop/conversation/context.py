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
from personaui_desktop.conversation.plan import ContextPlan, Segment, wrapper_tokens
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.messages import Message
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.recall import Found
from personaui_desktop.text import clean_text

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
    """
    limits = limits or ContextLimits()
    persona, zone = _persona_segment(profile), _zone(now)
    room = room or _room(persona, limits, newest_tokens(history, zone, to_the_end=to_the_end))
    remembered = choose_memories(memories, room.memories, relevant, unread, elsewhere)
    left = room.all - remembered.reserved
    said = message_segments(history, limits.messages, left, zone, has_older=has_older, to_the_end=to_the_end)
    return ContextPlan((persona, *remembered.steady, *_with_recalled(said, remembered)), profile.name)


def room_for(
    profile: Profile,
    limits: ContextLimits,
    history: Sequence[Message] = (),
    now: datetime | None = None,
    *,
    to_the_end: bool = False,
) -> TokenRoom:
    """About how much room there is; the arguments are those of `plan_context`.

    Without a history the memories have what they may take beside messages of usual length.
    """
    newest = newest_tokens(history, _zone(now), to_the_end=to_the_end)
    return _room(_persona_segment(profile), limits, newest)


def persona_tokens(profile: Profile) -> int:
    """About how many tokens are sent with every message for who the persona is; macros already replaced."""
    return _persona_segment(profile).tokens_estimate


def _room(persona: Segment, limits: ContextLimits, newest: int) -> TokenRoom:
    """What the persona and the prompts around the rest leave.

    Of that the memories have no more than half; less beside a newest message that takes more than the other.
    """
    wrappers = sum(wrapper_tokens(kind) for kind in SegmentKind)
    room = max(0, limits.tokens - persona.tokens_estimate - wrappers)
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


def _persona_segment(profile: Profile) -> Segment:
    description = clean_text(profile.description).strip()
    name = clean_text(profile.name)
    if description:
        text = prompt("persona", name=name, description=description)
    else:
        text = prompt("persona_without_description", name=name)
    return Segment(SegmentKind.PERSONA, text, estimate_tokens(text), included=True, reason=Reason.ALWAYS)
