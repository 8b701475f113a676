"""Folds lines into blocks: what a line means follows from what is open when it comes."""

from personaui_desktop.widgets.chat.transcript.markdown import lines, maths
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block, Container, Kind
from personaui_desktop.widgets.chat.transcript.markdown.containers import (
    OpenContainer,
    item_container,
    match_containers,
    numbered_after,
)
from personaui_desktop.widgets.chat.transcript.markdown.links import References
from personaui_desktop.widgets.chat.transcript.markdown.open_block import (
    CUT_FROM,
    Code,
    Maths,
    OpenBlock,
    Paragraph,
    Table,
    code_block,
    is_full,
    table_block,
)
from personaui_desktop.widgets.chat.transcript.markdown.references import (
    MOST,
    definition,
    labels_in,
    with_definition,
)

DEEPEST = 16
"""Marks of quotes and lists nested deeper than this are text."""
TAB = 4


def _starts_block(line: str) -> bool:
    """Whether a line begins a block of its own, also within a paragraph."""
    return lines.starts_block(line) or maths.begins_block(line) is not None


def _cut_point(text: str) -> tuple[int, int] | None:
    from personaui_desktop.widgets.chat.transcript.markdown.cutting import cut_point

    return cut_point(text)


class Fold:
    """Takes lines, one after the other; finished blocks gather in ``blocks``."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.is_at_line_start = True
        self._containers: tuple[OpenContainer, ...] = ()
        self._block: OpenBlock | None = None
        self._is_apart = True
        self._fresh_marker = False
        self._numbers = 0
        self._fences = 0
        self.references: References = {}
        """What lines said about labels."""
        self._labels: frozenset[str] = frozenset()

    def copy(self) -> "Fold":
        """The same state without the finished blocks; costs nothing however much was read."""
        twin = Fold()
        twin.__dict__.update(self.__dict__)
        twin.blocks = []
        return twin

    @property
    def is_in_code(self) -> bool:
        """Whether fenced code is open."""
        return isinstance(self._block, Code)

    def is_undecided(self, line: str) -> bool:
        """Whether an unfinished line may yet become anything, so that it is better not shown."""
        if not self.is_at_line_start:
            return False
        if isinstance(self._block, Code):
            return not line.strip(f" {self._block.fence.mark[0]}")
        return lines.is_undecided(line)

    def take(self, text: str) -> None:
        """Take a line without its end, or the next part of one that is very long."""
        if not self.is_at_line_start:
            self._go_on(text)
            return
        self.is_at_line_start = False
        self._begin(self._without_tabs(text))

    def _without_tabs(self, line: str) -> str:
        """Tabs before the text count as spaces; those of code that lies in nothing are its own."""
        if "\t" not in line or (self.is_in_code and not self._containers):
            return line
        text = line.lstrip(" \t")
        return line[: len(line) - len(text)].expandtabs(TAB) + text

    def end_line(self) -> None:
        """The line that was taken is complete."""
        self.is_at_line_start = True

    def finish(self) -> None:
        """The text ends here."""
        self._close_block()
        if self._fresh_marker:
            self._add(Block(Kind.PARAGRAPH, ""))

    def _begin(self, line: str) -> None:
        rest, matched = match_containers(line, self._containers)
        if isinstance(self._block, Code):
            if matched == len(self._containers):
                self._take_code(self._block, rest)
                return
            self._leave(matched)
        if isinstance(self._block, Maths):
            if matched == len(self._containers) and not lines.is_blank(rest):
                self._take_maths(self._block, rest)
                return
            self._give_up(self._block)
        if lines.is_blank(rest):
            self._take_blank(matched)
            return
        rest, opened = self._open_containers(rest, matched)
        if not opened and matched < len(self._containers):
            if isinstance(self._block, Paragraph) and not _starts_block(rest):
                # A paragraph goes on although its quote's or list's mark is missing.
                self._take_text(rest.lstrip(" "))
                return
            self._leave(matched)
        self._take_content(rest)

    def _open_containers(self, line: str, matched: int) -> tuple[str, bool]:
        """Open the quotes and items that the line begins; answers the rest and whether there were any."""
        opened = False
        while matched < DEEPEST:
            found = self._container_at(line, matched)
            if found is None:
                break
            before = self._containers[matched] if matched < len(self._containers) and not opened else None
            following = numbered_after(before, found[0])
            self._leave(matched)
            self._containers += (following,)
            self._fresh_marker = not following.container.is_quote
            line, matched, opened = found[1], matched + 1, True
        return line, opened

    def _container_at(self, line: str, matched: int) -> tuple[OpenContainer, str] | None:
        mark = lines.quote(line)
        if mark is not None:
            return OpenContainer(Container("", self._next_number())), line[mark:]
        item = lines.item(line)
        if item is None or not self._may_begin(item, matched):
            return None
        return item_container(item, lines.indent_of(line), self._next_number()), line[item.length :]

    def _may_begin(self, item: lines.Item, matched: int) -> bool:
        """A list may not begin in the middle of a paragraph with an empty item or a number such as 1984."""
        if not isinstance(self._block, Paragraph) or matched < len(self._containers):
            return True
        return item.starts_at_one and not item.is_blank

    def _next_number(self) -> int:
        self._numbers += 1
        return self._numbers

    def _take_blank(self, matched: int) -> None:
        if not isinstance(self._block, Code):
            self._close_block()
        left = enumerate(self._containers[matched:], matched)
        quote = next((place for place, opened in left if opened.container.is_quote), None)
        if quote is not None:
            self._leave(quote)
        self._is_apart = True

    def _leave(self, matched: int) -> None:
        """Close the containers beyond the first ones, and the block that is in them."""
        self._close_block()
        if matched < len(self._containers):
            if self._fresh_marker:
                self._add(Block(Kind.PARAGRAPH, ""))
            self._containers = self._containers[:matched]

    def _take_content(self, line: str) -> None:
        block = self._block
        if isinstance(block, Paragraph) and self._take_below(block, line):
            return
        if "]:" in line and self._take_definition(line):
            return
        opening = maths.begins_block(line)
        heading = lines.heading(line)
        fence = lines.fence(line)
        if opening is not None:
            self._begin_maths(opening, line)
        elif heading is not None:
            self._close_block()
            self._add(Block(Kind.HEADING, heading[1], level=heading[0]))
        elif lines.is_rule(line):
            self._close_block()
            self._add(Block(Kind.RULE, ""))
        elif fence is not None:
            self._close_block()
            self._fences += 1
            self._block = Code(fence, self._fences)
        elif isinstance(block, Table):
            self._take_row(block, line)
        else:
            self._take_text(line)

    def _take_definition(self, line: str) -> bool:
        """Take what a line says about a label; answers whether it was used and need not be shown."""
        found = definition(line)
        if found is None:
            return False
        self.references = with_definition(self.references, found)
        if isinstance(self._block, Paragraph) or not found.address:
            return False
        self._close_block()
        return found.label in self._labels

    def _take_below(self, block: Paragraph, line: str) -> bool:
        """Make the paragraph above a heading or a table, if that is what the line asks for."""
        # Under a paragraph so long that it was divided it is meant as a rule.
        level = None if block.continues else lines.underline(line)
        if level is not None:
            self._block = None
            text = "\n".join(line.lstrip(" ") for line in block.text.split("\n"))
            self._add(Block(Kind.HEADING, text, level=level))
            return True
        aligns = lines.delimiters(line)
        *above, last = block.text.split("\n")
        if aligns is None or "|" not in last + line or len(lines.cells(last)) != len(aligns):
            return False
        self._block = Paragraph("\n".join(above), block.continues) if above else None
        self._close_block()
        self._block = Table((lines.cells(last),), aligns)
        return True

    def _take_row(self, table: Table, line: str) -> None:
        width = len(table.aligns)
        row = (lines.cells(line) + ("",) * width)[:width]
        if is_full(table):
            self._add(table_block(table)._replace(goes_on=True, joint="\n"))
            table = table._replace(rows=(), continues=True)
        self._block = table._replace(rows=(*table.rows, row))

    def _begin_maths(self, opening: str, line: str) -> None:
        above = self._block if isinstance(self._block, Paragraph) else None
        if above is None:
            self._close_block()
        self._take_maths(Maths(opening, above), line)

    def _take_maths(self, begun: Maths, line: str) -> None:
        """Take a line of maths. If more than a full stop follows its end, it is maths within text."""
        start = 0 if begun.lines else line.index(begun.opening) + len(begun.opening)
        end = maths.end_in(line, begun.opening, start)
        above, begun = begun.lines, begun._replace(lines=(*begun.lines, line))
        if end is not None and maths.ends_line(line, end) and maths.is_whole("\n".join((*above, line[:end]))):
            self._block = begun.above
            self._close_block()
            self._add(Block(Kind.PARAGRAPH, "\n".join(begun.lines).rstrip(" ")))
            return
        self._block = begun
        is_long = len(begun.lines) > maths.LONGEST_LINES or sum(map(len, begun.lines)) > maths.LONGEST
        if end is not None or is_long:
            self._give_up(begun)

    def _give_up(self, begun: Maths) -> None:
        """Have the lines of what began like maths be text."""
        self._block = begun.above
        for line in begun.lines:
            self._take_text(line)

    def _take_text(self, text: str) -> None:
        if isinstance(self._block, Paragraph):
            before = self._block._replace(text=self._block.text.rstrip(" "))
            self._grow(before, f"\n{text}")
        else:
            self._grow(Paragraph(""), text)

    def _grow(self, paragraph: Paragraph, text: str) -> None:
        """Put text behind a paragraph's; what has become too long is divided off."""
        whole = paragraph.text + text
        while len(whole) > CUT_FROM and (cut := _cut_point(whole)) is not None:
            part = Block(Kind.PARAGRAPH, whole[: cut[0]], continues=paragraph.continues, goes_on=True)
            self._add(part._replace(joint=whole[cut[0] : cut[1]]))
            paragraph = Paragraph("", continues=True)
            whole = whole[cut[1] :]
        self._block = paragraph._replace(text=whole)

    def _take_code(self, code: Code, line: str) -> None:
        if lines.closes(code.fence, line):
            self._close_block()
            return
        if is_full(code):
            code = self._divide(code, "\n")
        indent = min(lines.indent_of(line), code.fence.indent)
        self._block = code._replace(lines=(*code.lines, line[indent:]))

    def _divide(self, code: Code, joint: str) -> Code:
        self._add(code_block(code)._replace(goes_on=True, joint=joint))
        return code._replace(lines=(), continues=True)

    def _go_on(self, text: str) -> None:
        """Take the next part of a very long line."""
        if isinstance(self._block, Maths):
            self._give_up(self._block)
        block = self._block
        if isinstance(block, Code):
            if is_full(block):
                self._block = self._divide(block, "")._replace(lines=(text,))
            else:
                self._block = block._replace(lines=(*block.lines[:-1], "".join((*block.lines[-1:], text))))
        elif isinstance(block, Paragraph):
            self._grow(block, text)
        else:
            self._close_block()
            self._take_text(text)

    def _close_block(self) -> None:
        if isinstance(self._block, Maths):
            self._give_up(self._block)
        block, self._block = self._block, None
        match block:
            case Paragraph():
                text = block.text.rstrip(" ")
                if text or not block.continues:
                    self._add(Block(Kind.PARAGRAPH, text, continues=block.continues))
            case Code():
                self._add(code_block(block))
            case Table():
                self._add(table_block(block))

    def _add(self, block: Block) -> None:
        """Finish a block; the containers tell where it lies."""
        containers = tuple(opened.container for opened in self._containers)
        if len(self._labels) < MOST:
            self._labels |= labels_in(block)
        self.blocks.append(block._replace(containers=containers, is_apart=self._is_apart))
        self._is_apart = block.kind is not Kind.PARAGRAPH
        self._fresh_marker = False
