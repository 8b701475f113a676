"""Inline links ``[text](address "title")``: where they end and which of them may be followed."""

import re
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from personaui_desktop.folding import fold
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block

_DESTINATION = re.compile(
    r"""\(\s*+(?:<([^<>\n]*+)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+))"""
    r"""(?:\s++(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\)))?+\s*+\)"""
)
_SCHEMES = ("http://", "https://", "mailto:")
_SIGNS = (":", "www.", "[")


References = Mapping[str, str]
"""The address of every label; empty for a footnote, whose label begins with ``^``."""


class Link(NamedTuple):
    """A link's text, still Markdown, its address, and where it ends."""

    text: str
    address: str
    end: int


def is_followed(address: str) -> bool:
    """Whether a click may open the address: nothing on this machine ever is."""
    return address.lower().startswith(_SCHEMES)


def may_hold_link(block: Block) -> bool:
    """Whether a block has what every address that is followed is written with."""
    texts = (block.text, *chain(*block.rows))
    return any(sign in text for text in texts for sign in _SIGNS)


class Brackets:
    """The matching square brackets of a text, found in one pass when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs: dict[int, int] | None = None

    def closing(self, opening: int) -> int | None:
        """Where the bracket that opens here is closed."""
        if self._pairs is None:
            self._pairs = _pairs(self._text)
        return self._pairs.get(opening)

    def reference_at(self, opening: int, references: References) -> Link | None:
        """The link whose text or label begins with this bracket, if something is said about its label."""
        closing = self.closing(opening)
        if closing is None or not references:
            return None
        inner, end = self._text[opening + 1 : closing], closing + 1
        label = inner
        if self._text.startswith("[", end) and (last := self.closing(end)) is not None:
            label, end = self._text[end + 1 : last] or inner, last + 1
        elif self._text.startswith(":", end) and self._text[max(0, opening - 1) : opening] in {"", "\n"}:
            return None  # that is where something is said about it
        address = references.get(fold(label))
        return Link(inner, address, end) if address else None

    def link_at(self, opening: int) -> Link | None:
        """The link whose text begins with this bracket."""
        closing = self.closing(opening)
        if closing is None:
            return None
        found = _DESTINATION.match(self._text, closing + 1)
        if found is None:
            return None
        address = found[1] if found[1] is not None else found[2]
        return Link(
            self._text[opening + 1 : closing], re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address), found.end()
        )


def open_link(text: str, opening: int, brackets: Brackets) -> Link | None:
    """A link that ends with the text before its address is complete."""
    closing = brackets.closing(opening)
    if closing is None or not text.startswith("(", closing + 1):
        return None
    rest = text[closing + 2 :]
    if ")" in rest or "\n" in rest or len(rest) > 500:
        return None
    return Link(text[opening + 1 : closing], rest.strip(), len(text))


def _pairs(text: str) -> dict[int, int]:
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for found in re.finditer(r"\\.|[\[\]]", text):
        if found[0] == "[":
            waiting.append(found.start())
        elif found[0] == "]" and waiting:
            pairs[waiting.pop()] = found.start()
    return pairs
