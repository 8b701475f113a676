"""Where a text occurs in messages, as they are shown rather than as they are written."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.layout.text_box import utf16_length
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block
from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown
from personaui_desktop.widgets.chat.transcript.markdown.shown import shown
from personaui_desktop.widgets.chat.transcript.selection import WHOLE

_MARKS = str.maketrans("", "", "*_`~\\")


class Hit(NamedTuple):
    """A place in a message's text: from a position of one block to a position of the same or a later one."""

    block: int
    start: int
    last_block: int
    end: int

    def in_block(self, number: int) -> tuple[int, int] | None:
        """First and last position of what lies in a block, the last perhaps after its text."""
        if not self.block <= number <= self.last_block:
            return None
        start = self.start if number == self.block else 0
        return start, self.end if number == self.last_block else WHOLE


class _Part(NamedTuple):
    block: int
    text: str
    joint: str


class Sought(NamedTuple):
    """What is looked for."""

    pattern: re.Pattern[str]
    first_look: re.Pattern[str]
    """A part of it that a message must hold however it is marked up: it is quick to look for."""

    def count(self, markdown: str) -> int:
        """How often a message holds it."""
        return len(self.hits(markdown))

    def hits(self, markdown: str) -> list[Hit]:
        """Where a message holds it."""
        if self.first_look.search(markdown.translate(_MARKS)) is None:
            return []
        return [hit for parts in _paragraphs(read_markdown(markdown)) for hit in self._hits_in(parts)]

    def _hits_in(self, parts: list[_Part]) -> list[Hit]:
        text = "".join(part.text + part.joint for part in parts)
        starts = list(accumulate((len(part.text + part.joint) for part in parts[:-1]), initial=0))
        hits = []
        for found in self.pattern.finditer(text):
            first = bisect_right(starts, found.start()) - 1
            last = bisect_right(starts, found.end() - 1) - 1
            hits.append(
                Hit(
                    parts[first].block,
                    utf16_length(parts[first].text[: found.start() - starts[first]]),
                    parts[last].block,
                    utf16_length(parts[last].text[: found.end() - starts[last]]),
                )
            )
        return hits


def _paragraphs(blocks: Iterable[Block]) -> Iterable[list[_Part]]:
    """The blocks, those together into which one paragraph or one piece of code was divided."""
    parts: list[_Part] = []
    for number, block in enumerate(blocks):
        if parts and not block.continues:
            yield parts
            parts = []
        parts.append(_Part(number, shown(block).text, block.joint))
    if parts:
        yield parts


@lru_cache(maxsize=8)
def sought(query: str) -> Sought | None:
    """What a query looks for: its words, without regard to case, any white space between them."""
    words = query.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    longest = max((part for word in words for part in re.split(r"\W+|_", word)), key=len)
    return Sought(pattern, re.compile(re.escape(longest), re.IGNORECASE))
