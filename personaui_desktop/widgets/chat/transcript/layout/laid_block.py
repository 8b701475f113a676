"""One block of a message, laid out: its text boxes and the rectangles around them."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from personaui_desktop.widgets.chat.transcript.layout.formula_room import is_display, undrawn_formulas
from personaui_desktop.widgets.chat.transcript.layout.going_on import TextEnd
from personaui_desktop.widgets.chat.transcript.layout.look import CODE_SHARE, Look
from personaui_desktop.widgets.chat.transcript.layout.table import (
    ColumnWidths,
    TableGrid,
    TablePart,
    lay_out_table,
)
from personaui_desktop.widgets.chat.transcript.layout.text_box import TextBox, Typography
from personaui_desktop.widgets.chat.transcript.layout.utf16 import links
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Container, Kind, Mark, Styled
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown

CODE_SIDE = 12
CODE_TOP = 9
QUOTE_INDENT = 14
RULE_HEIGHT = 9
NARROWEST_TEXT = 96
"""Containers are not set in so far that less than this is left, pixels."""
COPY = "copy"

Tones = tuple[int, int, str]
"""First and last character of a piece of code, and the token that colours it."""


class Slot(NamedTuple):
    """The room before a block's text that one container takes, from the block's own side."""

    container: Container
    left: float
    width: float


class LaidBlock:
    """A block within ``width`` pixels. Its own top left is (0, 0).

    ``height`` has no gap before or after. ``needed_width`` is how much of the width it really takes.

    Args:
        shown: its text.
        look: how it is set.
        width: the room it has.
        is_first_of: the numbers of the list items that it begins.
        after: where the text ends that this one goes on with in the same line, if there is room.
        is_from_right: in which direction its paragraph is written, where that is decided elsewhere.
        part: which part of a table it is.
        is_mirrored: at which side its list has its markers, the first item's text decides; without a list it
            is this text.
    """

    def __init__(
        self,
        shown: Shown,
        look: Look,
        width: float,
        is_first_of: frozenset[int] = frozenset(),
        after: TextEnd | None = None,
        is_from_right: bool | None = None,
        part: TablePart | None = None,
        is_mirrored: bool | None = None,
    ) -> None:
        self.shown = shown
        self.look = look
        self.slots = _slots(shown.block.containers, look, width)
        self.inset = sum(slot.width for slot in self.slots)
        self.inner_width = max(24.0, width - self.inset)
        self.boxes: list[TextBox] = []
        self.grid: TableGrid | None = None
        self.grid_left = 0.0
        self.undrawn = undrawn_formulas(shown.parts, look)
        """Formulas whose source stands in it as long as they are not drawn."""
        self.has_widened = False
        """Whether the columns of its table are wider for it."""
        self.code_rect = QRectF()
        self.label: TextBox | None = None
        self.label_text = ""
        self.tones: list[Tones] = []
        self.is_coloured = False
        self.height = 0.0
        self.needed_width = 0.0
        self._part = part
        self._lay_out(after, is_from_right)
        is_text = shown.block.kind in {Kind.PARAGRAPH, Kind.HEADING}
        own = is_text and self.boxes[0].is_from_right
        if is_mirrored is not None:
            own = is_text and is_mirrored
        self.is_mirrored = own or (part is not None and part.columns.is_mirrored)
        self.markers = self._markers(is_first_of)
        self.settle(width)

    def _lay_out(self, after: TextEnd | None, is_from_right: bool | None) -> None:
        match self.shown.block.kind:
            case Kind.PARAGRAPH | Kind.HEADING:
                self._lay_out_text(after, is_from_right)
            case Kind.CODE:
                self._lay_out_code()
            case Kind.TABLE:
                self._lay_out_table()
            case Kind.RULE:
                self.height = float(RULE_HEIGHT)
                self.needed_width = self.inset + NARROWEST_TEXT

    def _lay_out_text(self, after: TextEnd | None, is_from_right: bool | None) -> None:
        block, look = self.shown.block, self.look
        if block.kind is Kind.HEADING:
            font, pitch = look.heading(block.level)
            setting = Typography(font, pitch, font.pointSizeF() / look.font().pointSizeF(), 600)
        else:
            setting = Typography(look.font(), look.pitch)
        box = TextBox(self.shown.parts[0], setting, look, self.inner_width, after, is_from_right)
        self.boxes = [box]
        self.height = box.height
        self.needed_width = self.inset + box.natural_width

    def _lay_out_code(self) -> None:
        block, look = self.shown.block, self.look
        pitch = round(look.size * CODE_SHARE * 1.5)
        setting = Typography(look.font(Mark.CODE), pitch, is_code=True)
        box = TextBox(self.shown.parts[0], setting, look, max(24.0, self.inner_width - 2 * CODE_SIDE))
        box.x = float(CODE_SIDE)
        box.y = 0.0 if block.continues else float(CODE_TOP)
        self.boxes = [box]
        wanted = box.natural_width + 2 * CODE_SIDE
        if not block.continues:
            wanted = max(wanted, self._lay_out_label(box))
        self.height = box.y + box.height + (0.0 if block.goes_on else CODE_TOP)
        self.needed_width = self.inset + min(wanted, self.inner_width)

    def _lay_out_label(self, box: TextBox) -> float:
        """Put language and *copy* beside the first line, or above it where there is no room."""
        self.label_text = f"{self.shown.block.language} · " if self.shown.block.language else ""
        setting = Typography(self.look.small, self.look.small_pitch)
        styled = Styled(self.label_text + COPY)
        label = self.label = TextBox(styled, setting, self.look, max(24.0, self.inner_width - 2 * CODE_SIDE))
        first_line = box.rects(0, box.line_bounds(0)[1])
        line_width = first_line[0].width() if first_line else 0.0
        beside = line_width + label.natural_width + 4 * CODE_SIDE
        label.y = float(CODE_TOP - 2)
        if beside > self.inner_width:
            box.y += label.height
            return label.natural_width + 2 * CODE_SIDE
        label.y += (box.line_rect(0).height() - label.height) / 2
        return beside

    def _lay_out_table(self) -> None:
        part = self._part or TablePart(ColumnWidths(len(self.shown.block.aligns)), 0)
        before = part.columns.widths(self.inner_width)
        self.boxes, self.grid = lay_out_table(self.shown, self.look, self.inner_width, part)
        self.has_widened = self.grid.columns != before
        self.height = self.grid.row_tops[-1]
        self.needed_width = self.inset + self.grid.width

    def _markers(self, is_first_of: frozenset[int]) -> list[tuple[Slot, TextBox]]:
        markers = []
        setting = Typography(self.look.font(), self.look.pitch)
        for slot in self.slots:
            if not slot.container.is_quote and slot.container.number in is_first_of:
                styled = Styled(slot.container.marker)
                width = 10 * self.look.indent
                box = TextBox(styled, setting, self.look, width, is_from_right=self.is_mirrored)
                markers.append((slot, box))
        return markers

    def colour(self, tones: Iterable[Tones], is_final: bool) -> None:
        """Give pieces of code, by characters of its text, the colours of tokens.

        Args:
            tones: first and last character and the token; what lies outside the text is left out.
            is_final: nothing better will be known.
        """
        length = len(self.shown.text)
        fitting = [
            (max(0, start), min(end, length), token)
            for start, end, token in tones
            if end > 0 and start < length
        ]
        self.is_coloured = is_final
        if fitting != self.tones:
            self.tones = fitting
            colours = [(start, end, getattr(self.look.tokens, token)) for start, end, token in fitting]
            self.boxes[0].colour(self.shown.text, colours)

    def settle(self, body_width: float) -> None:
        """Take places within the width that the whole body has, once that is known."""
        block = self.shown.block
        for slot, marker in self.markers:
            left = slot.left + slot.width - marker.natural_width - 0.4 * self.look.size
            marker.x = body_width - left - marker.natural_width if self.is_mirrored else max(0.0, left)
        if block.kind in {Kind.PARAGRAPH, Kind.HEADING}:
            self.boxes[0].x = self._text_left(self.boxes[0], body_width)
        elif block.kind is Kind.CODE:
            self.code_rect = QRectF(self.inset, 0.0, body_width - self.inset, self.height)
            self.boxes[0].x = self.inset + CODE_SIDE
            if self.label is not None:
                self.label.x = body_width - CODE_SIDE - self.label.natural_width
        elif self.grid is not None:
            self.grid_left = body_width - self.inset - self.grid.width if self.is_mirrored else self.inset
            for box, x in zip(self.boxes, self.grid.box_lefts, strict=True):
                box.x = self.grid_left + x

    def _text_left(self, box: TextBox, body_width: float) -> float:
        if is_display(self.shown.parts[0]) and box.formulas:
            return self.inset + max(0.0, body_width - self.inset - box.natural_width) / 2
        if not self.is_mirrored and not box.is_from_right:
            return self.inset
        is_divided = self.shown.block.continues or self.shown.block.goes_on
        if self.is_mirrored:
            # The parts of one paragraph have one side in common, at which its lines begin.
            taken = box.width if is_divided else box.natural_width
            return max(0.0, body_width - self.inset - taken)
        return body_width - box.width if is_divided else self.inset

    @property
    def is_stale(self) -> bool:
        """Whether it is part of a table whose columns have become others."""
        if self.grid is None or self._part is None:
            return False
        return self.grid.columns != self._part.columns.widths(self.inner_width)

    @property
    def overlap(self) -> float:
        """How far the block begins above the bottom of the one whose last line it goes on."""
        return self.boxes[0].overlap if self.boxes else 0.0

    def end(self) -> TextEnd:
        """Where its text ends, for the block that continues it."""
        return self.boxes[-1].end(self.shown.block.joint)

    def is_before(self, point: QPointF) -> bool:
        """Whether a point is on what the block before has of the first line."""
        return bool(self.boxes) and self.boxes[0].is_before(point)

    def link_at(self, point: QPointF) -> str:
        """The address of the link at a point, or nothing."""
        for box, styled in zip(self.boxes, self.shown.parts, strict=True):
            if styled.spans and box.is_text_at(point):
                position = box.position_at(point)
                for start, end, address in links(styled):
                    if start <= position <= end and any(
                        rect.contains(point) for rect in box.rects(start, end)
                    ):
                        return address
        return ""

    def copy_rect(self) -> QRectF:
        """Where *copy* of code is, with some room around it; empty where there is none."""
        if self.label is None:
            return QRectF()
        covered = self.label.rects(len(self.label_text), len(self.label_text) + len(COPY))
        return covered[0].adjusted(-6, -3, 6, 3) if covered else QRectF()

    def position_at(self, point: QPointF) -> int:
        """The position of the block's text nearest to a point."""
        if not self.boxes:
            return 0
        box = min(self.boxes, key=partial(_distance, point=point))
        return box.start + box.position_at(point)

    def line_start_at(self, y: float) -> int:
        """The first position of the line nearest to a height; of a table's row the one of its first cell."""
        if not self.boxes:
            return 0
        box = min(self.boxes, key=lambda box: max(box.y - y, 0.0, y - box.y - box.height))
        return box.start + box.line_start_at(y)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """What covers the characters between two positions."""
        covered: list[QRectF] = []
        for box in self.boxes:
            covered.extend(box.rects(max(start - box.start, 0), min(end - box.start, box.length)))
        return covered

    def box_at(self, position: int) -> TextBox | None:
        """The box that holds a position."""
        for box in self.boxes:
            if position <= box.start + box.length:
                return box
        return self.boxes[-1] if self.boxes else None


def _distance(box: TextBox, point: QPointF) -> float:
    x = max(box.x - point.x(), 0.0, point.x() - box.x - max(box.natural_width, 1.0))
    y = max(box.y - point.y(), 0.0, point.y() - box.y - box.height)
    return y * 1000 + x


def _slots(containers: tuple[Container, ...], look: Look, width: float) -> list[Slot]:
    """Room for each container, as long as enough is left for the text."""
    slots, left = [], 0.0
    for container in containers:
        wanted = float(QUOTE_INDENT if container.is_quote else look.indent)
        if not container.is_quote:
            wanted = max(wanted, look.size * 0.62 * (len(container.marker) + 1))
        taken = max(0.0, min(wanted, width - left - NARROWEST_TEXT))
        slots.append(Slot(container, left, taken))
        left += taken
    return slots
