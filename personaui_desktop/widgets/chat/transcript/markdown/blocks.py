"""The shapes that Markdown is read into: a flat row of blocks, and styled text within a block."""

from enum import Enum, IntFlag
from typing import NamedTuple


class Kind(Enum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


class Mark(IntFlag):
    """How a stretch of text is set."""

    PLAIN = 0
    STRONG = 1
    EMPHASIS = 2
    CODE = 4
    STRUCK = 8
    LINK = 16
    ACTION = 32
    """A role-play action: emphasis between single asterisks that stands as a sentence of its own."""
    MATHS = 64
    """A formula as TeX writes it, its signs included."""


class MarkedSpan(NamedTuple):
    """Marked text: ``start`` and ``end`` count characters; ``address`` is where a link leads."""

    start: int
    end: int
    mark: Mark
    address: str = ""


class Styled(NamedTuple):
    """Text as it is shown, and the marked stretches of it, in order, none overlapping."""

    text: str
    spans: tuple[MarkedSpan, ...] = ()


class Container(NamedTuple):
    """What a block lies in: a quote, or an item of a list.

    ``marker`` is what stands before the item (``•``, ``3.``, ``☐``, ``3. ☑``), empty for a quote. ``number``
    tells items of one message apart.
    """

    marker: str
    number: int

    @property
    def is_quote(self) -> bool:
        """Whether this is a quote."""
        return not self.marker


class Align(Enum):
    """Where the text of a table's column stands."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Block(NamedTuple):
    """A piece of a message that is laid out by itself.

    Long paragraphs, code and tables are divided into several blocks, so that no block is ever large;
    ``continues`` says that this one goes on where the one before it ends, in the same line unless that one's
    ``joint`` is a line end.
    """

    kind: Kind
    text: str
    """Inline Markdown of a paragraph or heading; the code itself; empty otherwise."""
    containers: tuple[Container, ...] = ()
    """What it lies in, outermost first."""
    is_apart: bool = True
    """Whether a blank line or another kind of block comes before it."""
    continues: bool = False
    goes_on: bool = False
    """Whether the next block continues this one."""
    level: int = 0
    """A heading's, 1 to 6."""
    language: str = ""
    """What follows the fence of code."""
    rows: tuple[tuple[str, ...], ...] = ()
    """A table's cells, inline Markdown, the heading row first unless it continues one; all have as many."""
    aligns: tuple[Align, ...] = ()
    fence: int = -1
    """Which code fence of the message this belongs to."""
    joint: str = ""
    """What the source has between this block and the one that continues it."""
