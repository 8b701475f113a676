"""Where the switch between a message's versions lies: an arrow back, which of how many, an arrow on."""

from typing import NamedTuple

from PySide6.QtCore import QRectF

from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.measure import text_width

ARROW = 22
AROUND_NUMBER = 4
FROM_BUBBLE = 2
FROM_TOOLS = 8


class Switch(NamedTuple):
    """The switch between versions, in a row; empty rectangles where a message has only one."""

    back: QRectF = QRectF()
    number: QRectF = QRectF()
    on: QRectF = QRectF()

    @property
    def bottom(self) -> float:
        """Where it ends; 0 where there is none."""
        return self.number.bottom()


def number_words(version: int, versions: int) -> str:
    """Which version of how many."""
    return f"{version}/{versions}"


def place_switch(words: str, look: Look, beside: QRectF, *, at_right: bool, is_compact: bool) -> Switch:
    """Place the switch beneath a bubble or, in a narrow view, beside the tools that stand there.

    Args:
        words: which version of how many.
        look: how small text is set.
        beside: the bubble, in a narrow view the time and the tools.
        at_right: whether it ends where the bubble ends, as beneath what the person said.
        is_compact: whether the view is narrow.
    """
    number = text_width(words, look) + 2 * AROUND_NUMBER
    width = number + 2 * ARROW
    if is_compact:
        top, height = beside.top(), beside.height()
        left = beside.left() - FROM_TOOLS - width if at_right else beside.right() + FROM_TOOLS
    else:
        top, height = beside.bottom() + FROM_BUBBLE, float(look.small_pitch + 4)
        left = beside.right() - width if at_right else beside.left()
    back = QRectF(left, top, ARROW, height)
    middle = QRectF(back.right(), top, number, height)
    return Switch(back, middle, QRectF(middle.right(), top, ARROW, height))
