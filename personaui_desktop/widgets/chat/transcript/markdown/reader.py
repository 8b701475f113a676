"""Reads Markdown that arrives in pieces. What is finished is never read again."""

import re

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block
from personaui_desktop.widgets.chat.transcript.markdown.fold import Fold
from personaui_desktop.widgets.chat.transcript.markdown.links import References
from personaui_desktop.widgets.chat.transcript.markdown.open_block import LINE_LIMIT

_UNFIT = re.compile("[\0\ud800-\udfff]")
"""What no text layout takes: NUL and halves of surrogate pairs."""


class MarkdownReader:
    """Takes pieces of text and answers blocks.

    However the text is cut into pieces, the blocks are those of the whole text at once. A piece costs no more
    for a long text than for a short one.
    """

    def __init__(self, text: str = "") -> None:
        self._fold = Fold()
        self._line = ""
        self.feed(text)

    def feed(self, text: str) -> None:
        """Take in the next piece."""
        *lines, rest = (self._line + _UNFIT.sub("\ufffd", text)).replace("\r\n", "\n").split("\n")
        for line in lines:
            self._take_long(line)
            self._fold.end_line()
        self._line = rest
        if len(rest) > LINE_LIMIT:
            self._line = self._take_parts(rest)

    def _take_long(self, line: str) -> None:
        self._fold.take(self._take_parts(line))

    def _take_parts(self, line: str) -> str:
        """Read all of a long line but its last part, which it answers."""
        at = 0
        while len(line) - at > LINE_LIMIT:
            self._fold.take(line[at : at + LINE_LIMIT])
            at += LINE_LIMIT
        return line[at:]

    @property
    def finished(self) -> list[Block]:
        """The blocks that cannot change any more; it only ever grows."""
        return self._fold.blocks

    def unfinished(self, more_may_come: bool = False) -> list[Block]:
        """The blocks after the finished ones, as the text stands.

        Args:
            more_may_come: leave out an end that is no more than a mark and may become anything.
        """
        rest = self._fold.copy()
        if self._line and not (more_may_come and rest.is_undecided(self._line)):
            rest.take(self._line)
        rest.finish()
        return rest.blocks

    def references(self, more_may_come: bool = False) -> References:
        """What is said about labels, in the lines that have ended or, if no more may come, in all."""
        if more_may_come or not self._line:
            return self._fold.references
        rest = self._fold.copy()
        rest.take(self._line)
        return rest.references

    def all_blocks(self) -> list[Block]:
        """Every block of the text so far, taken as the whole."""
        return self.finished + self.unfinished()


def read_markdown(text: str) -> list[Block]:
    """The blocks of a whole text."""
    return MarkdownReader(text).all_blocks()
