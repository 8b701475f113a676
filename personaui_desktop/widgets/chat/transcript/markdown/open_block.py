"""The block that is still being read: a paragraph, a table or fenced code, and where it is divided."""

import re
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Align
from personaui_desktop.widgets.chat.transcript.markdown.lines import Fence

LINE_LIMIT = 2000
"""A line longer than this is read in parts, characters."""
CODE_LINES = 24
CODE_CHARACTERS = 4000

_CUTS = (
    (re.compile(r"\n"), 800),
    (re.compile(r"""[.!?…。！？]["'”’»)\]*_]*\s"""), 1200),  # noqa: RUF001 - full-width ends of sentences
    (re.compile(r"\s"), 1600),
)


class Paragraph(NamedTuple):
    """Inline Markdown so far."""

    text: str
    continues: bool = False


class Code(NamedTuple):
    """Lines of fenced code that are not yet in a finished block."""

    fence: Fence
    number: int
    lines: tuple[str, ...] = ()
    continues: bool = False


class Table(NamedTuple):
    """Rows of a table, the heading first."""

    rows: tuple[tuple[str, ...], ...]
    aligns: tuple[Align, ...]


OpenBlock = Paragraph | Code | Table


def cut_point(text: str) -> tuple[int, int] | None:
    """Where a paragraph that has become long is divided: end of the first part and start of the second.

    It depends on nothing that comes after it, so that text read in pieces is divided as the whole would be.
    """
    if len(text) < _CUTS[0][1]:
        return None
    best: tuple[int, int] | None = None
    for pattern, start in _CUTS:
        found = pattern.search(text, start)
        if found is not None and (best is None or found.end() < best[1]):
            best = (found.end() - 1, found.end())
    if len(text) > LINE_LIMIT and (best is None or best[1] > LINE_LIMIT):
        return _hard_cut(text)
    return best


def _hard_cut(text: str) -> tuple[int, int]:
    # A combining mark or the rest of a joined emoji stays with what it belongs to.
    at = LINE_LIMIT
    while at > LINE_LIMIT - 40 and _JOINS.match(text, at):
        at -= 1
    return at, at


_JOINS = re.compile("(?<=\u200d)|[\u0300-\u036f\u200d\ufe00-\ufe0f\u20d0-\u20ff\U0001f3fb-\U0001f3ff]")


def is_full(code: Code) -> bool:
    """Whether code has enough lines for a block of its own."""
    return len(code.lines) >= CODE_LINES or sum(map(len, code.lines)) >= CODE_CHARACTERS
