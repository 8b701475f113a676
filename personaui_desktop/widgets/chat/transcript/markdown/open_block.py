"""The block that is still being read: a paragraph, a table or fenced code, and where it is divided."""

import re
from itertools import chain, islice
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Align, Block, Kind
from personaui_desktop.widgets.chat.transcript.markdown.inline import is_complete
from personaui_desktop.widgets.chat.transcript.markdown.lines import Fence

LINE_LIMIT = 2000
"""A line longer than this is read in parts, characters."""
CODE_LINES = 24
CODE_CHARACTERS = 4000
TABLE_ROWS = 8
TABLE_CHARACTERS = 2000

CUT_FROM = 350
"""A paragraph longer than this is divided where a line or a sentence ends, characters."""
CUT_ANYWHERE = 700
"""One that could not be divided until here is divided between two words."""
STEP = 500
"""How far apart further places are looked for while emphasis, code or a link is open, characters."""
PARAGRAPH_LIMIT = 4200
"""Here it is divided even so."""

_FULL = r"""[。！？]["'”’」』）*_]*(?=[^"'”’」』）*_\s])"""  # noqa: RUF001 - full-width, without a space behind it
_END = re.compile(rf"""\n|[.!?…]["'”’»)\]*_]*\s|(?P<full>{_FULL})""")  # noqa: RUF001 - in use
_GAP = re.compile(rf"\s|(?P<full>{_FULL})")
_MOST_TRIES = 8


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
    """Rows of a table that are not yet in a finished block, the heading first if it is not in one."""

    rows: tuple[tuple[str, ...], ...]
    aligns: tuple[Align, ...]
    continues: bool = False


class Maths(NamedTuple):
    """Lines of a formula that stands by itself. If it never ends they are more of the paragraph above."""

    opening: str
    above: Paragraph | None
    lines: tuple[str, ...] = ()


OpenBlock = Paragraph | Code | Table | Maths


def code_block(code: Code) -> Block:
    """The finished block of lines of code."""
    text, fence = "\n".join(code.lines), code.fence
    return Block(Kind.CODE, text, language=fence.language, fence=code.number, continues=code.continues)


def table_block(table: Table) -> Block:
    """The finished block of rows of a table."""
    return Block(Kind.TABLE, "", rows=table.rows, aligns=table.aligns, continues=table.continues)


def cut_point(text: str) -> tuple[int, int] | None:
    """Where a paragraph that has become long is divided: end of the first part and start of the second.

    Rather at a line's or a sentence's end than between words, and rather not within emphasis, code or a link.
    It depends on nothing that comes after it, so that text read in pieces is divided as the whole would be.
    """
    for found in islice(_END.finditer(text, CUT_FROM, CUT_ANYWHERE), _MOST_TRIES):
        place = _around(found)
        if is_complete(text[: place[0]]):
            return place
    for start in range(CUT_ANYWHERE, PARAGRAPH_LIMIT, STEP):
        gap = _GAP.search(text, start, start + STEP)
        if gap is None and len(text) <= start + STEP:
            return None
        place = _hard_cut(text, start + STEP) if gap is None else _around(gap)
        if start + STEP >= PARAGRAPH_LIMIT or is_complete(text[: place[0]]):
            return place
    return None


def _around(found: re.Match[str]) -> tuple[int, int]:
    """What is left out is white space; a full-width end of a sentence has none behind it."""
    return found.end() - (found["full"] is None), found.end()


def _hard_cut(text: str, at: int) -> tuple[int, int]:
    # A combining mark or the rest of a joined emoji stays with what it belongs to.
    least = at - 40
    while at > least and _JOINS.match(text, at):
        at -= 1
    return at, at


_JOINS = re.compile("(?<=\u200d)|[\u0300-\u036f\u200d\ufe00-\ufe0f\u20d0-\u20ff\U0001f3fb-\U0001f3ff]")


def is_full(block: Code | Table) -> bool:
    """Whether code has enough lines for a block of its own, or a table enough rows."""
    if isinstance(block, Code):
        return len(block.lines) >= CODE_LINES or sum(map(len, block.lines)) >= CODE_CHARACTERS
    if len(block.rows) < 2:
        return False  # a heading alone is no table
    return len(block.rows) >= TABLE_ROWS or sum(map(len, chain(*block.rows))) >= TABLE_CHARACTERS
