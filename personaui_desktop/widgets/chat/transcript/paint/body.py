"""Paints a message's text: blocks, what lies behind them, and marks over a selection or a find's hits."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Kind
from personaui_desktop.widgets.common.icons import paint_icon
from personaui_desktop.widgets.common.painting import fill
from personaui_desktop.widgets.common.theme import RADIUS_CONTROL, Tokens
from personaui_desktop.widgets.common.tokens import blend

QUOTE_BAR = 3
OUTLINE = 1.5
TICK = 14.0


class Covered(NamedTuple):
    """Positions of a block's text with a colour behind them; the text itself is painted plain."""

    start: int
    end: int
    colour: QColor
    outline: QColor | None = None


class BodyPaint(NamedTuple):
    """What painting a body needs besides the body itself."""

    tokens: Tokens
    ground: QColor
    covered: Callable[[int], Iterable[Covered]]
    """The marked positions of a block, by its number."""
    colour: Callable[[LaidBlock], None]
    """Colours a block of code, or has formulas drawn."""
    copied_fence: int = -1
    """The fence whose *copy* is under the pointer or has the focus."""
    just_copied: int = -1
    """The fence whose code was copied a moment ago."""
    covered_text: QColor | None = None
    """The colour of text that is marked; that of the other text if left out."""


def paint_body(painter: QPainter, body: Body, origin: QPointF, clip: QRectF, paint: BodyPaint) -> None:
    """Paint the blocks that the clip, in the painter's coordinates, touches."""
    in_body = clip.translated(-origin)
    for number, top, laid in body.laid_in(in_body.top(), in_body.bottom()):
        at = QPointF(origin.x(), origin.y() + top)
        _paint_behind(painter, body, number, laid, at, paint)
        covered = list(paint.covered(number))
        for stretch in covered:
            _paint_stretch(painter, laid, at, stretch)
        plain = [(stretch.start, stretch.end) for stretch in covered]
        _paint_text(painter, laid, at, clip, plain, paint)


def _paint_stretch(painter: QPainter, laid: LaidBlock, at: QPointF, stretch: Covered) -> None:
    for rect in laid.rects(stretch.start, stretch.end):
        fill(painter, rect.translated(at), stretch.colour)
        if stretch.outline is not None:
            painter.setPen(QPen(stretch.outline, OUTLINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.translated(at).adjusted(-1, 0, 1, 0))


def _paint_behind(
    painter: QPainter, body: Body, number: int, laid: LaidBlock, at: QPointF, paint: BodyPaint
) -> None:
    _paint_quotes(painter, body, number, laid, at, paint)
    match laid.shown.block.kind:
        case Kind.CODE:
            painter.fillPath(_code_shape(laid).translated(at), paint.tokens.code)
        case Kind.RULE:
            y = at.y() + laid.height // 2
            colour = blend(paint.ground, paint.tokens.text, 0.18)
            fill(painter, QRectF(at.x() + laid.inset, y, body.width - laid.inset, 1), colour)
        case Kind.TABLE:
            _paint_grid(painter, laid, at, paint)


def _paint_quotes(
    painter: QPainter, body: Body, number: int, laid: LaidBlock, at: QPointF, paint: BodyPaint
) -> None:
    following = body.laid(number + 1) if number + 1 < body.block_count else None
    after = frozenset() if following is None else frozenset(following.shown.block.containers)
    for slot in laid.slots:
        if slot.container.is_quote and slot.width:
            # A quote of several blocks has one bar.
            goes_on = slot.container in after
            height = body.top(number + 1) - body.top(number) if goes_on else laid.height
            colour = blend(paint.ground, paint.tokens.text, 0.22)
            left = body.width - slot.left - QUOTE_BAR if laid.is_mirrored else slot.left
            fill(painter, QRectF(at.x() + left, at.y(), QUOTE_BAR, height), colour)


def _code_shape(laid: LaidBlock) -> QPainterPath:
    block, rect = laid.shown.block, laid.code_rect
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)
    half = rect.height() / 2
    if block.continues:
        path.addRect(rect.adjusted(0, 0, 0, -half))
    if block.goes_on:
        path.addRect(rect.adjusted(0, half, 0, 0))
    return path


def _paint_grid(painter: QPainter, laid: LaidBlock, at: QPointF, paint: BodyPaint) -> None:
    grid = laid.grid
    if grid is None:
        return
    begins = not laid.shown.block.continues
    for row, top in enumerate(grid.row_tops[begins:-1]):
        strength = 0.32 if begins and row == 0 else 0.12
        colour = blend(paint.ground, paint.tokens.text, strength)
        fill(painter, QRectF(at.x() + laid.grid_left, at.y() + top - 0.5, grid.width, 1), colour)


def _paint_text(
    painter: QPainter,
    laid: LaidBlock,
    at: QPointF,
    clip: QRectF,
    plain: Sequence[tuple[int, int]],
    paint: BodyPaint,
) -> None:
    painter.setPen(paint.tokens.dim)
    for _, marker in laid.markers:
        marker.draw(painter, at, clip)
    painter.setPen(paint.tokens.text)
    if laid.shown.block.kind is Kind.CODE or laid.undrawn:
        paint.colour(laid)
    for box in laid.boxes:
        box.draw(painter, at, clip, plain, paint.covered_text or paint.tokens.text)
    _paint_label(painter, laid, at, clip, paint)


def _paint_label(painter: QPainter, laid: LaidBlock, at: QPointF, clip: QRectF, paint: BodyPaint) -> None:
    if laid.label is None:
        return
    if laid.shown.block.fence == paint.copied_fence:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(paint.tokens.code, paint.tokens.text, 0.14))
        painter.drawRoundedRect(laid.copy_rect().translated(at), 5, 5)
    painter.setPen(paint.tokens.faint)
    laid.label.draw(painter, at, clip)
    if laid.shown.block.fence == paint.just_copied:
        _paint_tick(painter, laid.copy_rect().translated(at), paint)


def _paint_tick(painter: QPainter, rect: QRectF, paint: BodyPaint) -> None:
    """In place of the word that had the code copied."""
    fill(painter, rect, paint.tokens.code)
    square = QRectF(0, 0, TICK, TICK)
    square.moveCenter(rect.center())
    paint_icon(painter, square, "check", paint.tokens.dim)
