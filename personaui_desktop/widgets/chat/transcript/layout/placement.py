"""Which rows are in view and where: rows are placed from an anchor, so that nothing read ever jumps."""

from typing import NamedTuple

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.widgets.chat.transcript.layout.heights import Heights
from personaui_desktop.widgets.chat.transcript.layout.laid_messages import LaidMessage, LaidMessages

MARGIN = 16.0
"""Room before the first and after the last message, pixels."""
AT_END = 4.0
"""How near to the end counts as there."""


class Anchor(NamedTuple):
    """What stays where it is: the line of a block that holds a position, and how far below the view's top."""

    message_id: int
    block: int
    y: float
    position: int = 0


class Placed(NamedTuple):
    """A row in view and the height at which it begins, counted from the view's top."""

    row: int
    top: float
    laid: LaidMessage

    @property
    def bottom(self) -> float:
        """Where the row ends."""
        return self.top + self.laid.height


class Placement:
    """Places rows in a view of some height.

    At the end it sticks to the end; anywhere else to an `Anchor`. Heights of rows that were not needed yet
    are guesses, and correcting one never moves what is in view.
    """

    def __init__(self, model: MessageListModel, messages: LaidMessages) -> None:
        self._model = model
        self._messages = messages
        self.heights = Heights()
        self.view_height = 0.0
        self.placed: list[Placed] = []
        self.sticks_to_end = True
        self._anchor: Anchor | None = None
        self._held: Anchor | None = None
        self._foot: tuple[int, float] | None = None
        """A message and where its row is to end the next time that rows are placed."""

    def reset(self) -> None:
        """The rows are others: guess all heights, and go to the end."""
        self.heights = Heights(self._messages.guess(row) for row in range(self._model.rowCount()))
        self.sticks_to_end = True
        self._anchor = self._held = self._foot = None
        self.placed = []

    def hold_line(self) -> None:
        """Text is about to be set in another width or size: keep the line at the view's top where it is.

        The line stays the same until something is scrolled, so that resizing to and fro comes back to it.
        """
        if self._held is None and self.placed and not self.sticks_to_end:
            first = self.placed[0]
            number, position = first.laid.line_start_at(-first.top)
            y = first.top + first.laid.line_top(number, position)
            self._held = Anchor(first.laid.message.id, number, y, position)
        if self._held is not None:
            self._anchor, self.sticks_to_end = self._held, False

    def guess_again(self) -> None:
        """Guess all heights for another width or text size; what is in view stays."""
        self.heights = Heights(self._messages.guess(row) for row in range(self._model.rowCount()))

    def rows_inserted(self, first: int, last: int) -> None:
        """Take in new rows; a reader at the end goes along with those that come there."""
        if last == self._model.rowCount() - 1:
            self._held = None
        self.heights.insert(first, [self._messages.guess(row) for row in range(first, last + 1)])

    def rows_removed(self, first: int, last: int) -> None:
        """Let rows go that the model still has; a neighbour takes the place of the anchor, if that goes."""
        self.heights.remove(first, last - first + 1)
        held = None if self._held is None else self._model.row_of(self._held.message_id)
        if held is None or first <= held <= last:
            self._held = None
        anchor = self._anchor
        row = None if anchor is None else self._model.row_of(anchor.message_id)
        if anchor is None or row is None or not first <= row <= last:
            return
        neighbour = last + 1 if last + 1 < self._model.rowCount() else first - 1
        self._anchor = None
        if neighbour >= 0:
            self._anchor = Anchor(self._model.message(neighbour).id, 0, anchor.y)

    def scroll_by(self, pixels: float) -> None:
        """Move towards the end by some pixels, or back."""
        if self._anchor is None and not self.arrange():
            return
        self.sticks_to_end = False
        self._held = None
        if self._anchor is not None:
            self._anchor = self._anchor._replace(y=self._anchor.y - pixels)

    def hold_foot(self, message_id: int) -> None:
        """A message in view is about to say something else: what lies beneath it stays where it is.

        Where its end is out of view, its beginning stays.
        """
        placed = next((each for each in self.placed if each.laid.message.id == message_id), None)
        if placed is None or self.sticks_to_end:
            return
        self._held = None
        if placed.bottom <= self.view_height:
            self._foot = message_id, placed.bottom
        elif self._anchor is not None and self._anchor.message_id == message_id:
            self.go_to(placed.row, max(placed.top, 0.0) + placed.laid.block_top(0))

    def go_to_end(self) -> None:
        """Show the last row's end, and stick to it."""
        self.sticks_to_end = True
        self._held = None

    def go_to(self, row: int, y: float, block: int = 0) -> None:
        """Show a row's block at a height of the view."""
        self.sticks_to_end = False
        self._held = None
        self._anchor = Anchor(self._model.message(row).id, block, y)

    def go_to_value(self, value: float) -> None:
        """Show what lies that far down among the loaded rows, counted in guessed pixels."""
        if not len(self.heights):
            return
        row = self.heights.row_at(value)
        laid = self._messages.at(row)
        within = min(value - self.heights.top(row), laid.height)
        block = laid.block_at(within)
        self.go_to(row, laid.block_top(block) - within, block)

    @property
    def value(self) -> float:
        """How far down the view's top is among the loaded rows, counted in guessed pixels."""
        if not self.placed:
            return 0.0
        first = self.placed[0]
        return self.heights.top(first.row) - first.top

    @property
    def is_at_end(self) -> bool:
        """Whether the end of the last loaded row is in view."""
        if not self.placed:
            return True
        last = self.placed[-1]
        return last.row == len(self.heights) - 1 and last.bottom <= self.view_height - MARGIN + AT_END

    def arrange(self) -> list[Placed]:
        """Lay out and place the rows in view."""
        count = self._model.rowCount()
        if not count or self.view_height <= 0:
            self.placed = []
            return self.placed
        self.placed = [self._start(count)]
        self._fill_up()
        self._fill_down()
        self._keep_within()
        self._leave_out_hidden()
        for placed in self.placed:
            self.heights[placed.row] = placed.laid.height
        self.sticks_to_end = not self._model.has_newer and self.is_at_end
        self._choose_anchor()
        return self.placed

    def _start(self, count: int) -> Placed:
        if (held := self._at_foot()) is not None:
            return held
        row = None
        if self._anchor is not None and not self.sticks_to_end:
            row = self._model.row_of(self._anchor.message_id)
        if row is None or self._anchor is None:
            laid = self._messages.at(count - 1)
            laid.need(laid.last_block, self.view_height, self.view_height)
            return Placed(count - 1, self.view_height - MARGIN - laid.height, laid)
        laid = self._messages.at(row)
        block = laid.nearest(self._anchor.block)
        laid.need(block, self._anchor.y, self.view_height - self._anchor.y)
        return Placed(row, self._anchor.y - laid.line_top(block, self._anchor.position), laid)

    def _at_foot(self) -> Placed | None:
        """The row whose end is to stay, if there is one."""
        foot, self._foot = self._foot, None
        row = None if foot is None else self._model.row_of(foot[0])
        if foot is None or row is None:
            return None
        laid = self._messages.at(row)
        laid.need(laid.last_block, self.view_height, self.view_height)
        return Placed(row, foot[1] - laid.height, laid)

    def _fill_up(self) -> None:
        while self.placed[0].top > 0 and self.placed[0].row > 0:
            first = self.placed[0]
            laid = self._messages.at(first.row - 1)
            laid.need(laid.last_block, first.top, 1.0)
            self.placed.insert(0, Placed(first.row - 1, first.top - laid.height, laid))

    def _fill_down(self) -> None:
        count = self._model.rowCount()
        while self.placed[-1].bottom < self.view_height and self.placed[-1].row < count - 1:
            last = self.placed[-1]
            laid = self._messages.at(last.row + 1)
            laid.need(laid.first_block, 0.0, self.view_height - last.bottom)
            self.placed.append(Placed(last.row + 1, last.bottom, laid))

    def _keep_within(self) -> None:
        """Leave no room before the first row or after the last; few rows stand at the view's foot."""
        last = self.placed[-1]
        if last.row == self._model.rowCount() - 1 and last.bottom < self.view_height - MARGIN:
            self._shift(self.view_height - MARGIN - last.bottom)
            self._fill_up()
        first = self.placed[0]
        if first.row == 0 and first.top > MARGIN:
            room = self.view_height - MARGIN - self.placed[-1].bottom
            is_short = self.placed[-1].row == self._model.rowCount() - 1 and room >= -AT_END
            if not is_short:
                self._shift(MARGIN - first.top)
                self._fill_down()
                self._stand_at_foot()

    def _stand_at_foot(self) -> None:
        last = self.placed[-1]
        slack = self.view_height - MARGIN - last.bottom
        if last.row == self._model.rowCount() - 1 and slack > 0:
            self._shift(slack)

    def _shift(self, pixels: float) -> None:
        self.placed = [placed._replace(top=placed.top + pixels) for placed in self.placed]

    def _leave_out_hidden(self) -> None:
        shown = [placed for placed in self.placed if placed.bottom > 0 and placed.top < self.view_height]
        self.placed = shown or self.placed[:1]

    def _choose_anchor(self) -> None:
        """Hold on to the first block that begins in view, or the one that fills it."""
        for placed in self.placed:
            block = placed.laid.block_at(-placed.top)
            y = placed.top + placed.laid.block_top(block)
            following = placed.laid.block_after(block)
            if y < 0 and following is not None:
                block, y = following, placed.top + placed.laid.block_top(following)
            if 0 <= y < self.view_height:
                self._anchor = Anchor(placed.laid.message.id, block, y)
                return
        first = self.placed[0]
        block = first.laid.block_at(-first.top)
        self._anchor = Anchor(first.laid.message.id, block, first.top + first.laid.block_top(block))
