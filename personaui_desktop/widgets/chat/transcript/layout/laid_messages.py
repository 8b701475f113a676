"""The laid-out messages of a model's rows, kept by least recent use."""

from collections import OrderedDict

from PySide6.QtCore import QPointF

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.records.messages import Message
from personaui_desktop.widgets.chat.transcript.facts import facts_of
from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.message import (
    BETWEEN_SPEAKERS,
    DOTS_WIDTH,
    PAD_TOP,
    Column,
    Facts,
    Rects,
    place_parts,
)

KEPT = 400


class LaidMessage:
    """A message in a row, with everything needed to paint it and to find what is at a point."""

    __slots__ = ("body", "column", "facts", "message", "rects")

    def __init__(self, message: Message, facts: Facts, column: Column, body: Body) -> None:
        self.message = message
        self.facts = facts
        self.column = column
        self.body = body
        self.rects: Rects
        self.place()

    @property
    def height(self) -> float:
        """The height of the row."""
        return self.rects.height

    @property
    def is_thinking(self) -> bool:
        """Whether nothing of the reply has come yet."""
        return self.facts.is_streaming and not self.body.block_count

    def place(self) -> None:
        """Place the parts anew after the body has changed."""
        width, height = self.body.width, self.body.height
        if not self.body.block_count:
            width, height = float(DOTS_WIDTH), float(self.body.look.pitch)
        if self.facts.edited_height:
            width, height = self.column.text_limit, float(self.facts.edited_height)
        self.rects = place_parts(self.facts, self.column, self.body.look, width, height)

    def need(self, block: int, above: float, below: float) -> bool:
        """Lay out the blocks around one, as `Body.need`."""
        if not self.body.need(block, above, below):
            return False
        self.place()
        return True

    def block_top(self, block: int) -> float:
        """Where a block begins in the row."""
        return self.rects.body.top() + self.body.top(block)

    def line_start_at(self, y: float) -> tuple[int, int]:
        """The block nearest to a height in the row, and the first position of its line there."""
        number = self.block_at(y)
        block = self.body.laid(number) if self.body.block_count else None
        return number, 0 if block is None else block.line_start_at(y - self.block_top(number))

    def line_top(self, block: int, position: int) -> float:
        """Where the line that holds a position of a block begins in the row; of its first, the block."""
        if not position:
            return self.block_top(block)
        return self.rects.body.top() + self.body.caret_at(block, position).top()

    def block_at(self, y: float) -> int:
        """The block nearest to a height in the row."""
        return self.body.block_at(y - self.rects.body.top())

    def in_body(self, point: QPointF) -> QPointF:
        """A point of the row as the body counts."""
        return point - self.rects.body.topLeft()


class LaidMessages:
    """Answers the laid-out message of a row, laying it out if need be.

    Args:
        model: the messages.
        look: how they are set.
        column: the room they have.
    """

    def __init__(self, model: MessageListModel, look: Look, column: Column) -> None:
        self._model = model
        self.look = look
        self.column = column
        self.unread_id: int | None = None
        self.edited: tuple[int, int] | None = None
        """The message that is being changed where it stands, and how high its editor is, pixels."""
        self._kept: OrderedDict[int, LaidMessage] = OrderedDict()

    def set_look(self, look: Look, column: Column) -> None:
        """Set everything anew: in other colours, another size or another width."""
        if look is not self.look or column.text_limit != self.column.text_limit:
            self._kept.clear()
        self.look, self.column = look, column

    def forget(self) -> None:
        """Let go of everything."""
        self._kept.clear()

    def is_kept(self, row: int) -> bool:
        """Whether a row would cost nothing now."""
        return self._model.message(row).id in self._kept

    def facts(self, row: int) -> Facts:
        """What is shown of a row's message besides its text."""
        message = self._model.message(row)
        before = self._model.message(row - 1) if row else None
        is_start = row == 0 and not self._model.has_older
        is_last = row == self._model.rowCount() - 1 and not self._model.has_newer
        facts = facts_of(message, before, is_start, is_last, message.id == self.unread_id)
        if self.edited is not None and self.edited[0] == message.id:
            return facts._replace(edited_height=self.edited[1])
        return facts

    def at(self, row: int) -> LaidMessage:
        """The laid-out message of a row."""
        message = self._model.message(row)
        facts = self.facts(row)
        laid = self._kept.get(message.id)
        if laid is None or not self._still_holds(laid, message, facts):
            laid = LaidMessage(message, facts, self.column, self._body(message, facts))
            self._kept[message.id] = laid
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(message.id)
        return laid

    def _still_holds(self, laid: LaidMessage, message: Message, facts: Facts) -> bool:
        """Whether a kept one is good, if necessary after bringing it up to date."""
        body = laid.body
        if laid.message is message and laid.facts == facts and laid.column == self.column:
            return True
        streaming = facts.is_streaming
        text = _shown_text(message, facts)
        is_other = body.source != text or body.is_streaming != streaming
        if is_other and not body.update(text, streaming):
            return False
        laid.message, laid.facts, laid.column = message, facts, self.column
        laid.place()
        return True

    def _body(self, message: Message, facts: Facts) -> Body:
        return Body(_shown_text(message, facts), self.look, self.column.text_limit, facts.is_streaming)

    def guess(self, row: int) -> float:
        """About how high a row will be; quick."""
        text = self._model.message(row).text
        in_line = max(10.0, self.column.text_limit / (self.look.size * 0.5))
        lines = 1 + int(len(text) / in_line) + min(text.count("\n"), 400)
        return lines * self.look.pitch + 2 * PAD_TOP + BETWEEN_SPEAKERS


def _shown_text(message: Message, facts: Facts) -> str:
    """What a message says here; its editor says it where one stands in its place."""
    return "" if facts.edited_height else message.text
