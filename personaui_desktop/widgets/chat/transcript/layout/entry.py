"""A block in the column of a text, laid out or not yet, and what it has to do with its neighbours."""

from personaui_desktop.widgets.chat.transcript.layout.laid_block import CODE_TOP, LaidBlock
from personaui_desktop.widgets.chat.transcript.layout.look import CODE_SHARE, Look
from personaui_desktop.widgets.chat.transcript.layout.table import TablePart
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block, Kind
from personaui_desktop.widgets.chat.transcript.markdown.links import References
from personaui_desktop.widgets.chat.transcript.markdown.references import used_in
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown, shown
from personaui_desktop.widgets.chat.transcript.markdown.story import may_have_actions

LONGEST_RUN = 400
"""After so many parts, more than 100 000 characters, a paragraph goes on in a new line: where one part lies
follows from all before it, which must be laid out too."""


class Entry:
    """A block in the column. ``laid`` is made when it is needed; until then ``height`` is a guess.

    ``width`` is what it takes, or may take. ``first`` is the part with which its paragraph begins, if that is
    another one. ``run`` counts the parts before it that share lines with one another up to this one. ``part``
    says which part of a table it is, ``list_first`` is the block with which its list begins.
    """

    __slots__ = (
        "_references",
        "_text",
        "before",
        "block",
        "first",
        "gap",
        "has_actions",
        "height",
        "is_open",
        "laid",
        "list_first",
        "part",
        "run",
        "starts",
        "width",
    )

    def __init__(
        self,
        block: Block,
        before: "Entry | None",
        is_open: bool,
        look: Look,
        width: float,
    ) -> None:
        self.block = block
        self.before = before
        self.is_open = is_open
        self.has_actions = False
        self._references: References = {}
        is_further = block.continues and block.kind is Kind.PARAGRAPH
        self.first: Entry | None = before and (before.first or before) if is_further else None
        self.gap = gap_between(None if before is None else before.block, block, look)
        self.run: int = 0
        if before is not None and runs_on(before.block, block):
            self.run = (before.run + 1) % LONGEST_RUN
        known = (
            frozenset() if before is None else frozenset(inside.number for inside in before.block.containers)
        )
        self.starts = frozenset(inside.number for inside in block.containers) - known
        self.height = guessed_height(block, look, width)
        self.width = width
        self.part: TablePart | None = None
        self.list_first = _list_first(block, before)
        self.laid: LaidBlock | None = None
        self._text: Shown | None = None

    def take_context(self, in_story: bool, references: References) -> bool:
        """Take in what the rest of the message says; answers whether the block is shown otherwise by it."""
        if self.run and self.before is not None and self.before.laid is None:
            self.laid = None  # it lies elsewhere in the line
        context = (in_story and may_have_actions(self.block), used_in(self.block, references))
        if context == (self.has_actions, self._references):
            return False
        self.has_actions, self._references = context
        self._text = self.laid = None
        return True

    def text(self) -> Shown:
        """The block's text, read when it is first asked for."""
        if self._text is None:
            self._text = shown(self.block, self.is_open, self.has_actions, self._references)
        return self._text


def _list_first(block: Block, before: Entry | None) -> Entry | None:
    """The entry with which the outermost list of a block begins, if that is another one."""
    if before is None:
        return None
    place = next((at for at, inside in enumerate(block.containers) if not inside.is_quote), None)
    theirs = before.block.containers
    if place is None or place >= len(theirs) or theirs[place].is_quote:
        return None
    return (before.list_first or before) if theirs[:place] == block.containers[:place] else None


def runs_on(before: Block, block: Block) -> bool:
    """Whether a block goes on in the line in which the one before it ends."""
    return block.continues and block.kind is Kind.PARAGRAPH and before.joint != "\n"


def gap_between(before: Block | None, block: Block, look: Look) -> float:
    """The room between two neighbouring blocks."""
    if before is None or block.continues:
        return 0.0
    if block.kind is Kind.HEADING:
        return float(round(look.gap * 1.6))
    if block.is_apart or block.kind is not Kind.PARAGRAPH:
        return float(look.gap)
    return round(look.gap * (0.3 if before.containers and block.containers else 0.5))


def guessed_height(block: Block, look: Look, width: float) -> float:
    """About how high a block will be."""
    if block.kind is Kind.CODE:
        return (block.text.count("\n") + 1) * round(look.size * CODE_SHARE * 1.5) + 2 * CODE_TOP
    if block.kind is Kind.TABLE:
        return len(block.rows) * (look.pitch + 8.0)
    in_line = max(8.0, width / (look.size * 0.5))
    lines = 1 + len(block.text) / in_line + block.text.count("\n")
    return float(int(lines) * look.pitch)
