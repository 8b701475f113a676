"""A line of plain text from the Markdown of a message, cheaply: for previews, not for reading."""

import re
from functools import lru_cache

_AT_LINE_START = re.compile(
    r"^[ \t]*(?:```+\w*|~~~+\w*|#{1,6} |>+ ?|[-*+] |(?:-{3,}|\*{3,})[ \t]*$)", re.MULTILINE
)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)|(\*{1,3}|_{1,3}|~~)(?=\S)([^*_~\n]+?)(?<=\S)\1(?!\w)")
"""Maths, which stays as it is, or emphasis."""
_BACKTICKS = re.compile(r"`+([^`\n]*)`+")


@lru_cache(maxsize=512)
def plain_preview(markdown: str) -> str:
    """The text without its marks, on one line."""
    text = _AT_LINE_START.sub("", markdown)
    text = _LINK.sub(r"\1", text)
    text = _BACKTICKS.sub(r"\1", text)
    text = _MARKS.sub(_unmarked, text)
    return " ".join(text.split())


def _unmarked(found: re.Match[str]) -> str:
    return found[2] or found[0]
