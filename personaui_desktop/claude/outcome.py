"""How a reply ended, in the program's own terms."""

from personaui_desktop.claude.events import Failed, Finished
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome

CUT_OFF = "The connection was lost before the reply was complete."

_TRUNCATED = {
    "max_tokens": "The reply reached the longest length set in the settings.",
    "model_context_window_exceeded": "The model has no room left for this conversation.",
    "pause_turn": "The model paused before the reply was complete.",
    "tool_use": "The model asked for a tool, and there is none here.",
}
_REFUSAL_TOPICS = {
    "cyber": "attacks on computers",
    "bio": "biological harm",
    "frontier_llm": "building competing models",
    "reasoning_extraction": "the model's hidden reasoning",
    "general_harms": "possible harm",
}


def outcome_of(end: Finished | Failed | None, model: str | None = None) -> ReplyOutcome:
    """What the last event of a reply means.

    Args:
        end: the stream's last event; ``None`` where it had none.
        model: the model that the stream began with, used where the last event names none.
    """
    if end is None:
        return ReplyOutcome(ReplyStatus.INTERRUPTED, CUT_OFF, model)
    if isinstance(end, Failed):
        return ReplyOutcome(_status_of(end), _sentences(end), model, usage=end.usage)
    status, problem = _meaning(end)
    return ReplyOutcome(status, problem, end.model or model, end.stop_reason, end.usage)


def refusal_detail(category: str | None, explanation: str | None) -> str:
    """What a server said about its refusal, fit to show; empty where it said nothing."""
    topic = _REFUSAL_TOPICS.get(category or "")
    about = f"Reason: {topic}." if topic else ""
    return " ".join(part for part in (about, (explanation or "").strip()) if part)


def _status_of(end: Failed) -> ReplyStatus:
    cut_off = end.error.failure is ReplyFailure.CUT_OFF
    return ReplyStatus.INTERRUPTED if cut_off else ReplyStatus.FAILED


def _sentences(end: Failed) -> str:
    return f"{end.error} {end.error.remedy}".strip()


def _meaning(end: Finished) -> tuple[ReplyStatus, str | None]:
    reason = end.stop_reason
    if reason is None:
        return ReplyStatus.INTERRUPTED, CUT_OFF
    if reason in _TRUNCATED:
        return ReplyStatus.TRUNCATED, _TRUNCATED[reason]
    if reason == "refusal":
        return ReplyStatus.REFUSED, f"The model declined to answer this. {end.detail}".rstrip()
    # The end of a turn, or a reason newer than this program: the server says that the reply ended, so it did.
    return ReplyStatus.COMPLETE, None
