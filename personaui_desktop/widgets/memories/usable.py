"""Which answers are of use as memories, and in the words of remembering why the first other one is not."""

from collections.abc import Iterable

from personaui_desktop.background.memory_writer import Written
from personaui_desktop.conversation.answers import Useless, tidied, why_useless
from personaui_desktop.conversation.memory_request import said_in
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyRequest

_BROKE_OFF = Phrase("Memories", "The connection was lost. Try again in a moment.")
_TOO_LONG = Phrase("Memories", "There are too many messages at once. Select some of them to remember.")
_CUT_SHORT = {
    "max_tokens": (
        Phrase(
            "Memories",
            "The memory grew too long. Allow longer replies in the settings, "
            "or select fewer messages to remember.",
        )
    ),
    "model_context_window_exceeded": Phrase(
        "Memories", "There are too many messages for this model. Select some to remember."
    ),
    "pause_turn": Phrase(
        "Memories", "The model paused before the memory was complete. Try again in a moment."
    ),
}
_USELESS = {
    Useless.EMPTY: Phrase("Memories", "The answer was empty."),
    Useless.SHORT: Phrase("Memories", "The answer was too short to be a memory."),
    Useless.ASKS: Phrase("Memories", "The answer was only a question."),
    Useless.BESIDE_THE_POINT: Phrase("Memories", "The answer had nothing to do with the messages."),
}


def usable(written: Iterable[Written], requests: Iterable[ReplyRequest]) -> tuple[list[str], Phrase | str]:
    """The texts up to the first that is of no use, and why that one is not; empty where all are of use.

    Args:
        written: what came back, in order.
        requests: what was sent for it; there may be more.
    """
    texts: list[str] = []
    for answer, request in zip(written, requests, strict=False):
        text = tidied(answer.text)
        # How the model ended comes first: what it calls a refusal is one, whatever it says.
        is_whole = answer.outcome.status.is_whole
        if not is_whole:
            return texts, _why_not_whole(answer)
        useless = why_useless(text, said_in(request))
        if useless is not None:
            return texts, _USELESS[useless]
        texts.append(text)
    return texts, ""


def _why_not_whole(answer: Written) -> Phrase | str:
    """Where the sentence for a reply speaks of replying, one for a memory takes its place."""
    outcome = answer.outcome
    if outcome.status is ReplyStatus.INTERRUPTED:
        return _BROKE_OFF
    if answer.failure is ReplyFailure.TOO_LONG:
        return _TOO_LONG
    return (
        _CUT_SHORT.get(outcome.stop_reason or "")
        or outcome.problem
        or Phrase("Memories", "The answer was cut short.")
    )
