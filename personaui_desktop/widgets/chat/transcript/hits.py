"""Where a text occurs in messages, as they are shown rather than as they are written."""

import re
from functools import lru_cache
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.layout.text_box import utf16_places
from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown
from personaui_desktop.widgets.chat.transcript.markdown.shown import shown

_MARKS = str.maketrans("", "", "*_`~\\")


class Hit(NamedTuple):
    """A place in a message's text: block, first and last position."""

    block: int
    start: int
    end: int


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
        return [
            hit
            for number, block in enumerate(read_markdown(markdown))
            for hit in self.in_text(number, shown(block).text)
        ]

    def in_text(self, block: int, text: str) -> list[Hit]:
        """Where a block's text holds it."""
        found = [match.span() for match in self.pattern.finditer(text)]
        places = utf16_places(text) if found else None
        if places is None:
            return [Hit(block, start, end) for start, end in found]
        return [Hit(block, places[start], places[end]) for start, end in found]


@lru_cache(maxsize=8)
def sought(query: str) -> Sought | None:
    """What a query looks for: its words, without regard to case, any white space between them."""
    words = query.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    longest = max((part for word in words for part in re.split(r"\W+|_", word)), key=len)
    return Sought(pattern, re.compile(re.escape(longest), re.IGNORECASE))
