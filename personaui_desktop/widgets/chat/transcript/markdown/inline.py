"""Inline Markdown: emphasis, code, links and the like within one block's text."""

import re
from functools import lru_cache

from personaui_desktop.folding import fold
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark, Styled
from personaui_desktop.widgets.chat.transcript.markdown.emphasis import (
    DelimiterRun,
    Node,
    flatten,
    leaves_open,
)
from personaui_desktop.widgets.chat.transcript.markdown.links import (
    Brackets,
    References,
    is_followed,
    open_link,
)
from personaui_desktop.widgets.chat.transcript.markdown.maths import Formulas

_TOKEN = re.compile(
    r"""
      (?P<break>\\(?=\n))
    | (?P<maths>\$|\\[(\[])
    | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<code>`+)
    | (?P<run>\*+|_+|~+)
    | (?P<bracket>!?\[)
    | (?P<angle><(?:https?://|mailto:)[^\s<>]*>)
    | (?P<url>(?<![A-Za-z0-9])(?:https?://|www\.(?=[a-zA-Z0-9]))[^\s<>`*|"\u2018\u2019“”„«»\u2039\u203a「」『』【】〈〉《》\uff08\uff09。、\uff0c\uff01\uff1f\uff1b\uff1a…]+)
    | (?P<line><[bB][rR][ ]*/?>)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(r"[\\`*_~\[<&$]|https?://|www\.")
_UNFINISHED = re.compile(r"(?:(?<![*_~`])[*_~`]+|(?<!\\)!?\[|\\)$")
_TRAILING = ".,:;!?\"'…"
_NONE: References = {}
_DEEPEST_LINK = 4
"""Links and pictures within so many links' texts are text; one reads a picture's link, as badges have it."""


def parse_cell(text: str, references: References = _NONE) -> Styled:
    """Read the inline Markdown of a table's cell, in which HTML may end a line."""
    if _PLAIN.search(text) is None:
        return Styled(text)
    return flatten(
        _Reader(text, is_open=False, references=references, in_cell=True).nodes(),
        is_open=False,
        has_actions=False,
    )


def parse_inline(
    text: str, is_open: bool = False, has_actions: bool = True, references: References = _NONE
) -> Styled:
    """Read inline Markdown.

    Args:
        text: what a paragraph, heading or table cell holds.
        is_open: more may follow; what is begun and not yet ended is then shown as if it ended here.
        has_actions: asterisks may tell what somebody does.
        references: what the message says about labels.
    """
    return _read(text, is_open, has_actions, 0, references)


@lru_cache(maxsize=256)
def is_complete(text: str) -> bool:
    """Whether all that a text begins, such as emphasis or a link, has ended with it."""
    if _PLAIN.search(text) is None:
        return True
    reader = _Reader(text, is_open=True)
    nodes = reader.nodes()
    return not (reader.leaves_open or leaves_open(nodes) or text.endswith("\\"))


def _read(text: str, is_open: bool, has_actions: bool, depth: int, references: References = _NONE) -> Styled:
    if _PLAIN.search(text) is None:
        return Styled(text)
    ended = _UNFINISHED.sub("", text) if is_open else text
    return flatten(_Reader(ended, is_open, depth, references).nodes(), is_open, has_actions)


class _Reader:
    """Cuts a text into nodes: plain and marked text, and runs of delimiters still to be matched.

    Args:
        text: what is read.
        is_open: as in `parse_inline`.
        depth: within the texts of how many links it lies.
        references: what the message says about labels.
        in_cell: as in `parse_cell`.
    """

    def __init__(
        self,
        text: str,
        is_open: bool,
        depth: int = 0,
        references: References = _NONE,
        in_cell: bool = False,
    ) -> None:
        self._text = text
        self._is_open = is_open
        self._depth = depth
        self._references = references
        self._in_cell = in_cell
        self._nodes: list[Node | DelimiterRun] = []
        self._brackets = Brackets(text)
        self._formulas = Formulas(text)
        self._backticks: dict[int, list[int]] | None = None
        self.leaves_open = False
        """Whether code, maths or a link was begun that has not ended."""

    def nodes(self) -> list[Node | DelimiterRun]:
        text, at = self._text, 0
        while (found := _TOKEN.search(text, at)) is not None:
            if found.start() > at:
                self._nodes.append(Node(text[at : found.start()]))
            at = self._take(found)
        if at < len(text):
            self._nodes.append(Node(text[at:]))
        return self._nodes

    def _take(self, found: re.Match[str]) -> int:
        """Turn a token into a node; answers where the text goes on."""
        match found.lastgroup:
            case "maths":
                return self._take_maths(found)
            case "url":
                return self._take_url(found)
            case "code":
                return self._take_code(found)
            case "bracket":
                return self._take_link(found)
        self._take_alone(found)
        return found.end()

    def _take_alone(self, found: re.Match[str]) -> None:
        """Turn a token whose meaning depends on nothing behind it into a node."""
        token = found[0]
        match found.lastgroup:
            case "line":
                self._nodes.append(Node("\n" if self._in_cell else token))
            case "break":
                pass  # the line end behind it is shown as one anyway
            case "escape":
                self._nodes.append(Node(token[1]))
            case "entity":
                self._nodes.append(Node(_named(token)))
            case "run":
                self._nodes.append(DelimiterRun.at(self._text, found.start(), token))
            case "angle":
                self._nodes.append(Node(token[1:-1].removeprefix("mailto:"), Mark.LINK, token[1:-1]))

    def _take_maths(self, found: re.Match[str]) -> int:
        start = found.start()
        end = self._formulas.end_at(start)
        if end is None and self._is_open and self._formulas.is_open_at(start):
            self.leaves_open = True
            end = len(self._text)
        if end is None:
            self._nodes.append(Node(found[0][-1]))
            return found.end()
        self._nodes.append(Node(self._text[start:end], Mark.MATHS))
        return end

    def _take_url(self, found: re.Match[str]) -> int:
        address = found[0].rstrip(_TRAILING)
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(_TRAILING)
        address = address.rstrip("_~")
        full = address if "://" in address else f"https://{address}"
        self._nodes.append(Node(address, Mark.LINK, full))
        return found.start() + len(address)

    def _take_code(self, found: re.Match[str]) -> int:
        length = len(found[0])
        closing = self._closing_backticks(length, found.end())
        self.leaves_open = self.leaves_open or closing is None
        if closing is None and not self._is_open:
            self._nodes.append(Node(found[0]))
            return found.end()
        end = len(self._text) if closing is None else closing
        inner = self._text[found.end() : end].replace("\n", " ")
        if len(inner) > 1 and inner[0] == inner[-1] == " " and not inner.isspace():
            inner = inner[1:-1]
        self._nodes.append(Node(inner, Mark.CODE))
        return end if closing is None else closing + length

    def _closing_backticks(self, length: int, start: int) -> int | None:
        if self._backticks is None:
            self._backticks = {}
            for run in re.finditer("`+", self._text):
                self._backticks.setdefault(len(run[0]), []).append(run.start())
        places = self._backticks.get(length, [])
        while places and places[0] < start:
            places.pop(0)
        return places[0] if places else None

    def _take_link(self, found: re.Match[str]) -> int:
        opening = found.end() - 1
        if self._depth == _DEEPEST_LINK:
            self._nodes.append(Node(found[0]))
            return found.end()
        link = self._brackets.link_at(opening) or self._brackets.reference_at(opening, self._references)
        if link is not None and not is_followed(link.address):
            # What would never be opened stands there as it was written.
            self._nodes.append(Node(self._text[found.start() : link.end]))
            return link.end
        if link is None and self._is_open:
            link = open_link(self._text, opening, self._brackets)
            is_open = link is not None or self._brackets.closing(opening) is None
            self.leaves_open = self.leaves_open or is_open
        if link is None:
            return self._take_bracket(found)
        is_open = self._is_open and link.end == len(self._text)
        shown = _read(link.text, is_open, has_actions=False, depth=self._depth + 1)
        self._nodes.extend(_linked(shown, link.address))
        return link.end

    def _take_bracket(self, found: re.Match[str]) -> int:
        """Take a bracket that begins no link but perhaps the label of a footnote."""
        closing = self._brackets.closing(found.end() - 1) if self._references else None
        label = "" if closing is None else self._text[found.end() : closing]
        if closing is None or not label.startswith("^") or fold(label) not in self._references:
            self._nodes.append(Node(found[0]))
            return found.end()
        self._nodes.append(Node(f"[{label[1:]}]"))
        return closing + 1


def _named(entity: str) -> str:
    """The character that an HTML entity names."""
    # A table of two thousand names, which few messages need.
    from html import unescape

    return unescape(entity)


def _linked(shown: Styled, address: str) -> list[Node]:
    """The nodes of a link's text, which may be marked itself."""
    nodes, at = [], 0
    for span in shown.spans:
        if span.start > at:
            nodes.append(Node(shown.text[at : span.start], Mark.LINK, address))
        nodes.append(Node(shown.text[span.start : span.end], span.mark | Mark.LINK, address))
        at = span.end
    if at < len(shown.text) or not shown.text:
        nodes.append(Node(shown.text[at:] or address, Mark.LINK, address))
    return nodes
