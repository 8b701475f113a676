"""Chooses the memories that are sent."""

from collections.abc import Sequence

from personaui_desktop.conversation.plan import Segment, SegmentKind
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.records import Memory
from personaui_desktop.text import clean_text

FITS = "is an active memory"
LEFT_OUT = "does not fit into the memories' share"
BLANK = "is empty"
TAGS_TOKENS = 8
"""What the marks around one memory cost."""


def memory_segments(memories: Sequence[Memory], room: int) -> list[Segment]:
    """A segment for each memory, in the given order (oldest first); the newest are kept where not all fit.

    Args:
        memories: the active memories, oldest first.
        room: how many tokens they may take, as estimated.
    """
    texts = [clean_text(memory["content"]).strip() for memory in memories]
    sizes = [estimate_tokens(text) + TAGS_TOKENS for text in texts]
    kept = _newest_that_fit(texts, sizes, room)
    return [
        Segment(
            SegmentKind.MEMORY,
            text,
            size,
            included=index in kept,
            reason=FITS if index in kept else (LEFT_OUT if text else BLANK),
            source_id=memory["id"],
        )
        for index, (memory, text, size) in enumerate(zip(memories, texts, sizes, strict=True))
    ]


def _newest_that_fit(texts: list[str], sizes: list[int], room: int) -> set[int]:
    kept: set[int] = set()
    for index in range(len(texts) - 1, -1, -1):
        if texts[index] and sizes[index] <= room:
            kept.add(index)
            room -= sizes[index]
    return kept
