"""How a reply ended, in the program's own terms."""

from personaui_desktop.claude.events import Failed, Finished
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.endings import Ending
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome

_TRUNCATED = {
    "max_tokens": Ending.LONGEST_REACHED.value,
    "model_context_window_exceeded": Ending.NO_ROOM_LEFT.value,
    "pause_turn": Ending.MODEL_PAUSED.value,
    "tool_use": Ending.TOOL_ASKED_FOR.value,
}
_REFUSAL_TOPICS = {
    "cyber": Ending.ABOUT_ATTACKS.value,
    "bio": Ending.ABOUT_BIOLOGY.value,
    "frontier_llm": Ending.ABOUT_MODELS.value,
    "reasoning_extraction": Ending.ABOUT_REASONING.value,
    "general_harms": Ending.ABOUT_HARM.value,
}


def outcome_of(end: Finished | Failed | None, model: str | None = None) -> ReplyOutcome:
    """What the last event of a reply means.

    Args:
        end: the stream's last event; ``None`` where it had none.
        model: the model that the stream began with, used where the last event names none.
    """
    if end is None:
        return ReplyOutcome(ReplyStatus.INTERRUPTED, Ending.CUT_OFF.value, model)
    if isinstance(end, Failed):
        return ReplyOutcome(_status_of(end), _sentences(end), model, usage=end.usage)
    status, problem = _meaning(end)
    return ReplyOutcome(status, problem, end.model or model, end.stop_reason, end.usage)


def refusal_detail(category: str | None, explanation: str | None) -> Phrase | str:
    """What a server said about its refusal, fit to show; empty where it said nothing."""
    topic, words = _REFUSAL_TOPICS.get(category or ""), (explanation or "").strip()
    if topic is None:
        return words
    if not words:
        return Ending.REASON.value.filled(topic=topic)
    return Ending.REASON_IN_WORDS.value.filled(topic=topic, words=words)


def _status_of(end: Failed) -> ReplyStatus:
    cut_off = end.error.failure is ReplyFailure.CUT_OFF
    return ReplyStatus.INTERRUPTED if cut_off else ReplyStatus.FAILED


def _sentences(end: Failed) -> Phrase | str:
    return end.error.both


def _meaning(end: Finished) -> tuple[ReplyStatus, Phrase | str | None]:
    reason = end.stop_reason
    if reason is None:
        return ReplyStatus.INTERRUPTED, Ending.CUT_OFF.value
    if reason in _TRUNCATED:
        return ReplyStatus.TRUNCATED, _TRUNCATED[reason]
    if reason == "refusal":
        says = Ending.REFUSED_AND_SAYS.value.filled(detail=end.detail)
        return ReplyStatus.REFUSED, says if end.detail else Ending.REFUSED.value
    # The end of a turn, or a reason newer than this program: the server says that the reply ended, so it did.
    return ReplyStatus.COMPLETE, None
