"""Where macros stand in a text: ``{{name:argument,argument}}``, one within another."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

DEEPEST = 20
"""Macros within each other; what is deeper stays as it is."""
_TOKEN = re.compile(r"\{\{|\}\}")
_HEAD = re.compile(r"\s*(//|[A-Za-z_]+)(\s*::?|\s+|)", re.DOTALL)


class MacroCall(NamedTuple):
    """A macro: all between its brackets, texts and further macros."""

    inner: "tuple[str | MacroCall, ...]"

    @property
    def name(self) -> str:
        """In small letters; empty where it begins with something else."""
        return self._head[0].lower()

    @property
    def has_arguments(self) -> bool:
        """Whether anything follows the name."""
        return len(self.inner) > 1 or bool(self._rest)

    def arguments(self) -> "list[tuple[str | MacroCall, ...]]":
        """What follows the name, parted at ``::`` where there is one, else at commas without a backslash."""
        pieces: Sequence[str | MacroCall] = (self._rest, *self.inner[1:])
        is_doubled = self._head[1].strip() == "::" or any(
            isinstance(piece, str) and "::" in piece for piece in pieces
        )
        parting = _DOUBLE if is_doubled else _COMMA
        found: list[list[str | MacroCall]] = [[]]
        for piece in pieces:
            if isinstance(piece, MacroCall):
                found[-1].append(piece)
                continue
            first, *others = parting.split(piece)
            found[-1].append(first.replace("\\,", ","))
            found += [[other.replace("\\,", ",")] for other in others]
        return [tuple(each) for each in found]

    def whole(self) -> "tuple[str | MacroCall, ...]":
        """What follows the name, as one."""
        return (self._rest, *self.inner[1:])

    @property
    def _head(self) -> tuple[str, str]:
        match = _HEAD.match(self.inner[0]) if self.inner and isinstance(self.inner[0], str) else None
        return (match[1], match[2]) if match else ("", "")

    @property
    def _rest(self) -> str:
        first = self.inner[0] if self.inner else ""
        match = _HEAD.match(first) if isinstance(first, str) else None
        return "" if match is None or not isinstance(first, str) else first[match.end() :]


MacroText = tuple[str | MacroCall, ...]
"""A text in pieces, macros among them."""
_DOUBLE, _COMMA = re.compile("::"), re.compile(r"(?<!\\),")


def read_macros(text: str) -> MacroText:
    """The pieces of a text. Brackets that are not closed, or never opened, are text."""
    open_calls: list[list[str | MacroCall]] = [[]]
    for part in _tokens(text):
        if part == "{{" and len(open_calls) <= DEEPEST:
            open_calls.append([])
        elif part == "}}" and len(open_calls) > 1:
            inner = tuple(open_calls.pop())
            open_calls[-1].append(MacroCall(inner))
        else:
            _add(open_calls[-1], part)
    while len(open_calls) > 1:
        left = open_calls.pop()
        _add(open_calls[-1], "{{")
        for piece in left:
            if isinstance(piece, str):
                _add(open_calls[-1], piece)
            else:
                open_calls[-1].append(piece)
    return tuple(open_calls[0])


def _add(pieces: list[str | MacroCall], text: str) -> None:
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] += text
    else:
        pieces.append(text)


def _tokens(text: str) -> Iterator[str]:
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            yield text[at : match.start()]
        yield match[0]
        at = match.end()
    if at < len(text):
        yield text[at:]
