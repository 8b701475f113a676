"""How a card is laid out: plain rectangles, shared by its size, its painting and its hit test."""

import math
from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from personaui_desktop.widgets.common.theme import RELATED

TEXT_SIZE = 13.0
LINE_PITCH = 19.0
META_HEIGHT = 18.0
PADDING = 12.0
GAP = 10.0
"""Between two cards."""
SIDE_MARGIN = 14.0
"""Between a card and the pane's edge."""
BADGE_HEIGHT = 20.0
BADGE_GAP = 6.0
"""Between a badge and the text beneath it."""
SWITCH_WIDTH, SWITCH_HEIGHT = 26.0, 15.0
SWITCH_REACH = 8.0
"""How far beside the switch a click still counts."""

LINES_OF_CARD = 3
"""A card shows so many until it is opened."""
LINES_SHOWN = 12
CHARACTERS_LAID_OUT = 4_000
"""More than the shown lines can hold, so that a very long text costs no more than a long one."""
CHARACTERS_OPENED = 20_000
"""What an opened card shows at most; a text beyond it is read where it is edited."""
LINES_OPENED = CHARACTERS_OPENED
"""As good as no limit."""


class CardLayout(NamedTuple):
    """Where the parts of a card lie, in pixels from the top left of its row; ``height`` is the row's.

    ``badge`` is the line above the text; empty where the card has none.
    """

    card: QRectF
    text: QRectF
    meta: QRectF
    switch: QRectF
    height: float
    badge: QRectF

    def is_on_switch(self, point: QPointF) -> bool:
        """Whether a click there is meant for the switch."""
        reach = SWITCH_REACH
        return self.switch.adjusted(-reach, -reach, reach, reach).contains(point)


class WrappedText(NamedTuple):
    """A text broken into the lines that a card shows; ``is_cut`` says that it goes on beyond them."""

    layout: QTextLayout
    line_count: int
    is_cut: bool


def lay_out(row_width: float, line_count: int, has_badge: bool = False) -> CardLayout:
    """Place the parts of a card with that many lines of text in a row that wide."""
    width = max(row_width - 2 * SIDE_MARGIN, 4 * PADDING)
    inner = width - 2 * PADDING
    left = SIDE_MARGIN + PADDING
    badge = QRectF(left, PADDING, inner, BADGE_HEIGHT) if has_badge else QRectF()
    top = badge.bottom() + BADGE_GAP if has_badge else PADDING
    text = QRectF(left, top, inner, line_count * LINE_PITCH)
    meta_top = text.bottom() + RELATED / 2
    meta = QRectF(left, meta_top, inner - SWITCH_WIDTH - RELATED, META_HEIGHT)
    switch_top = meta_top + (META_HEIGHT - SWITCH_HEIGHT) / 2
    switch = QRectF(left + inner - SWITCH_WIDTH, switch_top, SWITCH_WIDTH, SWITCH_HEIGHT)
    card = QRectF(SIDE_MARGIN, 0, width, meta.bottom() + PADDING - 2)
    return CardLayout(card, text, meta, switch, math.ceil(card.bottom() + GAP), badge)


GUESSED_HEIGHT = int(lay_out(0, LINES_OF_CARD).height)
"""How high a card's row is taken to be until it comes into view: most texts fill their lines."""


def text_width(row_width: float) -> float:
    """How wide the text of a card in a row that wide may be."""
    return lay_out(row_width, 1).text.width()


def wrap(text: str, font: QFont, width: float, most_lines: int = LINES_SHOWN) -> WrappedText:
    """Break a text into the lines that a card of that text width shows, with an ellipsis where it is cut."""
    most = CHARACTERS_LAID_OUT if most_lines <= LINES_SHOWN else CHARACTERS_OPENED
    plain = text[:most].replace("\r\n", "\n").replace("\n", "\u2028")
    layout, lines, used = _break(plain, font, width, most_lines)
    if used >= _utf16_length(plain) and len(text) <= most:
        return WrappedText(layout, lines, is_cut=False)
    last = layout.lineAt(lines - 1).textStart()
    head, tail = _split_utf16(plain, last)
    tail = tail[:CHARACTERS_LAID_OUT].replace("\u2028", " ")
    shortened = QFontMetricsF(font).elidedText(tail + " …", Qt.TextElideMode.ElideRight, width)
    layout, lines, _used = _break(head + shortened, font, width, most_lines)
    return WrappedText(layout, lines, is_cut=True)


def _break(text: str, font: QFont, width: float, most_lines: int) -> tuple[QTextLayout, int, int]:
    """Lay out at most so many lines; answer the layout, their number, and the UTF-16 units they hold."""
    metrics = QFontMetricsF(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if _is_right_to_left(text):
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    lines = used = 0
    while lines < most_lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        # Lines with taller characters keep the same distance between their baselines.
        baseline = (LINE_PITCH - metrics.height()) / 2 + metrics.ascent()
        line.setPosition(QPointF(0, lines * LINE_PITCH + baseline - line.ascent()))
        used = line.textStart() + line.textLength()
        lines += 1
    layout.endLayout()
    return layout, max(lines, 1), used


def _is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is written from the right."""
    directions = map(bidirectional, text)
    return next((direction for direction in directions if direction in {"L", "R", "AL"}), "L") != "L"


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _split_utf16(text: str, units: int) -> tuple[str, str]:
    """Split where Qt counts, which is in UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return (
        raw[: 2 * units].decode("utf-16-le", "surrogatepass"),
        raw[2 * units :].decode("utf-16-le", "surrogatepass"),
    )
