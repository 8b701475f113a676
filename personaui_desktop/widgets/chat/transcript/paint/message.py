"""Paints one message: bubble, avatar, time, separators, what is said beneath it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock
from personaui_desktop.widgets.chat.transcript.layout.laid_messages import THOUGHT, LaidMessage
from personaui_desktop.widgets.chat.transcript.layout.message import ICON
from personaui_desktop.widgets.chat.transcript.paint.beside import (
    paint_marks,
    paint_switch,
    paint_thought,
)
from personaui_desktop.widgets.chat.transcript.paint.body import BodyPaint, Covered, paint_body
from personaui_desktop.widgets.chat.transcript.parts import (
    Part,
    PartKind,
    tools_of,
)
from personaui_desktop.widgets.common.avatar import paint_avatar
from personaui_desktop.widgets.common.icons import paint_icon
from personaui_desktop.widgets.common.painting import fill
from personaui_desktop.widgets.common.theme import RADIUS_BUBBLE, RADIUS_CONTROL, STRONG, Tokens, font
from personaui_desktop.widgets.common.tokens import blend

CARET_WIDTH = 2
DOT = 5.0
HIDDEN_GROUND = 0.45
"""How much of its bubble's colour a message keeps that is left out of what is sent."""
TOOLS_EDGE = 8.0
"""How near to the view's top the tools of a message come that begins above it, pixels."""
BESIDE_THOUGHT = 10
THOUGHT_LINE = 2
LINE_OF_TEXT = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class Speaker(NamedTuple):
    """Who answers: what the avatar is painted from."""

    persona_id: str
    name: str = ""
    avatar: QImage | None = None


class MessagePaint(NamedTuple):
    """What painting a message needs besides its layout."""

    tokens: Tokens
    speaker: Speaker
    covered: Callable[[LaidMessage, int], Iterable[Covered]]
    colour: Callable[[LaidMessage, LaidBlock], None]
    pointed: tuple[int, Part] | None
    """The message and part under the pointer."""
    focused: tuple[int, Part | None] | None
    """The current message and its current part, while the keyboard is here."""
    hovered_id: int | None
    """The message under the pointer."""
    pulse: int
    """Counts up while a reply is being written; drives caret and dots."""
    copied: tuple[int, Part] | None = None
    """The message and part that were copied a moment ago."""

    def lights(self, message_id: int, part: Part) -> bool:
        """Whether a part of a message is under the pointer, or the keyboard is at it."""
        return (message_id, part) in (self.pointed, self.focused)

    def has_at_hand(self, message_id: int) -> bool:
        """Whether a message is under the pointer, or the current one."""
        return self.hovered_id == message_id or (self.focused is not None and self.focused[0] == message_id)


def paint_message(
    painter: QPainter, laid: LaidMessage, top: float, clip: QRectF, paint: MessagePaint
) -> None:
    """Paint a message whose row begins at a height of the view."""
    rects, message_id = laid.rects, laid.message.id
    if laid.facts.marks.is_hidden:
        paint = paint._replace(tokens=_dimmed(paint.tokens))
    tokens = paint.tokens
    painter.save()
    painter.translate(0, top)
    clip = clip.translated(0, -top)
    _paint_separators(painter, laid, tokens)
    ground = tokens.mine if laid.facts.is_user else tokens.theirs
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rects.bubble, RADIUS_BUBBLE, RADIUS_BUBBLE)
    if not rects.gutter.isEmpty():
        _paint_mark(painter, laid, paint)
    if not rects.avatar.isEmpty() and rects.avatar.intersects(clip):
        speaker = paint.speaker
        paint_avatar(painter, rects.avatar, speaker.persona_id, speaker.name, speaker.avatar)
    if paint.focused is not None and paint.focused[0] == message_id:
        _paint_focus(painter, rects.bubble, tokens)
    if laid.is_thinking:
        _paint_dots(painter, rects.body, ground, paint.tokens, paint.pulse % 3)
    elif laid.is_silent:
        _paint_dots(painter, rects.body, ground, paint.tokens, None)
    else:
        _paint_text(painter, laid, clip, ground, paint)
    _paint_time(painter, laid, tokens)
    _paint_tools(painter, laid, top, paint)
    _paint_state(painter, laid, paint)
    lights = partial(paint.lights, message_id)
    paint_marks(painter, laid, tokens, lights)
    paint_thought(painter, laid, tokens, lights)
    _paint_unfolded(painter, laid, clip, paint)
    paint_switch(painter, laid, tokens, lights, is_at_hand=paint.has_at_hand(message_id))
    painter.restore()


def _dimmed(tokens: Tokens) -> Tokens:
    """The colours of a message that is left out of what is sent: still to be read, but behind the others."""
    mine, theirs = (blend(tokens.page, ground, HIDDEN_GROUND) for ground in (tokens.mine, tokens.theirs))
    return tokens._replace(text=tokens.dim, mine=mine, theirs=theirs)


def _paint_mark(painter: QPainter, laid: LaidMessage, paint: MessagePaint) -> None:
    """The mark beside a memorized message; wider under the pointer, for it can be pressed."""
    gutter = laid.rects.gutter
    if paint.pointed == (laid.message.id, Part(PartKind.MEMORY)):
        gutter = gutter.adjusted(-1, 0, 1, 0)
    painter.setBrush(paint.tokens.memory)
    painter.drawRoundedRect(gutter, gutter.width() / 2, gutter.width() / 2)


def _paint_separators(painter: QPainter, laid: LaidMessage, tokens: Tokens) -> None:
    rects = laid.rects
    if not rects.day.isEmpty():
        painter.setFont(laid.body.look.small)
        painter.setPen(tokens.dim)
        painter.drawText(rects.day, Qt.AlignmentFlag.AlignCenter, laid.facts.day)
    if not rects.unread.isEmpty():
        _paint_unread(painter, rects.unread, laid, tokens)


def _paint_unread(painter: QPainter, rect: QRectF, laid: LaidMessage, tokens: Tokens) -> None:
    look = laid.body.look
    painter.setFont(font(look.small.pointSizeF() * 96 / 72, STRONG))
    painter.setPen(tokens.accent)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, translate("Chat", "New"))
    y, half = round(rect.center().y()), 26
    middle = rect.center().x()
    line = blend(tokens.page, tokens.accent, 0.5)
    fill(painter, QRectF(rect.left(), y, middle - half - rect.left(), 1), line)
    fill(painter, QRectF(middle + half, y, rect.right() - middle - half, 1), line)


def _paint_focus(painter: QPainter, bubble: QRectF, tokens: Tokens) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tokens.accent, 2))
    painter.drawRoundedRect(bubble.adjusted(-2, -2, 2, 2), RADIUS_BUBBLE + 2, RADIUS_BUBBLE + 2)


def _paint_dots(painter: QPainter, body: QRectF, ground: QColor, tokens: Tokens, strong: int | None) -> None:
    """Where nothing is said: one of the dots is strong while something is to come."""
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(3):
        painter.setBrush(blend(ground, tokens.text, 0.55 if strong == number else 0.28))
        x = body.left() + 2 + number * (DOT + 6)
        painter.drawEllipse(QRectF(x, body.center().y() - DOT / 2, DOT, DOT))


def _paint_text(
    painter: QPainter, laid: LaidMessage, clip: QRectF, ground: QColor, paint: MessagePaint
) -> None:
    copied = -1
    for found in (paint.pointed, paint.focused):
        if found is not None and found[0] == laid.message.id and found[1] is not None:
            copied = found[1].fence if found[1].kind is PartKind.COPY_CODE else copied
    just_copied = -1
    if paint.copied is not None and paint.copied[0] == laid.message.id:
        just_copied = paint.copied[1].fence
    body_paint = BodyPaint(
        paint.tokens,
        ground,
        lambda number: paint.covered(laid, number),
        lambda block: paint.colour(laid, block),
        copied,
        just_copied,
    )
    paint_body(painter, laid.body, laid.rects.body.topLeft(), clip, body_paint)
    if laid.facts.is_streaming and paint.pulse % 2 == 0:
        fill(painter, pulse_rect(laid), paint.tokens.accent)


def _paint_unfolded(painter: QPainter, laid: LaidMessage, clip: QRectF, paint: MessagePaint) -> None:
    """What was thought, quieter than what was said: on the page, with a line beside it."""
    if laid.thought is None:
        return
    rect, tokens = laid.rects.unfolded, paint.tokens
    line = QRectF(rect.left() - BESIDE_THOUGHT, rect.top(), THOUGHT_LINE, rect.height())
    fill(painter, line, tokens.line)
    quiet = BodyPaint(
        tokens._replace(text=tokens.dim),
        tokens.page,
        lambda number: paint.covered(laid, THOUGHT + number),
        _no_colours,
        # Dim words would be hard to read on the selection.
        covered_text=tokens.text,
    )
    paint_body(painter, laid.thought, rect.topLeft(), clip, quiet)


def _no_colours(_block: LaidBlock) -> None:
    """Code that was thought of stays as quiet as the rest."""


def pulse_rect(laid: LaidMessage) -> QRectF:
    """Where in its row a reply that is being written beats: at its caret, or where its dots are."""
    if laid.is_thinking:
        return laid.rects.body
    caret = laid.body.caret().translated(laid.rects.body.topLeft())
    inset = caret.height() * 0.12
    return QRectF(caret.left() + 1, caret.top() + inset, CARET_WIDTH, caret.height() - 2 * inset)


def _paint_time(painter: QPainter, laid: LaidMessage, tokens: Tokens) -> None:
    painter.setFont(laid.body.look.small)
    painter.setPen(tokens.faint)
    side = Qt.AlignmentFlag.AlignRight if laid.facts.is_user else Qt.AlignmentFlag.AlignLeft
    painter.drawText(laid.rects.time, side | Qt.AlignmentFlag.AlignVCenter, laid.facts.time)


def _paint_tools(painter: QPainter, laid: LaidMessage, top: float, paint: MessagePaint) -> None:
    """Copy and more: under the pointer, or while the message is current."""
    message_id = laid.message.id
    if laid.facts.is_streaming or not paint.has_at_hand(message_id):
        return
    for kind, rect in tool_rects(laid, top):
        part = Part(kind)
        if paint.lights(message_id, part):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blend(paint.tokens.page, paint.tokens.text, 0.09))
            painter.drawRoundedRect(rect, 6, 6)
        side = min(16.0, rect.height() - 4)
        centre = rect.center()
        square = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        icon = "check" if (message_id, part) == paint.copied else kind.value
        paint_icon(painter, square, icon, paint.tokens.dim)


def tool_rects(laid: LaidMessage, top: float = 0.0) -> list[tuple[PartKind, QRectF]]:
    """Where the tools of a message are whose row begins at a height of the view: in view as long as it is."""
    rects, tools = laid.rects, laid.rects.tools
    if laid.facts.edited_height:
        return []
    lowest = rects.time.top() - tools.height()
    if tools.top() < lowest:
        tools = tools.translated(0, max(0.0, min(TOOLS_EDGE - top, lowest) - tools.top()))
    return [
        (kind, QRectF(tools.left() + number * ICON, tools.top(), ICON, tools.height()))
        for number, kind in enumerate(tools_of(laid.facts))
    ]


def _paint_state(painter: QPainter, laid: LaidMessage, paint: MessagePaint) -> None:
    state = laid.facts.state
    if state is None:
        return
    painter.setFont(laid.body.look.small)
    painter.setPen(paint.tokens.warn if state.is_problem else paint.tokens.dim)
    painter.drawText(
        laid.rects.state, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, state.sentence
    )
    for button in laid.rects.buttons:
        part = Part(PartKind.BUTTON, action=button.action)
        if paint.lights(laid.message.id, part):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blend(paint.tokens.page, paint.tokens.text, 0.07))
            painter.drawRoundedRect(button.rect, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setPen(paint.tokens.accent)
        words = translated(button.action.value)
        painter.drawText(button.rect, Qt.AlignmentFlag.AlignCenter | LINE_OF_TEXT, words)
