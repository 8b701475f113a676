"""What the view paints: rows, and over their text the selection and a find's hits."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock
from personaui_desktop.widgets.chat.transcript.layout.laid_messages import LaidMessage
from personaui_desktop.widgets.chat.transcript.paint.body import Covered
from personaui_desktop.widgets.chat.transcript.paint.code_colours import CodeColours
from personaui_desktop.widgets.chat.transcript.paint.formulas import DrawnFormulas
from personaui_desktop.widgets.chat.transcript.paint.message import MessagePaint, paint_message
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.common.painting import fill
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.common.tokens import blend

SELECTED = 0.34
HIT = 0.3
CURRENT_HIT = 0.4


class Surface:
    """Paints a scene.

    Args:
        scene: what is painted.
        viewport: on what.
        colours: colour a block of code before it is painted.
        formulas: have those of a block drawn.
    """

    def __init__(
        self, scene: Scene, viewport: QWidget, colours: CodeColours, formulas: DrawnFormulas
    ) -> None:
        self._scene, self._viewport = scene, viewport
        self._colours, self._formulas = colours, formulas

    def paint(self, event: QPaintEvent) -> None:
        """Paint what has to be painted anew."""
        scene = self._scene
        painter = QPainter(self._viewport)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        paint = MessagePaint(
            theme().tokens,
            scene.speaker,
            self._covered,
            self._draw_late,
            scene.pointed,
            scene.focused if scene.has_focus else None,
            scene.hovered_id,
            scene.pulse,
            scene.copied,
        )
        for rect in event.region():  # type: ignore[attr-defined] # the stubs leave it out
            self._paint_rect(painter, rect, paint)

    def _draw_late(self, laid: LaidMessage, block: LaidBlock) -> None:
        """Have a block seen as it will be, as soon as that is known."""
        self._colours.colour(laid.body, block)
        self._formulas.ask(laid.message.id, block)

    def _paint_rect(self, painter: QPainter, rect: QRect, paint: MessagePaint) -> None:
        painter.setClipRect(rect)
        fill(painter, rect, paint.tokens.page)
        clip = QRectF(rect)
        for row in self._scene.placement.placed:
            if row.bottom >= clip.top() and row.top <= clip.bottom():
                paint_message(painter, row.laid, row.top, clip, paint)

    def _covered(self, laid: LaidMessage, number: int) -> list[Covered]:
        tokens = theme().tokens
        if number < 0:
            # What was thought stands on the page, and is not looked through.
            ground, covered = tokens.page, []
        else:
            ground = tokens.mine if laid.facts.is_user else tokens.theirs
            covered = self._covered_by_hits(laid, number)
        limits = self._scene.selection.in_block(laid.message.id, number)
        if limits is not None:
            covered.append(Covered(*limits, blend(ground, tokens.accent, SELECTED)))
        return covered

    def _covered_by_hits(self, laid: LaidMessage, number: int) -> list[Covered]:
        hits = self._scene.hits(laid)
        if not hits:
            return []
        tokens = theme().tokens
        ground = tokens.mine if laid.facts.is_user else tokens.theirs
        current = self._scene.finder.current
        chosen = current[1] if current is not None and current[0] == laid.message.id else -1
        plain, strong = blend(ground, tokens.memory, HIT), blend(ground, tokens.memory, CURRENT_HIT)
        return [
            Covered(*limits, strong, tokens.memory) if place == chosen else Covered(*limits, plain)
            for place, hit in enumerate(hits)
            if (limits := hit.in_block(number)) is not None
        ]
