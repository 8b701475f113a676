"""How full a request is and of what, and which messages are the next that will not be sent any more."""

from math import ceil
from typing import NamedTuple

from personaui_desktop.conversation.choose_messages import SHARE_TO_SKIP
from personaui_desktop.conversation.kinds import KINDS, SegmentKind
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.plan import ContextPlan, Segment

NEARLY_FULL = 0.9
_TALK = {SegmentKind.OPENING, SegmentKind.TIME, SegmentKind.MESSAGE}
_SAID = {SegmentKind.OPENING, SegmentKind.MESSAGE}


class Fullness(NamedTuple):
    """What a request takes, in tokens as estimated, and what it may."""

    persona: int
    memories: int
    talk: int
    tokens: int
    messages: int
    most_messages: int

    @property
    def taken(self) -> int:
        """Of all ``tokens`` that may be sent."""
        return self.persona + self.memories + self.talk

    @property
    def share(self) -> float:
        """How full it is, 0 to 1: by tokens or by messages, whichever is sooner."""
        return min(1.0, max(self.taken / max(1, self.tokens), self.messages / max(1, self.most_messages)))

    @property
    def is_nearly_full(self) -> bool:
        """Whether messages will soon have no room."""
        return self.share >= NEARLY_FULL


def fullness_of(plan: ContextPlan, limits: ContextLimits) -> Fullness:
    """What a plan takes of what may be sent."""
    sent = [each for each in plan.segments if each.included]
    memories = sum(each.tokens_estimate for each in sent if KINDS[each.kind].is_memory)
    talk = sum(each.tokens_estimate for each in sent if each.kind in _TALK)
    persona = plan.tokens_estimate - memories - talk
    return Fullness(persona, memories, talk, limits.tokens, len(_said(plan)), limits.messages)


def next_to_go(plan: ContextPlan, limits: ContextLimits) -> list[int]:
    """The ids of the messages, oldest first, that will soon not be sent any more; none while there is room.

    The window on a conversation moves by up to a share of it at once, see `message_segments`.
    """
    if not fullness_of(plan, limits).is_nearly_full:
        return []
    said = [each.source_id for each in _said(plan) if each.source_id is not None]
    # What is sent begins with a message of the person, so that a reply may go with the one that it answers.
    return said[: ceil(len(said) / SHARE_TO_SKIP) + 1]


def _said(plan: ContextPlan) -> list[Segment]:
    return [each for each in plan.segments if each.included and each.kind in _SAID]
