"""A text laid out in a width: its lines, where its characters are, and which are at a point."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
)

from personaui_desktop.widgets.chat.transcript.layout.direction import begins_right, may_be_from_right
from personaui_desktop.widgets.chat.transcript.layout.formula_room import (
    PlacedFormula,
    around,
    place_formulas,
    reach,
    room_formats,
    with_room,
)
from personaui_desktop.widgets.chat.transcript.layout.going_on import TextEnd, may_go_on
from personaui_desktop.widgets.chat.transcript.layout.look import Look, text_option
from personaui_desktop.widgets.chat.transcript.layout.utf16 import (
    format_range,
    utf16_length,
    utf16_places,
)
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Styled

_PILE = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}")
"""So many marks upon one letter reach out of its line."""
_LINE_END = "\u2028"
UNLIMITED = 1e6
GAP_CONTEXT = 16
"""So many characters before a gap decide how wide it is: scripts have spaces of their own."""
TAB_SHARE = 3.2
"""The distance of tab stops by the size of the font in points, pixels."""


class Typography(NamedTuple):
    """How a text is set: its font, the distance of its lines, and what scales its formats."""

    font: QFont
    pitch: float
    share: float = 1.0
    weight: int = 400
    is_code: bool = False


class TextBox:
    """A laid-out text. Positions count UTF-16 units from its own start, as Qt does.

    ``x`` and ``y`` are where it lies in its block, ``start`` which position of the block's text is its first.
    Lines of a text written from right to left end at its right side; its first letter decides, unless it is
    told otherwise or is code. ``lead`` is how much of the first line
    another text takes, whose last line this one goes on; the box begins ``overlap`` above that one's bottom.
    """

    __slots__ = (
        "_is_piled",
        "_layout",
        "_pitch",
        "_tops",
        "formulas",
        "height",
        "is_from_right",
        "is_mixed",
        "lead",
        "length",
        "natural_width",
        "overlap",
        "start",
        "width",
        "x",
        "y",
    )

    def __init__(
        self,
        styled: Styled,
        setting: Typography,
        look: Look,
        width: float,
        after: TextEnd | None = None,
        is_from_right: bool | None = None,
    ) -> None:
        self.x = self.y = self.lead = self.overlap = 0.0
        self.start = 0
        is_simple = styled.text.isascii()
        self.is_mixed = not is_simple and may_be_from_right(styled.text)
        self._is_piled = not is_simple and _PILE.search(styled.text) is not None
        if is_from_right is None:
            is_from_right = self.is_mixed and not setting.is_code and begins_right(styled.text)
        self.is_from_right = is_from_right
        self.is_mixed = self.is_mixed or is_from_right
        self.formulas = place_formulas(styled, look, setting.font, width)
        text = with_room(styled.text, self.formulas)
        self._layout = QTextLayout(text.replace("\n", _LINE_END), setting.font)
        self._layout.setCacheEnabled(True)
        tab_width = setting.font.pointSizeF() * TAB_SHARE
        self._layout.setTextOption(text_option(tab_width, self.is_from_right))
        if styled.spans:
            formats = look.formats(styled, setting.share, setting.weight)
            self._layout.setFormats(formats + room_formats(self.formulas, setting.font))
        self.length = utf16_length(styled.text)
        self._pitch = setting.pitch
        if after is None or not self._goes_on(after, width):
            self._lay_out(width)

    def _goes_on(self, after: TextEnd, width: float) -> bool:
        """Lay out behind another text; answers whether the first word has room in its last line."""
        self.lead = after.advance
        if self.lead < width:
            self._lay_out(width)
            if may_go_on(self._layout, width - self.lead, after.divides_word):
                self.overlap = after.height - after.ascent + self._ascent(0)
                return True
        self.lead = 0.0
        return False

    def _lay_out(self, width: float) -> None:
        layout, y, widest, lead = self._layout, 0.0, 0.0, self.lead
        tops = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width - lead)
            above, below = reach(self.formulas, line) if self.formulas else (0.0, 0.0)
            natural = above + line.height() + below
            height = max(self._pitch, ceil(natural))
            top = y + (height - natural) / 2 + above
            line.setPosition(QPointF(0.0 if self.is_from_right else lead, top))
            widest = max(widest, lead + line.naturalTextWidth())
            tops.append(y)
            y += height
            lead = 0.0
        layout.endLayout()
        tops.append(y)
        self._tops, self.height, self.width = tops, y, width
        self.natural_width = float(ceil(widest))
        if self.is_from_right:
            self.align(1.0)

    def align(self, share: float) -> None:
        """Have lines stand at the middle (0.5) or end (1.0) of the box, then no wider than it needs to be."""
        self.width = self.natural_width
        for number in range(self.line_count):
            line = self._layout.lineAt(number)
            lead = self.lead if number == 0 else 0.0
            line.setPosition(QPointF((self.width - lead - line.naturalTextWidth()) * share, line.y()))

    def _ascent(self, number: int) -> float:
        line = self._layout.lineAt(number)
        return float(line.y() + line.ascent() - self._tops[number])

    def end(self, gap: str) -> TextEnd:
        """Where the text ends, a gap between words included."""
        number = self.line_count - 1
        line = self._layout.lineAt(number)
        metrics, tail = QFontMetricsF(self._layout.font()), self._layout.text()[-GAP_CONTEXT:]
        room = metrics.horizontalAdvance(tail + gap) - metrics.horizontalAdvance(tail)
        advance = (0.0 if number else self.lead) + self._taken(line) + room
        height = self._tops[number + 1] - self._tops[number]
        return TextEnd(advance, height, self._ascent(number), not gap)

    def _taken(self, line: QTextLine) -> float:
        """How much a line takes of the width, without what its last character reaches beyond its own."""
        if self.is_mixed:
            return float(line.naturalTextWidth())
        return _x(line, line.textStart() + line.textLength()) - _x(line, line.textStart())

    def is_before(self, point: QPointF) -> bool:
        """Whether a point of the block lies beside the first line, where the text before this one is."""
        x = point.x() - self.x
        is_beside = x > self.width - self.lead if self.is_from_right else x < self.lead
        return self.lead > 0.0 and is_beside and point.y() - self.y < self._tops[1]

    def colour(self, text: str, spans: Iterable[tuple[int, int, QColor]]) -> None:
        """Give stretches of the text, by characters, other colours; nothing moves."""
        places = utf16_places(text)
        formats = []
        for start, end, colour in spans:
            text_format = QTextCharFormat()
            text_format.setForeground(colour)
            limits = (start, end) if places is None else (places[start], places[end])
            formats.append(format_range(*limits, text_format))
        self._layout.setFormats(formats)
        self._lay_out(self.width)

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._tops) - 1

    def line_rect(self, line: int) -> QRectF:
        """Where a line lies in the block, from side to side."""
        top, bottom = self._tops[line], self._tops[line + 1]
        return QRectF(self.x, self.y + top, max(self.width, self.natural_width), bottom - top)

    def draw(
        self,
        painter: QPainter,
        origin: QPointF,
        clip: QRectF,
        plain: Sequence[tuple[int, int]] = (),
        colour: QColor | None = None,
    ) -> None:
        """Draw the lines that the clip touches.

        Args:
            painter: draws; its pen has the colour of text without any of its own.
            origin: where the block's top left is.
            clip: what is to be drawn at all.
            plain: positions of the block whose text takes ``colour`` instead of its own.
            colour: one that can be read on whatever lies behind them.
        """
        at = QPointF(origin.x() + self.x, origin.y() + self.y)
        ranges = self._plain_ranges(plain, colour) if plain and colour is not None else []
        for placed in self.formulas:
            self._draw_formula(painter, at, clip, placed)
        if not self._is_piled:
            self._layout.draw(painter, at, ranges, clip)
            return
        painter.save()
        painter.setClipRect(QRectF(at.x(), at.y(), self.width, self.height), Qt.ClipOperation.IntersectClip)
        self._layout.draw(painter, at, ranges, clip)
        painter.restore()

    def _draw_formula(self, painter: QPainter, at: QPointF, clip: QRectF, placed: PlacedFormula) -> None:
        line = self._layout.lineForTextPosition(placed.start)
        left = min(_x(line, placed.start), _x(line, placed.end))
        baseline = line.y() + line.ascent()
        room = placed.room
        rect = QRectF(left, baseline - room.above, room.width, room.above + room.below).translated(at)
        if rect.intersects(clip):
            placed.formula.draw(painter, rect, painter.pen().color())

    def _plain_ranges(
        self, plain: Sequence[tuple[int, int]], colour: QColor
    ) -> list[QTextLayout.FormatRange]:
        text_format = QTextCharFormat()
        text_format.setForeground(colour)
        limits = [(max(start - self.start, 0), min(end - self.start, self.length)) for start, end in plain]
        return [format_range(start, end, text_format) for start, end in limits if start < end]

    def position_at(self, point: QPointF) -> int:
        """The position nearest to a point of the block."""
        position = int(self._line_at(point.y()).xToCursor(point.x() - self.x))
        return around(self.formulas, position, position)[1]

    def line_start_at(self, y: float) -> int:
        """The first position of the line nearest to a height of the block."""
        return self._line_at(y).textStart()

    def _line_at(self, y: float) -> QTextLine:
        number = bisect_right(self._tops, y - self.y) - 1
        return self._layout.lineAt(max(0, min(number, self.line_count - 1)))

    def is_text_at(self, point: QPointF) -> bool:
        """Whether a point of the block is on a line's characters, not beside or beneath them."""
        y = point.y() - self.y
        for number, (top, bottom) in enumerate(pairwise(self._tops)):
            if top <= y < bottom:
                rect = self._layout.lineAt(number).naturalTextRect()
                return bool(rect.left() <= point.x() - self.x <= rect.right())
        return False

    def caret(self, position: int) -> QRectF:
        """Where a caret before a position stands: a rectangle without width as high as its line."""
        line = self._layout.lineForTextPosition(min(position, self.length))
        if not line.isValid():
            return QRectF(self.x, self.y, 0.0, self.height)
        rect = self.line_rect(line.lineNumber())
        return QRectF(self.x + _x(line, position), rect.top(), 0.0, rect.height())

    def rects(self, start: int, end: int) -> list[QRectF]:
        """What covers the characters between two positions, in the block."""
        found: list[QRectF] = []
        if start >= end:
            return found
        start, end = around(self.formulas, start, end)
        first = self._layout.lineForTextPosition(start)
        if not first.isValid():
            return found
        for number in range(first.lineNumber(), self.line_count):
            line = self._layout.lineAt(number)
            if line.textStart() >= end:
                break
            found.extend(self._rects_of_line(line, max(start, line.textStart()), end))
        return found

    def _rects_of_line(self, line: QTextLine, start: int, end: int) -> list[QRectF]:
        whole = self.line_rect(line.lineNumber())
        end = min(end, line.textStart() + line.textLength())
        if self.is_mixed:
            stretches = [
                (run.boundingRect().left(), run.boundingRect().right())
                for run in line.glyphRuns(start, end - start)
            ]
        else:
            stretches = [(_x(line, start), _x(line, end))]
        return [
            QRectF(self.x + left, whole.top(), right - left, whole.height())
            for left, right in stretches
            if right > left
        ]

    def line_bounds(self, position: int) -> tuple[int, int]:
        """First and last position of the line that holds a position."""
        line = self._layout.lineForTextPosition(min(position, self.length))
        return (line.textStart(), line.textStart() + line.textLength()) if line.isValid() else (0, 0)


def _x(line: QTextLine, position: int) -> float:
    # Qt answers the x and the position that it took.
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]
    return found[0]
