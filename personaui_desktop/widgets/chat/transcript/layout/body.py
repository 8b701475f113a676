"""A message's text laid out: a column of blocks, of which a long one has only those that were needed."""

from bisect import bisect_right
from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QPointF, QRectF

from personaui_desktop.widgets.chat.transcript.layout.direction import begins_right
from personaui_desktop.widgets.chat.transcript.layout.entry import Entry
from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.table import ColumnWidths, TablePart
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block, Kind
from personaui_desktop.widgets.chat.transcript.markdown.links import References
from personaui_desktop.widgets.chat.transcript.markdown.reader import MarkdownReader
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown
from personaui_desktop.widgets.chat.transcript.markdown.story import Story

EAGER_BLOCKS = 40
"""A message of no more blocks is laid out whole."""


class Body:
    """The text of one message within a width.

    Args:
        text: Markdown.
        look: how it is set.
        width: the most it may take, pixels.
        is_streaming: more text may follow.
    """

    def __init__(self, text: str, look: Look, width: float, is_streaming: bool = False) -> None:
        self.look = look
        self.limit = width
        self.source = text
        self.is_streaming = is_streaming
        self._reader = MarkdownReader(text)
        self._entries: list[Entry] = []
        self._finished = 0
        self.story = Story()
        self._references: References = {}
        self._tops: list[float] = []
        self._widths: list[float] = [0.0]  # the widest of all blocks before each one
        self._settled_width = -1.0
        self._unsettled: list[LaidBlock] = []
        self._refresh(0)

    def update(self, text: str, is_streaming: bool) -> bool:
        """Show the same text with more behind it; answers whether it was that."""
        if not text.startswith(self.source):
            return False
        self._reader.feed(text[len(self.source) :])
        self.source, self.is_streaming = text, is_streaming
        self._refresh(self._finished)
        if not is_streaming:
            self._settle_tables()
        return True

    def redraw(self) -> None:
        """Put formulas that have been drawn since where their source stands."""
        known, first = self.look.formulas, None
        for number, entry in enumerate(self._entries):
            is_stale = entry.laid is not None and any(source in known for source in entry.laid.undrawn)
            if is_stale or (entry.run and first is not None and self._entries[number - 1].laid is None):
                entry.laid = None
                first = number if first is None else first
        if first is not None:
            self._lay_out(first, len(self._entries))
            self._stack(self._run_start(first))

    def _settle_tables(self) -> None:
        """Have columns take what they need, now that no row will follow."""
        starts = [
            number
            for number, entry in enumerate(self._entries)
            if entry.part is not None and not entry.part.number
        ]
        for number in starts:
            part = self._entries[number].part
            assert part is not None  # noqa: S101 - chosen for having one
            part.columns.settle()
            self._let_go_of_stale(number)
        if starts and len(self._entries) <= EAGER_BLOCKS:
            self._lay_out(0, len(self._entries))
        if starts:
            self._stack(0)

    def _refresh(self, start: int) -> None:
        """Replace the entries from one on by what the reader has now."""
        finished, unfinished = self._reader.finished, self._reader.unfinished(self.is_streaming)
        has_turned = self.story.go_on(finished[self._finished :], unfinished)
        references = self._reader.references(self.is_streaming)
        if has_turned or references is not self._references:
            self._references = references
            start = min(start, self._reconsider(start))
        new = finished[start:] + unfinished
        old = self._entries[start:]
        del self._entries[start:]
        for number, block in enumerate(new):
            # A finished block is as it will stay; only the last of the others may go on.
            is_open = self.is_streaming and number == len(new) - 1 >= len(finished) - start
            self._entries.append(self._entry(block, is_open, old[number : number + 1]))
        self._finished = len(finished)
        if len(self._entries) <= EAGER_BLOCKS or start:
            self._lay_out(start, len(self._entries))
            _keep_colours(old, self._entries[start:])
        self._stack(start)

    def _reconsider(self, end: int) -> int:
        """Have the blocks up to one laid out again that the rest of the text has turned into others.

        Answers the first of them, or ``end``.
        """
        first = end
        for number, entry in enumerate(self._entries[:end]):
            if entry.take_context(self.story.is_one, self._references):
                first = min(first, self._run_start(number))
        return first

    def _entry(self, block: Block, is_open: bool, old: list[Entry]) -> Entry:
        """The entry for a block: the one that was there, if nothing about it has changed."""
        before = self._entries[-1] if self._entries else None
        if old and old[0].before is before and (old[0].block, old[0].is_open) == (block, is_open):
            old[0].take_context(self.story.is_one, self._references)
            return old[0]
        entry = Entry(block, before, is_open, self.look, self.limit)
        entry.take_context(self.story.is_one, self._references)
        if block.kind is Kind.TABLE:
            entry.part = _part(block, before, self.is_streaming)
        return entry

    def _lay_out(self, first: int, end: int) -> bool:
        """Lay out the blocks in a range, and those whose lines they go on; answers whether any was not."""
        made = False
        while self._lay_out_rest(first, end):
            made = True  # again: a part of a table may have made the columns of others wider
        return made

    def _lay_out_rest(self, first: int, end: int) -> bool:
        made = False
        while 0 < first < end and self._entries[first].run and self._entries[first - 1].laid is None:
            first -= 1
        for number in range(first, end):
            entry = self._entries[number]
            if entry.laid is None:
                entry.laid = self._laid(entry)
                entry.height, entry.width = entry.laid.height, entry.laid.needed_width
                self._unsettled.append(entry.laid)
                if entry.laid.has_widened:
                    self._let_go_of_stale(number)
                made = True
        return made

    def _let_go_of_stale(self, number: int) -> None:
        """Have the other parts of a table laid out again, when they are needed, if its columns are others."""
        first, last = self.paragraph(number)
        for entry in self._entries[first : last + 1]:
            if entry.laid is not None and entry.laid.is_stale:
                entry.laid = None

    def _laid(self, entry: Entry) -> LaidBlock:
        before = entry.before.laid if entry.before is not None and entry.run else None
        after = None if before is None else before.end()
        is_from_right = None if entry.first is None else begins_right(entry.first.text().text)
        laid = LaidBlock(
            entry.text(),
            self.look,
            self.limit,
            entry.starts,
            after,
            is_from_right,
            entry.part,
            None if entry.list_first is None else begins_right(entry.list_first.text().text),
        )
        if after is not None:
            entry.gap = -laid.overlap
        return laid

    def _run_start(self, number: int) -> int:
        """The first of the blocks that share lines with one another up to this one."""
        return number - self._entries[number].run if number < len(self._entries) else number

    def _stack(self, start: int) -> None:
        """Work out where the blocks from one on lie."""
        del self._tops[start:], self._widths[start + 1 :]
        y, widest = self._bottom(start - 1) if start else 0.0, self._widths[start]
        for number, entry in enumerate(self._entries[start:], start):
            self._tops.append(y + (entry.gap if number else 0.0))
            y = self._tops[-1] + entry.height
            widest = max(widest, entry.width)
            self._widths.append(widest)
        self._settle()

    def _settle(self) -> None:
        """Let blocks know how wide the whole is: all of them if that has changed, else the new ones."""
        width = self.width
        if width != self._settled_width:
            self._unsettled = [entry.laid for entry in self._entries if entry.laid is not None]
        for laid in self._unsettled:
            laid.settle(width)
        self._settled_width = width
        self._unsettled = []

    def _bottom(self, number: int) -> float:
        return self._tops[number] + self._entries[number].height

    @property
    def width(self) -> float:
        """The width that the text really takes, no more than the limit."""
        return min(self.limit, float(ceil(self._widths[-1])))

    @property
    def height(self) -> float:
        """The height of the column; a guess where blocks are not laid out yet."""
        return self._bottom(len(self._entries) - 1) if self._entries else 0.0

    @property
    def finished_count(self) -> int:
        """How many blocks, from the first on, stay as they are whatever text comes."""
        return self._finished

    @property
    def block_count(self) -> int:
        """How many blocks there are."""
        return len(self._entries)

    def top(self, number: int) -> float:
        """Where a block begins."""
        return self._tops[number] if number < len(self._tops) else self.height

    def laid(self, number: int) -> LaidBlock | None:
        """A block, if it is laid out."""
        return self._entries[number].laid

    @property
    def blocks(self) -> Iterator[Block]:
        """All blocks as the Markdown has them, their text not read yet."""
        return (entry.block for entry in self._entries)

    def read(self, number: int) -> Shown:
        """A block's text."""
        return self._entries[number].text()

    def block_at(self, y: float) -> int:
        """The block at a height, or the nearest."""
        return max(0, min(bisect_right(self._tops, y, hi=len(self._entries)) - 1, len(self._entries) - 1))

    def need(self, number: int, above: float, below: float) -> bool:
        """Lay out a block and as many around it as fill some pixels; answers whether heights have changed.

        Args:
            number: the block that somebody looks at.
            above: pixels wanted before it.
            below: pixels wanted from its top on.
        """
        first = end = max(0, number)
        made = False
        while end < len(self._entries) and below > 0:
            made = self._lay_out(end, end + 1) or made
            below -= self._entries[end].height + self._entries[end].gap
            end += 1
        while first > 0 and above > 0:
            first -= 1
            made = self._lay_out(first, first + 1) or made
            above -= self._entries[first].height + self._entries[first].gap
        if made:
            self._stack(self._run_start(first))
        return made

    def laid_in(self, top: float, bottom: float) -> list[tuple[int, float, LaidBlock]]:
        """The laid-out blocks that lie between two heights: number, top, block."""
        found = []
        first = self.block_at(top)
        if 0 < first < len(self._entries) and self._bottom(first - 1) > top:
            first -= 1
        for number in range(first, len(self._entries)):
            if self._tops[number] > bottom:
                break
            laid = self._entries[number].laid
            if laid is not None:
                found.append((number, self._tops[number], laid))
        return found

    def place_at(self, point: QPointF) -> tuple[int, int]:
        """The block and the position in it nearest to a point."""
        if not self._entries:
            return (0, 0)
        number = self.block_at(point.y())
        self._lay_out(number, number + 1)
        laid = self._entries[number].laid
        if laid is not None and laid.is_before(point - QPointF(0.0, self._tops[number])):
            number, laid = number - 1, self._entries[number - 1].laid
        return (number, 0 if laid is None else laid.position_at(point - QPointF(0.0, self._tops[number])))

    def paragraph(self, number: int) -> tuple[int, int]:
        """First and last of the blocks into which the paragraph or code of a block was divided."""
        first = last = number
        while self._entries[first].block.continues:
            first -= 1
        while last + 1 < len(self._entries) and self._entries[last + 1].block.continues:
            last += 1
        return first, last

    def caret_at(self, number: int, position: int) -> QRectF:
        """Where a caret before a position of a block stands."""
        laid = self._entries[number].laid
        box = None if laid is None else laid.box_at(position)
        if box is None:
            return QRectF(0.0, self.top(number), 0.0, self.look.pitch)
        return box.caret(position - box.start).translated(0.0, self._tops[number])

    def caret(self) -> QRectF:
        """Where the next text will appear."""
        if not self._entries:
            return QRectF(0.0, 0.0, 0.0, self.look.pitch)
        number = len(self._entries) - 1
        laid = self._entries[number].laid
        if laid is None or not laid.boxes:
            return QRectF(0.0, self._bottom(number), 0.0, self.look.pitch)
        box = laid.boxes[-1]
        return box.caret(box.length).translated(0.0, self._tops[number])


def _part(block: Block, before: Entry | None, is_growing: bool) -> TablePart:
    if block.continues and before is not None and before.part is not None:
        return TablePart(before.part.columns, before.part.number + 1)
    # Where its heading has no letters, a table is written as what is before it.
    about = " ".join(block.rows[0]) + ("" if before is None else f" {before.block.text}")
    return TablePart(ColumnWidths(len(block.aligns), is_growing, begins_right(about)), 0)


def _keep_colours(old: list[Entry], new: list[Entry]) -> None:
    """Code that has grown keeps the colours it has, until better ones are known."""
    for before, after in zip(old, new, strict=False):
        if before.laid is not None and after.laid is not None and before.laid is not after.laid:
            is_longer = after.block.text.startswith(before.block.text)
            if before.laid.tones and after.block.kind is Kind.CODE and is_longer:
                after.laid.colour(before.laid.tones, is_final=False)
