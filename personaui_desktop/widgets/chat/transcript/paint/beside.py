"""Paints what stands around a message: its marks, the line about its thought, the switch between versions."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from personaui_desktop.widgets.chat.transcript.layout.laid_messages import LaidMessage
from personaui_desktop.widgets.chat.transcript.layout.message import THOUGHT_ARROW
from personaui_desktop.widgets.chat.transcript.layout.versions import number_words
from personaui_desktop.widgets.chat.transcript.parts import OF_MARKS, Part, PartKind
from personaui_desktop.widgets.common.icons import paint_icon
from personaui_desktop.widgets.common.theme import Tokens
from personaui_desktop.widgets.common.tokens import blend

CORNER = 6.0
ARROW_SIDE = 14.0
Lights = Callable[[Part], bool]
"""Whether a part of the message is under the pointer, or the keyboard is at it."""


def paint_marks(painter: QPainter, laid: LaidMessage, tokens: Tokens, lights: Lights) -> None:
    """The marks in the gutter; each has its own shape."""
    for mark, rect in laid.rects.marks:
        colour = tokens.text if lights(Part(OF_MARKS[mark])) else tokens.dim
        paint_icon(painter, rect, mark.value, colour)


def paint_thought(painter: QPainter, laid: LaidMessage, tokens: Tokens, lights: Lights) -> None:
    """The line that says that the model thought before it replied."""
    rect = laid.rects.thought
    if rect.isEmpty():
        return
    colour = tokens.text if lights(Part(PartKind.THOUGHT)) else tokens.dim
    side = THOUGHT_ARROW - 4
    arrow = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
    paint_icon(painter, arrow, "chevron-down" if laid.facts.is_unfolded else "chevron-right", colour)
    painter.setFont(laid.body.look.small)
    painter.setPen(colour)
    words = rect.adjusted(THOUGHT_ARROW, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, laid.facts.thought)


def paint_switch(
    painter: QPainter, laid: LaidMessage, tokens: Tokens, lights: Lights, *, is_at_hand: bool
) -> None:
    """Which version of how many; around it arrows, while the message is at hand."""
    switch, facts = laid.rects.switch, laid.facts
    if not facts.has_versions:
        return
    is_used = is_at_hand and not facts.is_streaming
    if is_used:
        _paint_arrow(painter, switch.back, PartKind.VERSION_BACK, tokens, lights, has_more=facts.version > 1)
        is_before_last = facts.version < facts.versions
        _paint_arrow(painter, switch.on, PartKind.VERSION_ON, tokens, lights, has_more=is_before_last)
        _paint_ground(painter, switch.number, tokens, lights(Part(PartKind.VERSIONS)))
    painter.setFont(laid.body.look.small)
    painter.setPen(tokens.dim if is_used else tokens.faint)
    words = number_words(facts.version, facts.versions)
    painter.drawText(switch.number, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)


def _paint_arrow(
    painter: QPainter, rect: QRectF, kind: PartKind, tokens: Tokens, lights: Lights, *, has_more: bool
) -> None:
    if not has_more:
        return
    _paint_ground(painter, rect, tokens, lights(Part(kind)))
    side = min(ARROW_SIDE, rect.height())
    centre = rect.center()
    square = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    name = "chevron-left" if kind is PartKind.VERSION_BACK else "chevron-right"
    paint_icon(painter, square, name, tokens.dim)


def _paint_ground(painter: QPainter, rect: QRectF, tokens: Tokens, is_lit: bool) -> None:
    if is_lit:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(tokens.page, tokens.text, 0.09))
        painter.drawRoundedRect(rect, CORNER, CORNER)
