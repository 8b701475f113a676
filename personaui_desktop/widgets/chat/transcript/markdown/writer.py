"""Writes blocks, or parts of them, as plain text and as Markdown again."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.markdown.blocks import (
    Align,
    Block,
    Container,
    Kind,
    Mark,
    Styled,
)
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown

_SPECIAL = re.compile(r"([\\`*_~\[<&]|\$(?=\S|$))")
_SPECIAL_START = re.compile(r"^([^\S\n]*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|=+$|-{3,}$|~{3,})", re.MULTILINE)
_NUMBER_START = re.compile(r"^([^\S\n]*\d+)(?=[.)](?:\s|$))", re.MULTILINE)
"""A digit cannot be escaped, so for numbers of lists it is the dot or the bracket after them."""
_CLOSING = re.compile(r"(?<!\S)(#+\s*)$")
"""At the end of a heading these would only close it."""
_RULES = {Align.START: "---", Align.CENTRE: ":-:", Align.END: "--:"}


class Portion(NamedTuple):
    """A block, or the characters from ``start`` to ``end`` of its text (``None``: to its end)."""

    block: Block
    shown: Shown
    start: int
    end: int | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the block is missing."""
        return self.start == 0 and self.end is None

    @property
    def text(self) -> str:
        """The characters."""
        return self.shown.text[self.start : self.end]


def write_text(cuts: Sequence[Portion]) -> str:
    """The blocks as they read: list markers stay, other markup goes."""
    return _joined(cuts, _plain, "  ")


def write_markdown(cuts: Sequence[Portion]) -> str:
    """The blocks as Markdown that reads the same again."""
    return _joined(_whole_tables(cuts), _marked, "> ")


def _whole_tables(cuts: Sequence[Portion]) -> list[Portion]:
    """The same with every table in one: as far as it goes on from its heading without a gap."""
    whole: list[Portion] = []
    for cut in cuts:
        before = whole[-1] if whole else None
        if before is not None and _is_more_of(before, cut):
            rows = before.block.rows + cut.block.rows
            whole[-1] = before._replace(block=before.block._replace(rows=rows))
        else:
            whole.append(cut)
    return whole


def _is_more_of(before: Portion, cut: Portion) -> bool:
    """Whether a cut is rows of the table that the one before it begins."""
    begins = before.block.kind is Kind.TABLE and not before.block.continues
    return begins and cut.block.continues and before.is_whole and cut.is_whole


def _joined(cuts: Sequence[Portion], write: Callable[[Portion, Block | None], str], quote: str) -> str:
    pieces: list[str] = []
    before: Portion | None = None
    for number, cut in enumerate(cuts):
        following = cuts[number + 1].block if number + 1 < len(cuts) else None
        text = write(cut, following)
        if before is not None:
            pieces.append(_between(before.block, cut.block, quote))
        begun = (
            frozenset() if before is None else frozenset(inside.number for inside in before.block.containers)
        )
        if cut.block.continues and before is not None:
            pieces.append(
                _set_in(text, cut.block.containers, begun, quote, is_middle=before.block.joint != "\n")
            )
        else:
            pieces.append(_set_in(text, cut.block.containers, begun, quote))
        before = cut
    return "".join(pieces)


def _between(before: Block, block: Block, quote: str) -> str:
    if block.continues:
        return before.joint
    is_tight = not block.is_apart and bool(block.containers) and block.kind is Kind.PARAGRAPH
    return "\n" if is_tight else f"\n{_kept_open(before, block, quote)}\n"


def _kept_open(before: Block, block: Block, quote: str) -> str:
    """What a blank line between two blocks needs so that quotes in which both lie go on."""
    pairs = zip(before.containers, block.containers, strict=False)
    both = [theirs for theirs, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    return _set_in("", both, frozenset(inside.number for inside in both), quote).rstrip(" ")


def _set_in(
    text: str, containers: Sequence[Container], begun: frozenset[int], quote: str, is_middle: bool = False
) -> str:
    """Put quote marks and list markers before the first line, and what keeps them in before the others."""
    first = rest = ""
    for container in containers:
        if container.is_quote:
            first, rest = first + quote, rest + quote
            continue
        number, dot, _ = container.marker.partition(".")
        marker = f"{number}. " if dot else "- "
        room = " " * len(marker)
        marker += {"☐": "[ ] ", "☑": "[x] "}.get(container.marker[-1], "")
        first += room if container.number in begun else marker
        rest += room
    lines = text.split("\n")
    head = lines[0] if is_middle else first + lines[0]
    return "\n".join([head, *(rest + line for line in lines[1:])])


def _plain(cut: Portion, _following: Block | None) -> str:
    return "* * *" if cut.block.kind is Kind.RULE else cut.text


def _marked(cut: Portion, following: Block | None) -> str:
    block = cut.block
    match block.kind:
        case Kind.CODE:
            return _fenced(cut, following)
        case Kind.RULE:
            return "---"
        case Kind.TABLE:
            return _escaped(cut.text) if block.continues or not cut.is_whole else _table(block)
    is_raw = cut.is_whole and _has_addresses(cut.shown.parts[0], block.text)
    text = block.text if is_raw else _inline(cut.shown.parts[0], cut.start, cut.end)
    if block.kind is Kind.HEADING:
        return f"{'#' * block.level} " + _CLOSING.sub(r"\\\1", text.replace("\n", " "))
    return text if is_raw else _NUMBER_START.sub(r"\1\\", _SPECIAL_START.sub(r"\1\\\2", text))


def _has_addresses(styled: Styled, source: str) -> bool:
    """Whether its source says where links lead, rather than another place of the message."""
    return all(span.address.removeprefix("https://") in source for span in styled.spans)


def _fenced(cut: Portion, following: Block | None) -> str:
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", cut.shown.text)), default=0))
    opening = "" if cut.block.continues and cut.start == 0 else f"{fence}{cut.block.language}\n"
    goes_on = cut.block.goes_on and following is not None and following.fence == cut.block.fence
    return f"{opening}{cut.text}" + ("" if goes_on else f"\n{fence}")


def _table(block: Block) -> str:
    heading, *rows = [
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in block.rows
    ]
    rule = "| " + " | ".join(_RULES[align] for align in block.aligns) + " |"
    return "\n".join([heading, rule, *rows])


def _inline(styled: Styled, start: int, end: int | None) -> str:
    """The characters of a text between two positions, with their marks written out."""
    end = len(styled.text) if end is None else end
    pieces, at = [], start
    for span in styled.spans:
        if span.end > start and span.start < end:
            first, last = max(span.start, start), min(span.end, end)
            pieces.append(_escaped(styled.text[at:first]))
            is_part = last - first < span.end - span.start
            mark = span.mark & ~Mark.MATHS if is_part else span.mark
            around = styled.text[max(start, first - 1) : first] + styled.text[last : min(end, last + 1)]
            pieces.append(_with_marks(styled.text[first:last], mark, span.address, around))
            at = last
    pieces.append(_escaped(styled.text[at:end]))
    return "".join(pieces)


def _with_marks(text: str, mark: Mark, address: str, around: str) -> str:
    """Marked text written out; ``around`` are the characters beside it: within a word ``_`` marks nothing."""
    if Mark.CODE in mark:
        fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
        room = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{fence}{room}{text}{room}{fence}"
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if inner else ""
    if Mark.ACTION in mark and Mark.MATHS not in mark:
        inner = _escaped(inner.strip("*"))
        return f"{before}*{inner}*{after}"
    inner = inner if Mark.MATHS in mark else _escaped(inner)
    light = "*" if inner == text and any(map(str.isalnum, around)) else "_"
    for flag, sign in ((Mark.STRUCK, "~~"), (Mark.EMPHASIS, light), (Mark.STRONG, "**")):
        inner = f"{sign}{inner}{sign}" if flag in mark and inner else inner
    if address:
        # A bracket behind a backslash might end maths.
        inner = address if inner == _escaped(address) else f"[{inner.replace(']', '&#93;')}]({address})"
    return before + inner + after


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
