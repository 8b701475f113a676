"""Positions as Qt counts them, in UTF-16, of texts whose characters Python counts."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from PySide6.QtGui import QTextCharFormat, QTextLayout

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark, MarkedSpan, Styled

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text) + len(_ASTRAL.findall(text))


def utf16_places(text: str) -> Sequence[int] | None:
    """For every character its position in UTF-16, or ``None`` where they are the same."""
    if text.isascii() or _ASTRAL.search(text) is None:
        return None
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))


def in_utf16(span: MarkedSpan, places: Sequence[int] | None) -> tuple[int, int]:
    """A span's start and end as positions."""
    return (span.start, span.end) if places is None else (places[span.start], places[span.end])


def utf16_slice(text: str, start: int, end: int) -> str:
    """The text between two positions; half a character counts as the whole."""
    places = utf16_places(text)
    if places is None:
        return text[start:end]
    return "".join(char for char, place in zip(text, places, strict=False) if start <= place < end)


def links(styled: Styled) -> Iterable[tuple[int, int, str]]:
    """The links of a text: start and end position, address."""
    places = utf16_places(styled.text)
    for span in styled.spans:
        if Mark.LINK in span.mark:
            yield *in_utf16(span, places), span.address


def format_range(start: int, end: int, text_format: QTextCharFormat) -> QTextLayout.FormatRange:
    """A range of positions with a format."""
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, text_format
    return made
