"""What the view paints: rows, and over their text the selection and a find's hits."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from personaui_desktop.widgets.chat.transcript.finding.hits import Hit, HitsInBody
from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock
from personaui_desktop.widgets.chat.transcript.layout.laid_messages import LaidMessage
from personaui_desktop.widgets.chat.transcript.paint.body import Covered
from personaui_desktop.widgets.chat.transcript.paint.message import MessagePaint, paint_message
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.common.tokens import blend

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.view import TranscriptView

SELECTED = 0.34
HIT = 0.3
CURRENT_HIT = 0.4


class Surface:
    """Paints a view.

    Args:
        view: what is painted.
        colour: colours a block of code before it is painted.
    """

    def __init__(self, view: "TranscriptView", colour: Callable[[LaidMessage, LaidBlock], None]) -> None:
        self._view = view
        self._colour = colour
        self._hits: dict[int, HitsInBody] = {}
        self.pulse = 0

    def forget_hits(self) -> None:
        """Something else is looked for now."""
        self._hits.clear()

    def paint(self, event: QPaintEvent) -> None:
        """Paint what has to be painted anew."""
        view = self._view
        painter = QPainter(view.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        paint = MessagePaint(
            theme().tokens,
            view.speaker,
            self._covered,
            self._colour,
            view.pointer.pointed,
            view.keyboard.focused if view.hasFocus() else None,
            view.pointer.hovered_id,
            self.pulse,
            view.copied.part,
        )
        for rect in event.region():  # type: ignore[attr-defined] # the stubs leave it out
            self._paint_rect(painter, rect, paint)

    def _paint_rect(self, painter: QPainter, rect: QRect, paint: MessagePaint) -> None:
        painter.setClipRect(rect)
        painter.fillRect(rect, paint.tokens.page)
        clip = QRectF(rect)
        for row in self._view.flow.placed:
            if row.bottom >= clip.top() and row.top <= clip.bottom():
                paint_message(painter, row.laid, row.top, clip, paint)

    def _covered(self, laid: LaidMessage, number: int) -> list[Covered]:
        tokens = theme().tokens
        ground = tokens.mine if laid.facts.is_user else tokens.theirs
        covered = self._covered_by_hits(laid, number)
        limits = self._view.selection.in_block(laid.message.id, number)
        if limits is not None:
            covered.append(Covered(*limits, blend(ground, tokens.accent, SELECTED)))
        return covered

    def _covered_by_hits(self, laid: LaidMessage, number: int) -> list[Covered]:
        hits = self.hits(laid)
        if not hits:
            return []
        tokens = theme().tokens
        ground = tokens.mine if laid.facts.is_user else tokens.theirs
        current = self._view.finder.current
        chosen = current[1] if current is not None and current[0] == laid.message.id else -1
        plain, strong = blend(ground, tokens.memory, HIT), blend(ground, tokens.memory, CURRENT_HIT)
        return [
            Covered(*limits, strong, tokens.memory) if place == chosen else Covered(*limits, plain)
            for place, hit in enumerate(hits)
            if (limits := hit.in_block(number)) is not None
        ]

    def hits(self, laid: LaidMessage) -> list[Hit]:
        """The places of a message that hold what is looked for."""
        sought = self._view.finder.sought
        if sought is None:
            return []
        message_id = laid.message.id
        known = self._hits.get(message_id)
        if known is None or known.body is not laid.body:
            known = self._hits[message_id] = HitsInBody(sought, laid.body)
        return known.hits()
