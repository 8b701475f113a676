"""What of a block is shown as text: its markup read, ready to be laid out, counted, searched and copied."""

from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block, Kind, Styled
from personaui_desktop.widgets.chat.transcript.markdown.inline import parse_cell, parse_inline
from personaui_desktop.widgets.chat.transcript.markdown.links import References
from personaui_desktop.widgets.chat.transcript.markdown.reader import MarkdownReader
from personaui_desktop.widgets.chat.transcript.markdown.references import used_in
from personaui_desktop.widgets.chat.transcript.markdown.story import is_story, may_have_actions

_NONE: References = {}


class Shown(NamedTuple):
    """A block and its text. ``parts`` are a table's cells row by row, a rule has none, all else one."""

    block: Block
    parts: tuple[Styled, ...]
    text: str
    """Everything as one text: the cells of a row parted by tabs, the rows by line ends."""


def read_shown(markdown: str) -> list[Shown]:
    """The blocks of a whole message."""
    reader = MarkdownReader(markdown)
    blocks, references = reader.all_blocks(), reader.references()
    in_story = is_story(blocks)
    return [shown(block, False, in_story, used_in(block, references)) for block in blocks]


def shown(
    block: Block, is_open: bool = False, in_story: bool = True, references: References = _NONE
) -> Shown:
    """Read a block's inline Markdown.

    Args:
        block: what is read.
        is_open: as in `parse_inline`.
        in_story: as of `is_story`.
        references: what its message says about the labels that it uses.
    """
    match block.kind:
        case Kind.PARAGRAPH | Kind.HEADING:
            styled = parse_inline(block.text, is_open, in_story and may_have_actions(block), references)
            return Shown(block, (styled,), styled.text)
        case Kind.TABLE:
            rows = [[parse_cell(cell, references) for cell in row] for row in block.rows]
            parts = tuple(cell for row in rows for cell in row)
            return Shown(block, parts, "\n".join("\t".join(cell.text for cell in row) for row in rows))
        case Kind.RULE:
            return Shown(block, (), "")
    return Shown(block, (Styled(block.text),), block.text)
