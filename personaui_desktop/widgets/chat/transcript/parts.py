"""The parts of a message that can be pressed, by pointer and by keyboard."""

from enum import Enum
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.layout.message import Action


class PartKind(Enum):
    """What a part is."""

    LINK = "link"
    COPY_CODE = "copy code"
    BUTTON = "button"
    COPY = "copy"
    MORE = "more"
    MEMORY = "memory"


TIPS = {
    PartKind.COPY: "Copy this message",
    PartKind.MORE: "More actions",
    PartKind.MEMORY: "Part of a memory. Click to show it.",
}
"""What a tooltip says of parts that have no words of their own."""


class Part(NamedTuple):
    """A part: a link by its address and block, *copy* of code by its fence, a button by its action.

    The mark beside a memorized message is pressed by pointer only; the message's menu does the same.
    """

    kind: PartKind
    address: str = ""
    block: int = -1
    fence: int = -1
    action: Action | None = None
