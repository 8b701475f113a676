"""Where a text occurs in messages, as they are shown rather than as they are written."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from personaui_desktop.folding import fold, folded_pattern
from personaui_desktop.search_query import HAS_QUOTES, read_query
from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.utf16 import utf16_length
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown, read_shown
from personaui_desktop.widgets.chat.transcript.selection import WHOLE

_MARKS = str.maketrans("", "", "*_`~\\")
_HIDES = re.compile(r"\]\(|&|<(?:http|mailto)")
"""Where a link or a character by its name is, words may be shown that the Markdown does not hold."""

_MARKED = re.compile(
    r"[*_`~\\\[\]<>&|#$\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]|^\s*(?:[-+=]|\d{1,9}[.)])", re.MULTILINE
)
"""What may make Markdown show something else than it says."""
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")


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


class TextPart(NamedTuple):
    """A block's number, its text, and what parts it from the block that continues it."""

    block: int
    text: str
    joint: str


class Sought(NamedTuple):
    """What is looked for."""

    pattern: re.Pattern[str]
    first_look: re.Pattern[str]
    """A part of it that a message must hold however it is marked up: it is quick to look for."""

    def count(self, markdown: str) -> int:
        """How often a message holds it. Most messages have no markup, and need not be read as Markdown."""
        if _MARKED.search(markdown) is not None:
            return len(self.hits(markdown))
        return sum(1 for text in _BETWEEN_PARAGRAPHS.split(markdown) for _ in self.pattern.finditer(text))

    def hits(self, markdown: str) -> list[Hit]:
        """Where a message holds it."""
        is_plain = _HIDES.search(markdown) is None
        if is_plain and self.first_look.search(markdown.translate(_MARKS)) is None:
            return []
        blocks = enumerate(read_shown(markdown))
        return [hit for parts in paragraphs(blocks) for hit in self.hits_in(parts)]

    def hits_in(self, parts: list[TextPart]) -> list[Hit]:
        """Where the parts of one paragraph hold it."""
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


def paragraphs(blocks: Iterable[tuple[int, Shown]]) -> Iterable[list[TextPart]]:
    """The numbered blocks, those together into which one paragraph or one piece of code was divided."""
    parts: list[TextPart] = []
    for number, read in blocks:
        if parts and not read.block.continues:
            yield parts
            parts = []
        parts.append(TextPart(number, read.text, read.block.joint))
    if parts:
        yield parts


class HitsInBody:
    """The hits in a laid-out text. While it grows, what is finished is searched once."""

    def __init__(self, found: Sought, body: Body) -> None:
        self._sought = found
        self.body = body
        self._source: str | None = None
        self._settled: list[Hit] = []
        self._next = 0
        self._in_story = body.story.is_one
        self._hits: list[Hit] = []

    def hits(self) -> list[Hit]:
        """Where the text, as it is now, holds what is looked for."""
        if self._source is not self.body.source:
            self._source = self.body.source
            self._hits = self._look()
        return self._hits

    def _look(self) -> list[Hit]:
        body = self.body
        if body.story.is_one != self._in_story:
            self._in_story, self._settled, self._next = body.story.is_one, [], 0
        if not body.is_streaming and not self._next:
            return self._sought.hits(body.source)
        open_hits: list[Hit] = []
        blocks = ((number, body.read(number)) for number in range(self._next, body.block_count))
        for parts in paragraphs(blocks):
            last = parts[-1].block
            if last < body.finished_count and not body.read(last).block.goes_on:
                self._settled += self._sought.hits_in(parts)
                self._next = last + 1
            else:
                open_hits += self._sought.hits_in(parts)
        return self._settled + open_hits


@lru_cache(maxsize=8)
def sought(query: str) -> Sought | None:
    """What a query looks for: its words one after the other, or each phrase between quotation marks.

    Neither case nor white space counts.
    """
    terms = read_query(query).terms if HAS_QUOTES.search(query) else tuple(filter(None, [fold(query)]))
    if not terms:
        return None
    longest_first = sorted(terms, key=len, reverse=True)
    pattern = "|".join(map(folded_pattern, longest_first))
    first_look = "|".join(folded_pattern(_longest_part(term)) for term in longest_first)
    return Sought(re.compile(pattern, re.IGNORECASE), re.compile(first_look, re.IGNORECASE))


def _longest_part(term: str) -> str:
    return max(re.split(r"\W+|_", term), key=len)
