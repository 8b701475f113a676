"""The kinds of segments of a context plan, and how each is sent and kept: a row a kind."""

from enum import Enum
from typing import NamedTuple


class SegmentKind(Enum):
    """What a segment is, in the order in which they are sent: what seldom changes comes first."""

    OWN_INSTRUCTION = "own instruction"
    PERSONA = "persona"
    PARTS = "parts"
    PERSONALITY = "personality"
    SCENARIO = "scenario"
    EXAMPLES = "examples"
    PERSON = "person"
    MEMORY = "memory"
    OPENING = "opening"
    TIME = "time"
    RECALLED = "recalled"
    MESSAGE = "message"
    LAST_INSTRUCTION = "last instruction"
    INSTRUCTION = "instruction"


class KindTraits(NamedTuple):
    """How segments of a kind are sent and kept.

    ``wrapper`` is the prompt around all that stand together, and the name of their place in it. ``is_system``
    says that they are system text, ``is_memory`` that they are texts of memories, ``keeps_text`` that a
    receipt keeps their texts, which are short and stand nowhere else.
    """

    wrapper: tuple[str, str] | None = None
    is_system: bool = False
    is_memory: bool = False
    keeps_text: bool = False


KINDS = {
    SegmentKind.OWN_INSTRUCTION: KindTraits(is_system=True),
    SegmentKind.PERSONA: KindTraits(is_system=True),
    SegmentKind.PARTS: KindTraits(is_system=True),
    SegmentKind.PERSONALITY: KindTraits(is_system=True),
    SegmentKind.SCENARIO: KindTraits(is_system=True),
    SegmentKind.EXAMPLES: KindTraits(is_system=True),
    SegmentKind.PERSON: KindTraits(is_system=True),
    SegmentKind.MEMORY: KindTraits(wrapper=("memories", "memories"), is_system=True, is_memory=True),
    SegmentKind.OPENING: KindTraits(wrapper=("opening", "opening"), is_system=True),
    SegmentKind.TIME: KindTraits(keeps_text=True),
    SegmentKind.RECALLED: KindTraits(wrapper=("recalled", "memories"), is_memory=True),
    SegmentKind.MESSAGE: KindTraits(),
    SegmentKind.LAST_INSTRUCTION: KindTraits(keeps_text=True),
    SegmentKind.INSTRUCTION: KindTraits(keeps_text=True),
}
