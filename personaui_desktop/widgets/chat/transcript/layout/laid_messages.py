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
THOUGHT = -(1 << 30)
"""The number of a thought's first block: for whoever places a row, its blocks come before the text's."""


class LaidMessage:
    """A message in a row, with everything needed to paint it and to find what is at a point."""

    __slots__ = ("body", "column", "facts", "message", "rects", "thought")

    def __init__(
        self, message: Message, facts: Facts, column: Column, body: Body, thought: Body | None
    ) -> None:
        self.message = message
        self.facts = facts
        self.column = column
        self.body = body
        self.thought = thought
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

    @property
    def is_silent(self) -> bool:
        """Whether it says nothing, and nothing is to come: it ended before its first word."""
        return not self.facts.is_streaming and not self.facts.edited_height and not self.body.block_count

    def place(self) -> None:
        """Place the parts anew after the body has changed."""
        width, height = self.body.width, self.body.height
        if not self.body.block_count:
            width, height = float(DOTS_WIDTH), float(self.body.look.pitch)
        if self.facts.edited_height:
            width, height = self.column.text_limit, float(self.facts.edited_height)
        thought = 0.0 if self.thought is None else self.thought.height
        self.rects = place_parts(self.facts, self.column, self.body.look, width, height, thought)

    def redraw(self) -> None:
        """Put formulas that have been drawn since where their source stands."""
        self.body.redraw()
        if self.thought is not None:
            self.thought.redraw()
        self.place()

    @property
    def first_block(self) -> int:
        """The block with which the row begins: of the thought, where that is shown."""
        return 0 if self.thought is None else THOUGHT

    @property
    def last_block(self) -> int:
        """The block with which the row ends."""
        return max(0, self.body.block_count - 1)

    def block_after(self, block: int) -> int | None:
        """The block that follows one, be it from the thought to the text; ``None`` after the last."""
        within, _top, number = self.within(block)
        if number + 1 < within.block_count:
            return block + 1
        return 0 if within is self.thought and self.body.block_count else None

    def nearest(self, block: int) -> int:
        """A block that is there: this one, or where it is gone one near to it."""
        if block < 0 and self.thought is None:
            return 0
        within, _top, number = self.within(block)
        return block - max(0, number - max(0, within.block_count - 1))

    def within(self, block: int) -> tuple[Body, float, int]:
        """What a block is a part of, where that begins in the row, and the block's number in it."""
        if block < 0 and self.thought is not None:
            return self.thought, self.rects.unfolded.top(), block - THOUGHT
        return self.body, self.rects.body.top(), block

    def need(self, block: int, above: float, below: float) -> bool:
        """Lay out the blocks around one, as `Body.need`."""
        within, _top, number = self.within(block)
        made = within.need(number, above, below)
        thought = self.thought
        if thought is not None and within is self.body and above > within.top(number):
            made = thought.need(thought.block_count - 1, above - within.top(number), 1.0) or made
        elif within is thought and below > thought.height - thought.top(number):
            made = self.body.need(0, 0.0, below - thought.height + thought.top(number)) or made
        if made:
            self.place()
        return made

    def block_top(self, block: int) -> float:
        """Where a block begins in the row."""
        within, top, number = self.within(block)
        return top + within.top(number)

    def line_start_at(self, y: float) -> tuple[int, int]:
        """The block nearest to a height in the row, and the first position of its line there."""
        block = self.block_at(y)
        within, _top, number = self.within(block)
        laid = within.laid(number) if within.block_count else None
        return block, 0 if laid is None else laid.line_start_at(y - self.block_top(block))

    def line_top(self, block: int, position: int) -> float:
        """Where the line that holds a position of a block begins in the row; of its first, the block."""
        if not position:
            return self.block_top(block)
        within, top, number = self.within(block)
        return top + within.caret_at(number, position).top()

    def block_at(self, y: float) -> int:
        """The block nearest to a height in the row."""
        if self.thought is not None and y < self.rects.unfolded.bottom():
            return THOUGHT + self.thought.block_at(y - self.rects.unfolded.top())
        return self.body.block_at(y - self.rects.body.top())

    def spot_at(self, point: QPointF) -> tuple[int, int]:
        """The block and the position in it nearest to a point of the row, in the thought or the text."""
        if self.thought is not None and point.y() < self.rects.unfolded.bottom():
            number, position = self.thought.place_at(point - self.rects.unfolded.topLeft())
            return THOUGHT + number, position
        return self.body.place_at(self.in_body(point))

    def is_on_text(self, point: QPointF) -> bool:
        """Whether a point of the row lies on what is said, or thought."""
        return self.rects.body.contains(point) or self.rects.unfolded.contains(point)

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
        self.unfolded: dict[int, tuple[int, str]] = {}
        """Of messages whose thought is shown: the version that it belongs to, and what it says."""
        self._kept: OrderedDict[int, LaidMessage] = OrderedDict()
        self._drawn: set[int] = set()

    def set_look(self, look: Look, column: Column) -> None:
        """Set everything anew: in other colours, another size or another width."""
        if look is not self.look or column.text_limit != self.column.text_limit:
            self._kept.clear()
        self.look, self.column = look, column

    def redraw(self, message_ids: tuple[int, ...]) -> None:
        """Formulas of these messages have been drawn: have them seen when the messages are needed again."""
        self._drawn.update(message_ids)

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
        if self.thought_of(message) is not None:
            facts = facts._replace(is_unfolded=True)
        if self.edited is not None and self.edited[0] == message.id:
            return facts._replace(edited_height=self.edited[1])
        return facts

    def thought_of(self, message: Message) -> str | None:
        """What was thought before a message, where that is to be shown."""
        version, thought = self.unfolded.get(message.id, (0, None))
        is_told = message.thought_ms is not None or message.thinking_ms is not None
        return thought if is_told and version == message.version else None

    def thoughts(self) -> dict[int, str]:
        """What was thought before messages, of those where it is to be shown, by their ids."""
        rows = (row for each in self.unfolded if (row := self._model.row_of(each)) is not None)
        messages = (self._model.message(row) for row in rows)
        return {each.id: thought for each in messages if (thought := self.thought_of(each)) is not None}

    def at(self, row: int) -> LaidMessage:
        """The laid-out message of a row."""
        message = self._model.message(row)
        facts = self.facts(row)
        laid = self._kept.get(message.id)
        if laid is None or not self._still_holds(laid, message, facts):
            thought = self._thought(self.thought_of(message))
            laid = LaidMessage(message, facts, self.column, self._body(message, facts), thought)
            self._kept[message.id] = laid
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(message.id)
        return laid

    def _still_holds(self, laid: LaidMessage, message: Message, facts: Facts) -> bool:
        """Whether a kept one is good, if necessary after bringing it up to date."""
        if message.id in self._drawn:
            self._drawn.discard(message.id)
            laid.redraw()
        body, thought = laid.body, self.thought_of(message)
        shown = None if laid.thought is None else laid.thought.source
        if (
            laid.message is message
            and laid.facts == facts
            and laid.column == self.column
            and shown == thought
        ):
            return True
        streaming = facts.is_streaming
        text = _shown_text(message, facts)
        is_other = body.source != text or body.is_streaming != streaming
        if is_other and not body.update(text, streaming):
            return False
        if thought is None or laid.thought is None or not laid.thought.update(thought, is_streaming=False):
            laid.thought = self._thought(thought)
        laid.message, laid.facts, laid.column = message, facts, self.column
        laid.place()
        return True

    def _body(self, message: Message, facts: Facts) -> Body:
        return Body(_shown_text(message, facts), self.look, self.column.text_limit, facts.is_streaming)

    def _thought(self, text: str | None) -> Body | None:
        return None if text is None else Body(text, self.look, self.column.text_limit)

    def guess(self, row: int) -> float:
        """About how high a row will be; quick."""
        text = self._model.message(row).text
        in_line = max(10.0, self.column.text_limit / (self.look.size * 0.5))
        lines = 1 + int(len(text) / in_line) + min(text.count("\n"), 400)
        return lines * self.look.pitch + 2 * PAD_TOP + BETWEEN_SPEAKERS


def _shown_text(message: Message, facts: Facts) -> str:
    """What a message says here; its editor says it where one stands in its place."""
    return "" if facts.edited_height else message.text
