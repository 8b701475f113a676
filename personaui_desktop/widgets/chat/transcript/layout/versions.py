"""Where the switch between a message's versions lies: an arrow back, which of how many, an arrow on."""

from typing import NamedTuple

from PySide6.QtCore import QRectF

from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.measure import text_width

ARROW = 22
AROUND_NUMBER = 4


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


def switch_width(words: str, look: Look) -> float:
    """How wide the switch is that says this."""
    return text_width(words, look) + 2 * AROUND_NUMBER + 2 * ARROW


def place_switch(words: str, look: Look, left: float, top: float, height: float) -> Switch:
    """Place the parts of the switch from its top left on."""
    number = switch_width(words, look) - 2 * ARROW
    back = QRectF(left, top, ARROW, height)
    middle = QRectF(back.right(), top, number, height)
    return Switch(back, middle, QRectF(middle.right(), top, ARROW, height))
