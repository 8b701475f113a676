"""What is at a point of the transcript: a part to press, or a spot in the text."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF

from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock
from personaui_desktop.widgets.chat.transcript.layout.laid_messages import LaidMessage
from personaui_desktop.widgets.chat.transcript.layout.placement import Placed
from personaui_desktop.widgets.chat.transcript.layout.utf16 import links
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Kind
from personaui_desktop.widgets.chat.transcript.markdown.links import is_followed, may_hold_link
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown
from personaui_desktop.widgets.chat.transcript.paint.message import tool_rects
from personaui_desktop.widgets.chat.transcript.parts import OF_MARKS, Part, PartKind
from personaui_desktop.widgets.chat.transcript.selection import Spot

MARK_AROUND = 2
"""How far around another mark a click still counts, in pixels."""
MARK_REACH = 6
"""How far beside the mark of a memorized message a click still counts, in pixels."""


def placed_at(placed: Sequence[Placed], y: float) -> Placed | None:
    """The row at a height of the view, or the nearest."""
    for row in placed:
        if y < row.bottom:
            return row
    return placed[-1] if placed else None


def spot_at(placed: Sequence[Placed], point: QPointF) -> Spot | None:
    """The spot of the text nearest to a point of the view."""
    row = placed_at(placed, point.y())
    if row is None:
        return None
    return Spot(row.laid.message.id, *row.laid.spot_at(point - QPointF(0, row.top)))


def is_on_text(placed: Placed, point: QPointF) -> bool:
    """Whether a point of the view lies on the message's text, or on what was thought before it."""
    return placed.laid.is_on_text(point - QPointF(0, placed.top))


def part_at(placed: Placed, point: QPointF) -> Part | None:
    """The part of a message at a point of the view."""
    at = point - QPointF(0, placed.top)
    laid = placed.laid
    for button in laid.rects.buttons:
        if button.rect.contains(at):
            return Part(PartKind.BUTTON, action=button.action)
    beside = _part_beside(laid, at)
    if beside is not None:
        return beside
    if not laid.facts.is_streaming:
        for kind, rect in (*tool_rects(laid, placed.top), *switch_rects(laid)):
            if rect.contains(at):
                return Part(kind)
    return _part_in_body(laid, at) if laid.rects.body.contains(at) else None


def _part_beside(laid: LaidMessage, at: QPointF) -> Part | None:
    """The mark in the gutter that is there."""
    if laid.facts.is_memorized and laid.rects.gutter.adjusted(-MARK_REACH, 0, MARK_REACH, 0).contains(at):
        return Part(PartKind.MEMORY)
    if laid.rects.thought.contains(at):
        return Part(PartKind.THOUGHT)
    for mark, rect in laid.rects.marks:
        if rect.adjusted(-MARK_AROUND, -MARK_AROUND, MARK_AROUND, MARK_AROUND).contains(at):
            return Part(OF_MARKS[mark])
    return None


def switch_rects(laid: LaidMessage) -> list[tuple[PartKind, QRectF]]:
    """Where in its row the switch between a message's versions can be pressed."""
    facts, switch = laid.facts, laid.rects.switch
    if not facts.has_versions:
        return []
    back = [(PartKind.VERSION_BACK, switch.back)] if facts.version > 1 else []
    on = [(PartKind.VERSION_ON, switch.on)] if facts.version < facts.versions else []
    return [*back, (PartKind.VERSIONS, switch.number), *on]


def _part_in_body(laid: LaidMessage, at: QPointF) -> Part | None:
    point = laid.in_body(at)
    for number, top, block in laid.body.laid_in(point.y(), point.y()):
        inside = point - QPointF(0, top)
        if block.shown.block.kind is Kind.CODE and block.copy_rect().contains(inside):
            return Part(PartKind.COPY_CODE, fence=block.shown.block.fence)
        address = block.link_at(inside)
        if is_followed(address):
            return Part(PartKind.LINK, address, number)
    return None


def parts_of(laid: LaidMessage) -> list[Part]:
    """The parts of a message in the order in which the keyboard goes through them."""
    parts = [Part(PartKind.THOUGHT)] if laid.facts.thought else []
    for number in range(laid.body.block_count):
        block = laid.body.laid(number)
        if block is not None:
            parts.extend(_parts_of_block(number, block.shown))
    parts.extend(Part(PartKind.BUTTON, action=button.action) for button in laid.rects.buttons)
    if not laid.facts.is_streaming:
        parts.extend(Part(kind) for kind, _rect in switch_rects(laid))
        parts.extend(Part(kind) for kind, _rect in tool_rects(laid))
    return parts


def parts_in_text(body: Body, kind: PartKind) -> Iterator[Part]:
    """The links of a text, or its code, laid out or not: each address and each fence once."""
    found = set[tuple[str, int]]()
    for number, block in enumerate(body.blocks):
        # To read all of a long message takes a while.
        may_have = block.kind is Kind.CODE if kind is PartKind.COPY_CODE else may_hold_link(block)
        for part in _parts_of_block(number, body.read(number)) if may_have else ():
            if part.kind is kind and (part.address, part.fence) not in found:
                found.add((part.address, part.fence))
                yield part


def _parts_of_block(number: int, shown: Shown) -> Iterator[Part]:
    if shown.block.kind is Kind.CODE and not shown.block.continues:
        yield Part(PartKind.COPY_CODE, fence=shown.block.fence)
    for styled in shown.parts:
        addresses = dict.fromkeys(address for _, _, address in links(styled) if is_followed(address))
        yield from (Part(PartKind.LINK, address, number) for address in addresses)


def part_rect(laid: LaidMessage, part: Part, top: float = 0.0) -> QRectF:
    """Where a part lies in its row, which begins at a height of the view."""
    if part.kind is PartKind.BUTTON:
        return next((button.rect for button in laid.rects.buttons if button.action is part.action), QRectF())
    thought = (PartKind.THOUGHT, laid.rects.thought)
    for kind, rect in (thought, *tool_rects(laid, top), *switch_rects(laid)):
        if kind is part.kind:
            return rect
    return _rect_in_body(laid, part)


def _rect_in_body(laid: LaidMessage, part: Part) -> QRectF:
    for number in range(laid.body.block_count):
        block = laid.body.laid(number)
        if block is None:
            continue
        origin = laid.rects.body.topLeft() + QPointF(0, laid.body.top(number))
        if part.kind is PartKind.COPY_CODE and block.shown.block.fence == part.fence:
            return block.copy_rect().translated(origin)
        if part.kind is PartKind.LINK and number == part.block:
            return _link_rect(block, part.address).translated(origin)
    return QRectF()


def _link_rect(block: LaidBlock, address: str) -> QRectF:
    for box, styled in zip(block.boxes, block.shown.parts, strict=True):
        for start, end, found in links(styled):
            if found == address:
                covered = box.rects(start, end)
                return covered[0] if covered else QRectF()
    return QRectF()
