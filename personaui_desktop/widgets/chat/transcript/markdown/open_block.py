"""The block that is still being read: a paragraph, a table or fenced code."""

from itertools import chain
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Align, Block, Kind
from personaui_desktop.widgets.chat.transcript.markdown.lines import Fence

LINE_LIMIT = 2000
"""A line longer than this is read in parts, characters."""
CODE_LINES = 24
CODE_CHARACTERS = 4000
TABLE_ROWS = 8
TABLE_CHARACTERS = 2000

CUT_FROM = 350
"""A paragraph longer than this is divided where a line or a sentence ends, characters."""


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


def is_full(block: Code | Table) -> bool:
    """Whether code has enough lines for a block of its own, or a table enough rows."""
    if isinstance(block, Code):
        return len(block.lines) >= CODE_LINES or sum(map(len, block.lines)) >= CODE_CHARACTERS
    if len(block.rows) < 2:
        return False  # a heading alone is no table
    return len(block.rows) >= TABLE_ROWS or sum(map(len, chain(*block.rows))) >= TABLE_CHARACTERS
