"""Where the parts of one message lie: a struct of rectangles that size, painting and pointing share."""

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRectF

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Marks
from personaui_desktop.translation import translated
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.marks import MarkRect, place_marks
from personaui_desktop.widgets.chat.transcript.layout.measure import lines_of, text_width
from personaui_desktop.widgets.chat.transcript.layout.versions import (
    Switch,
    number_words,
    place_switch,
    switch_width,
)
from personaui_desktop.widgets.common.avatar_sizes import BESIDE_MESSAGES
from personaui_desktop.widgets.common.theme import RELATED, STEP

SIDE = 28
NARROW_SIDE = 16
COMPACT_BELOW = 480
"""In a narrower view the time stands beneath a bubble, pixels."""
NO_AVATAR_BELOW = 380
PAD_SIDE = 14
PAD_TOP = 8
TIME_ROOM = 58
GUTTER_WIDTH = 3
GUTTER_LEFT = 13
BELOW_MARKS = 4
UNDER_BUBBLE = UNDER_THOUGHT = 2
BELOW_UNFOLDED = 10
THOUGHT_ARROW = 16
SHORTEST_GUTTER = 12.0
BETWEEN_SPEAKERS = 12
BETWEEN_MESSAGES = STEP
ICON = 24.0
TOOLS = 3
"""How many tools appear beside a message."""
DOTS_WIDTH = 34
NARROWEST_BUBBLE = 36


class ReplyAction(Enum):
    """What can be done about a reply that is not whole. The value is the button's text."""

    RETRY = Phrase("Chat", "Retry")
    CONTINUE = Phrase("Chat", "Continue")
    KEEP = Phrase("Chat", "Keep")


class State(NamedTuple):
    """What is said beneath a reply that is not whole, and what can be done about it."""

    sentence: str
    is_problem: bool
    actions: tuple[ReplyAction, ...]


class Facts(NamedTuple):
    """What decides the layout of a message besides its text."""

    is_user: bool
    time: str
    day: str = ""
    """The title of the day that begins with it."""
    is_first: bool = True
    """Whether somebody else spoke before it."""
    is_unread: bool = False
    """Whether the messages not seen yet begin with it."""
    is_memorized: bool = False
    is_streaming: bool = False
    state: State | None = None
    marks: Marks = Marks()
    version: int = 1
    versions: int = 1
    thought: str = ""
    """That and how long the model thought before it; empty where it did not tell."""
    is_unfolded: bool = False
    """Whether what it thought is shown beneath that."""

    @property
    def has_versions(self) -> bool:
        """Whether it says, or could say, more than one thing."""
        return self.versions > 1

    edited_height: int = 0
    """How high the editor is that stands in its text's place, pixels; 0 where none does."""


class Column(NamedTuple):
    """The room for messages in a view of some width."""

    left: float
    right: float
    avatar_room: float
    bubble_limit: float
    is_compact: bool

    @property
    def text_limit(self) -> float:
        """The most that a message's text may be wide."""
        return self.bubble_limit - 2 * PAD_SIDE


class Button(NamedTuple):
    """A text button beneath a message."""

    action: ReplyAction
    rect: QRectF


class Rects(NamedTuple):
    """The parts of a message in its row; the row's top left is (0, 0). Absent parts are empty rectangles."""

    height: float
    day: QRectF
    unread: QRectF
    gutter: QRectF
    avatar: QRectF
    bubble: QRectF
    body: QRectF
    time: QRectF
    tools: QRectF
    state: QRectF
    buttons: tuple[Button, ...]
    marks: tuple[MarkRect, ...]
    switch: Switch
    thought: QRectF
    unfolded: QRectF
    """What the model thought, where that is shown."""


def column_for(width: float, look: Look) -> Column:
    """The column of messages: about 70 characters wide, in the middle of whatever room there is."""
    is_compact = width < COMPACT_BELOW
    side = NARROW_SIDE if is_compact else SIDE
    avatar_room = 0.0 if width < NO_AVATAR_BELOW else float(BESIDE_MESSAGES + 10)
    time_room = 0.0 if is_compact else float(TIME_ROOM)
    bubble = look.text_width + 2.0 * PAD_SIDE
    content = min(width - 2.0 * side, avatar_room + bubble + 2 * time_room)
    left = (width - content) / 2
    limit = min(bubble, content - avatar_room - time_room - (RELATED if is_compact else 0))
    return Column(round(left), round(left + content), avatar_room, max(limit, 80.0), is_compact)


def place_parts(
    facts: Facts,
    column: Column,
    look: Look,
    body_width: float,
    body_height: float,
    thought_height: float = 0.0,
) -> Rects:
    """Place the parts of a message around a body of some size; ``thought_height`` is that of a thought."""
    day, unread, top = _above(facts, column, look)
    thought = _thought(facts, column, look, top)
    top = thought.bottom() + UNDER_THOUGHT if facts.thought else top
    unfolded = QRectF()
    if facts.is_unfolded:
        left = column.left + column.avatar_room + PAD_SIDE
        unfolded = QRectF(left, top, column.text_limit, thought_height)
        top = unfolded.bottom() + BELOW_UNFOLDED
    bubble = _bubble(facts, column, top, body_width, body_height)
    pad = QMarginsF(PAD_SIDE, PAD_TOP, PAD_SIDE, PAD_TOP)
    time, tools = _beside(facts, column, look, bubble)
    switch = _switch(facts, column, look, bubble, time | tools) if facts.has_versions else Switch()
    bottom = max(bubble.bottom(), switch.bottom, time.bottom() if column.is_compact else 0.0)
    state, buttons = _beneath(facts, column, look, bubble, bottom)
    avatar = gutter = QRectF()
    if facts.is_first and not facts.is_user and column.avatar_room:
        avatar = QRectF(column.left, bubble.top(), BESIDE_MESSAGES, BESIDE_MESSAGES)
    if facts.is_memorized:
        gutter = QRectF(column.left - GUTTER_LEFT, bubble.top(), GUTTER_WIDTH, bubble.height())
    marks = place_marks(facts.marks, column.left, bubble.top(), is_compact=column.is_compact)
    marks_end = marks[-1].rect.bottom() if marks else 0.0
    if marks and column.is_compact and not gutter.isEmpty():
        # There is no room beside the marks, but beneath them.
        top = marks_end + BELOW_MARKS
        gutter = QRectF(gutter.left(), top, GUTTER_WIDTH, max(gutter.bottom() - top, SHORTEST_GUTTER))
    body = bubble.marginsRemoved(pad)
    parts = (state, gutter, *(button.rect for button in buttons))
    height = max(bottom, marks_end, *(part.bottom() for part in parts))
    return Rects(
        height,
        day,
        unread,
        gutter,
        avatar,
        bubble,
        body,
        time,
        tools,
        state,
        buttons,
        marks,
        switch,
        thought,
        unfolded,
    )


def _above(facts: Facts, column: Column, look: Look) -> tuple[QRectF, QRectF, float]:
    day = unread = QRectF()
    top = float(BETWEEN_SPEAKERS if facts.is_first else BETWEEN_MESSAGES)
    width = column.right - column.left
    if facts.day:
        day = QRectF(column.left, top + 12, width, look.small_pitch)
        top = day.bottom() + 16
    if facts.is_unread:
        unread = QRectF(column.left, top + 4, width, look.small_pitch)
        top = unread.bottom() + 12
    return day, unread, top


def _thought(facts: Facts, column: Column, look: Look, top: float) -> QRectF:
    """The line above a reply that says that the model thought before it."""
    if not facts.thought:
        return QRectF()
    left = column.left + column.avatar_room
    width = min(text_width(facts.thought, look) + THOUGHT_ARROW + RELATED, column.right - left)
    return QRectF(left, top, width, look.small_pitch + 4)


def _bubble(facts: Facts, column: Column, top: float, body_width: float, body_height: float) -> QRectF:
    width = min(max(body_width + 2 * PAD_SIDE, NARROWEST_BUBBLE), column.bubble_limit)
    left = column.right - width if facts.is_user else column.left + column.avatar_room
    return QRectF(left, top, width, body_height + 2 * PAD_TOP)


def _beside(facts: Facts, column: Column, look: Look, bubble: QRectF) -> tuple[QRectF, QRectF]:
    """The time at the bubble's foot, and above it the room for the tools that appear under the pointer."""
    height = float(look.small_pitch)
    room = ICON * TOOLS
    if column.is_compact:
        time = QRectF(bubble.left(), bubble.bottom() + 2, TIME_ROOM, height)
        tools = QRectF(time.right(), time.top(), room, height)
        if facts.is_user:
            time.moveRight(bubble.right())
            tools.moveRight(time.left())
        return time, tools
    time = QRectF(bubble.right() + 10, bubble.bottom() - height - 2, TIME_ROOM - 10, height)
    tools = QRectF(bubble.right() + 5, bubble.top(), room, min(ICON, time.top() - bubble.top()))
    if facts.is_user:
        time.moveRight(bubble.left() - 10)
        tools.moveRight(bubble.left() - 5)
    return time, tools


def _switch(facts: Facts, column: Column, look: Look, bubble: QRectF, line: QRectF) -> Switch:
    """The switch between versions: beneath the bubble, in a narrow view beside time and tools if it can be.

    ``line`` is where time and tools are.
    """
    words = number_words(facts.version, facts.versions)
    width = switch_width(words, look)
    if column.is_compact:
        left = line.left() - RELATED - width if facts.is_user else line.right() + RELATED
        if left >= column.left and left + width <= column.right:
            return place_switch(words, look, left, line.top(), line.height())
    top = (line if column.is_compact else bubble).bottom() + UNDER_BUBBLE
    left = bubble.right() - width if facts.is_user else bubble.left()
    return place_switch(words, look, left, top, float(look.small_pitch + 4))


def _beneath(
    facts: Facts, column: Column, look: Look, bubble: QRectF, bottom: float
) -> tuple[QRectF, tuple[Button, ...]]:
    """The sentence about a reply that is not whole, and its buttons behind it or, without room, below."""
    if facts.state is None:
        return QRectF(), ()
    height = float(look.small_pitch + 8)
    left = column.left if facts.is_user else bubble.left()
    room = column.right - left
    wanted = text_width(facts.state.sentence, look)
    lines = lines_of(facts.state.sentence, look, room)
    state = QRectF(left, bottom + 2, min(wanted + 2, room), look.small_pitch * lines + 8)
    x, y = state.right() + RELATED, state.top()
    widths = [text_width(translated(action.value), look) + 2 * RELATED for action in facts.state.actions]
    first = left - RELATED
    if lines > 1 or x + sum(widths) > column.right:
        x, y = first, state.bottom()
    buttons = []
    for action, width in zip(facts.state.actions, widths, strict=True):
        if x > first and x + width > column.right:
            x, y = first, y + height
        buttons.append(Button(action, QRectF(x, y, width, height)))
        x += width
    return state, tuple(buttons)
