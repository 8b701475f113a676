"""Decides what is sent: persona, memories and messages, within the budget, what seldom changes first."""

from collections.abc import Sequence
from datetime import UTC, datetime

from personaui_desktop.conversation.choose_memories import memory_segments
from personaui_desktop.conversation.choose_messages import message_segments
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.plan import ContextPlan, Segment, SegmentKind
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.records import Memory, Message, Profile
from personaui_desktop.text import clean_text

__all__ = ["ContextLimits", "ContextPlan", "plan_context"]


def plan_context(
    profile: Profile,
    memories: Sequence[Memory],
    history: Sequence[Message],
    now: datetime | None = None,
    limits: ContextLimits | None = None,
    *,
    has_older: bool = False,
) -> ContextPlan:
    """The plan for the reply to the newest message of the user.

    Args:
        profile: who replies; its macros are already replaced.
        memories: the active ones, oldest first.
        history: the session's messages, oldest first, without the reply that is being asked for.
        now: gives the time zone in which the times of messages are told; UTC where missing.
        limits: how much may be sent.
        has_older: whether the session has messages before ``history``.
    """
    limits = limits or ContextLimits()
    persona = _persona_segment(profile)
    room = max(0, limits.tokens - persona.tokens_estimate)
    remembered = memory_segments(memories, min(limits.memory_tokens, room // 2))
    room -= sum(segment.tokens_estimate for segment in remembered if segment.included)
    zone = (now.tzinfo if now else None) or UTC
    said = message_segments(history, limits.messages, room, zone, has_older=has_older)
    return ContextPlan((persona, *remembered, *said), profile.name)


def _persona_segment(profile: Profile) -> Segment:
    description = clean_text(profile.description).strip()
    name = clean_text(profile.name)
    if description:
        text = prompt("persona", name=name, description=description)
    else:
        text = prompt("persona_without_description", name=name)
    return Segment(SegmentKind.PERSONA, text, estimate_tokens(text), included=True, reason="is always sent")
