"""What a line of Markdown can be, decided by its text alone, in time that grows no faster than the line."""

import re
from functools import cache
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Align

MOST_CELLS = 60

# What is repeated takes all it can and gives nothing back (`*+`, `++`): what would not fit once never does.
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_FENCE = re.compile(r"( {0,3})(`{3,}+(?=[^`]*$)|~{3,}+)(.*)$")
_ITEM = re.compile(r"( {0,3})([-+*]|(\d{1,9})[.)])(?:( {1,4})(?=\S)|[ \t]+|$)")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_QUOTE = re.compile(r" {0,3}> ?")
_CELL = r"[ \t]*+:?-++:?[ \t]*+"
_DELIMITERS = re.compile(rf" {{0,3}}\|?{_CELL}(?:\|{_CELL})*+\|?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=++|-++)[ \t]*$")


class Fence(NamedTuple):
    """The opening line of fenced code."""

    indent: int
    mark: str
    language: str


class Item(NamedTuple):
    """The beginning of a list item: what stands before it, and how far its content is set in."""

    marker: str
    bullet: str
    starts_at_one: bool
    length: int
    is_blank: bool


def is_blank(line: str) -> bool:
    """Whether there is nothing to see."""
    return not line or line.isspace()


def indent_of(line: str) -> int:
    """How many spaces it begins with."""
    return len(line) - len(line.lstrip(" "))


def is_rule(line: str) -> bool:
    """Whether it is a thematic break."""
    return _RULE.match(line) is not None


def heading(line: str) -> tuple[int, str] | None:
    """Level and text of a heading."""
    found = _HEADING.match(line)
    if found is None:
        return None
    text = line[found.end() :].strip(" \t")
    opened = text.rstrip("#")
    return len(found[1]), opened.rstrip(" \t") if opened.endswith((" ", "\t")) or not opened else text


def underline(line: str) -> int | None:
    """The level of the heading that this line makes of the paragraph above it."""
    found = _UNDERLINE.match(line)
    if found is None:
        return None
    return 1 if found[1][0] == "=" else 2


def fence(line: str) -> Fence | None:
    """The opening of fenced code."""
    found = _FENCE.match(line)
    if found is None:
        return None
    return Fence(len(found[1]), found[2], found[3].strip(" \t").split(" ", 1)[0].strip("{}.")[:40])


def starts_block(line: str) -> bool:
    """Whether a line begins a block of its own, also within a paragraph."""
    return is_rule(line) or heading(line) is not None or fence(line) is not None


def closes(opening: Fence, line: str) -> bool:
    """Whether the line ends the fenced code."""
    mark = line.strip(" \t")
    return len(mark) >= len(opening.mark) and not mark.strip(opening.mark[0]) and indent_of(line) < 4


def quote(line: str) -> int | None:
    """The length of a quote's mark at the line's beginning."""
    found = _QUOTE.match(line)
    return None if found is None else found.end()


def item(line: str) -> Item | None:
    """The beginning of a list item, unless the line is a thematic break."""
    found = _ITEM.match(line)
    if found is None or is_rule(line):
        return None
    blank = found.end() == len(line) and found[4] is None
    # Content that is set far in belongs to the text: one space is the marker's own.
    length = (
        found.end()
        if found[4] is not None
        else found.end(2) + (0 if blank and found.end(2) == len(line) else 1)
    )
    if found[3] is not None:
        number = int(found[3])
        return _with_task(line, Item(f"{number}.", found[2][-1], number == 1, length, blank))
    return _with_task(line, Item("•", found[2], True, length, blank))


def _with_task(line: str, plain: Item) -> Item:
    task = _TASK.match(line, plain.length)
    if task is None:
        return plain
    box = "☐" if task[1] == " " else "☑"
    marker = box if plain.marker == "•" else f"{plain.marker} {box}"
    return plain._replace(marker=marker, length=task.end())


def cells(line: str) -> tuple[str, ...]:
    """The cells of a table's row; a bar behind a backslash does not part them."""
    text = line.strip()
    text = text[1:] if text.startswith("|") else text
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    parts = re.split(r"(?<!\\)\|", text, maxsplit=MOST_CELLS)[:MOST_CELLS]
    return tuple(part.strip().replace("\\|", "|") for part in parts)


def delimiters(line: str) -> tuple[Align, ...] | None:
    """The alignments that a table's second row asks for."""
    if "-" not in line or _DELIMITERS.match(line) is None:
        return None
    return tuple(_align(cell) for cell in cells(line))


def _align(cell: str) -> Align:
    if cell.endswith(":"):
        return Align.CENTRE if cell.startswith(":") else Align.END
    return Align.START


def is_undecided(line: str) -> bool:
    """Whether an unfinished line may yet become anything, so that it is better not shown."""
    return any(pattern.match(line) for pattern in _undecided())


@cache
def _undecided() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What only a line that is still being written can be; nothing is at the start."""
    mark = re.compile(
        r"[ \t>]*+(?:#{1,6}|[-+*]|\d{1,9}[.)]?|`{1,2}|~{1,2}|[-*_=][-*_= \t]*+|\[[ xX]?\]?)?[ \t]*$"
    )
    task = re.compile(r"(?:[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+)\[(?:[ xX]\]?)?[ \t]*$")
    return mark, task
