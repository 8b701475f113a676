"""The room in a text's lines for formulas that are drawn where their source stands.

The source keeps its positions, so that it is selected, found and copied as if it were seen. In what is laid
out its first character is a space as wide as the formula, and the others are nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine

from personaui_desktop.widgets.chat.transcript.layout.formula import Formula, FormulaSize
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.utf16 import (
    format_range,
    in_utf16,
    utf16_places,
)
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark, Styled
from personaui_desktop.widgets.chat.transcript.markdown.maths import ends_line, is_whole

SHARE = 1.08
"""How large formulas are beside the text, whose letters are larger for its size."""
_SPACE = "\u00a0"
_NOTHING = "\u2060"


class PlacedFormula(NamedTuple):
    """A formula and its source's positions in UTF-16; ``first`` and ``last`` count characters."""

    formula: Formula
    room: FormulaSize
    start: int
    end: int
    first: int
    last: int


def place_formulas(styled: Styled, look: Look, font: QFont, width: float) -> list[PlacedFormula]:
    """The drawn formulas of a text, apart from those that are wider than it may be."""
    if not look.formulas:
        return []
    placed: list[PlacedFormula] = []
    places = utf16_places(styled.text)
    for span in styled.spans:
        formula = look.formulas.get(styled.text[span.start : span.end]) if Mark.MATHS in span.mark else None
        if formula is not None:
            room = formula.room_at(QFontInfo(font).pixelSize() * SHARE)
            if room.width <= width:
                placed.append(PlacedFormula(formula, room, *in_utf16(span, places), span.start, span.end))
    return placed


def undrawn_formulas(parts: Sequence[Styled], look: Look) -> list[str]:
    """The sources of formulas that have ended and are not drawn."""
    sources = (
        part.text[span.start : span.end] for part in parts for span in part.spans if Mark.MATHS in span.mark
    )
    wanted = (source for source in sources if source not in look.formulas and is_whole(source))
    return list(dict.fromkeys(wanted))


def is_display(styled: Styled) -> bool:
    """Whether a text is a formula that stands by itself."""
    if len(styled.spans) != 1 or not styled.text.lstrip().startswith(("$$", "\\[")):
        return False
    (span,) = styled.spans
    begins = Mark.MATHS in span.mark and not styled.text[: span.start].strip()
    return begins and ends_line(styled.text, span.end)


def with_room(text: str, formulas: Sequence[PlacedFormula]) -> str:
    """The text with room in place of sources, as long as it was."""
    pieces, at = [], 0
    for placed in formulas:
        pieces += [text[at : placed.first], _SPACE, _NOTHING * (placed.end - placed.start - 1)]
        at = placed.last
    return "".join([*pieces, text[at:]]) if formulas else text


def room_formats(formulas: Sequence[PlacedFormula], font: QFont) -> list[QTextLayout.FormatRange]:
    """What makes the spaces as wide as their formulas."""
    found = []
    for placed in formulas:
        spaced = QFont(font)
        advance = QFontMetricsF(font).horizontalAdvance(_SPACE)
        spaced.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, placed.room.width - advance)
        made = QTextCharFormat()
        made.setFont(spaced)
        found.append(format_range(placed.start, placed.start + 1, made))
    return found


def around(formulas: Sequence[PlacedFormula], start: int, end: int) -> tuple[int, int]:
    """Positions moved out of formulas, which are covered whole: a start backward, an end forward."""
    for placed in formulas:
        if placed.start < start < placed.end:
            start = placed.start
        if placed.start < end < placed.end:
            end = placed.end
    return start, end


def reach(formulas: Sequence[PlacedFormula], line: QTextLine) -> tuple[float, float]:
    """How far formulas reach above and below a line's own characters."""
    start, end = line.textStart(), line.textStart() + line.textLength()
    rooms = [placed.room for placed in formulas if start <= placed.start < end]
    above = max((room.above for room in rooms), default=0.0) - line.ascent()
    below = max((room.below for room in rooms), default=0.0) - line.descent()
    return max(0.0, above), max(0.0, below)
