"""The versions of a message: what it says, and what else it said or could say."""

from typing import NamedTuple

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import Usage


class Version(NamedTuple):
    """One version of a message that has several.

    ``made_at`` is UTC text; ``cost_nano`` is in billionths of a dollar, ``None`` where the price is unknown.
    Of one that is no reply from a model, only text, name and time are known.
    """

    id: int
    is_chosen: bool
    text: str
    character_name: str
    made_at: str
    status: ReplyStatus | None = None
    problem: Phrase | str | None = None
    model: str | None = None
    usage: Usage = Usage()
    cost_nano: int | None = None


class ChosenVersion(NamedTuple):
    """Which version of which message is chosen now, and the step that takes that back, if it was another."""

    message_id: int
    step_id: int | None = None
