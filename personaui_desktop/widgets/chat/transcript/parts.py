"""The parts of a message that can be pressed, by pointer and by keyboard."""

from enum import Enum
from typing import NamedTuple

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.chat.transcript.layout.marks import MarkIcon
from personaui_desktop.widgets.chat.transcript.layout.message import Facts, ReplyAction


class PartKind(Enum):
    """What a part is."""

    LINK = "link"
    COPY_CODE = "copy code"
    BUTTON = "button"
    COPY = "copy"
    EDIT = "edit"
    REGENERATE = "retry"
    MORE = "more"
    MEMORY = "memory"
    THOUGHT = "thought"
    HIDDEN = "hidden"
    BOOKMARK = "bookmark"
    NOTE = "note"
    VERSION_BACK = "version back"
    VERSIONS = "versions"
    VERSION_ON = "version on"


OF_MARKS = {
    MarkIcon.HIDDEN: PartKind.HIDDEN,
    MarkIcon.BOOKMARK: PartKind.BOOKMARK,
    MarkIcon.NOTE: PartKind.NOTE,
}
"""Which part a mark beside a message is."""

# A tool's value is its icon's name.
TOOLS_OF_OWN = (PartKind.MORE, PartKind.COPY, PartKind.EDIT)
TOOLS_OF_REPLIES = (PartKind.COPY, PartKind.REGENERATE, PartKind.MORE)
TOOLS_OF_BROKEN = (PartKind.COPY, PartKind.MORE)
"""Those of a reply that is not whole: a button beneath it has it retried."""

TIPS = {
    PartKind.COPY: Phrase("Chat", "Copy this message"),
    PartKind.EDIT: Phrase("Chat", "Edit this message"),
    PartKind.REGENERATE: Phrase("Chat", "Regenerate. Shift-click to say how."),
    PartKind.MORE: Phrase("Chat", "More actions"),
    PartKind.MEMORY: Phrase("Chat", "Part of a memory. Click to show it."),
    PartKind.THOUGHT: Phrase("Chat", "Unfold or fold what the model thought"),
    PartKind.HIDDEN: Phrase("Chat", "Left out of what is sent. Click to send it again."),
    PartKind.BOOKMARK: Phrase("Chat", "Bookmarked. Click to remove the bookmark."),
    PartKind.VERSION_BACK: Phrase("Chat", "Previous version"),
    PartKind.VERSIONS: Phrase("Chat", "Show all versions"),
    PartKind.VERSION_ON: Phrase("Chat", "Next version"),
}
"""What a tooltip says of parts that have no words of their own."""


class Part(NamedTuple):
    """A part: a link by its address and block, *copy* of code by its fence, a button by its action.

    The marks beside a message are pressed by pointer only; the message's menu does the same.
    """

    kind: PartKind
    address: str = ""
    block: int = -1
    fence: int = -1
    action: ReplyAction | None = None


def tools_of(facts: Facts) -> tuple[PartKind, ...]:
    """The tools that appear beside a message, from left to right."""
    if facts.is_user:
        return TOOLS_OF_OWN
    is_retried = facts.state is not None and ReplyAction.RETRY in facts.state.actions
    return TOOLS_OF_BROKEN if is_retried else TOOLS_OF_REPLIES
