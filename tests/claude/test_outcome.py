import pytest

from personaui_desktop.claude.events import Failed, Finished
from personaui_desktop.claude.outcome import outcome_of, refusal_detail
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Usage

USAGE = Usage(1, 2, 3, 4)


@pytest.mark.parametrize("reason", ["end_turn", "stop_sequence", "a_reason_of_tomorrow"])
def test_a_whole_reply_has_no_problem(reason: str) -> None:
    assert outcome_of(Finished(reason, "m", USAGE)) == ReplyOutcome(
        ReplyStatus.COMPLETE, None, "m", reason, USAGE
    )


@pytest.mark.parametrize(
    ("end", "status"),
    [
        (Finished("max_tokens"), ReplyStatus.TRUNCATED),
        (Finished("model_context_window_exceeded"), ReplyStatus.TRUNCATED),
        (Finished("pause_turn"), ReplyStatus.TRUNCATED),
        (Finished("tool_use"), ReplyStatus.TRUNCATED),
        (Finished("refusal"), ReplyStatus.REFUSED),
        (Finished(None), ReplyStatus.INTERRUPTED),
        (None, ReplyStatus.INTERRUPTED),
        (Failed(ReplyError(ReplyFailure.CUT_OFF, "It broke.")), ReplyStatus.INTERRUPTED),
        (Failed(ReplyError(ReplyFailure.WRONG_KEY, "No.", "Do this.")), ReplyStatus.FAILED),
    ],
)
def test_whatever_went_wrong_is_said(end: Finished | Failed | None, status: ReplyStatus) -> None:
    outcome = outcome_of(end, "model")
    assert outcome.status is status
    assert outcome.problem
    assert str(outcome.problem).endswith(".")
    assert outcome.model == "model"


def test_a_failure_keeps_its_usage_and_remedy() -> None:
    outcome = outcome_of(Failed(ReplyError(ReplyFailure.OVERLOADED, "Busy.", "Wait."), USAGE))
    assert (str(outcome.problem), outcome.usage) == ("Busy. Wait.", USAGE)


def test_refusal_detail() -> None:
    assert refusal_detail(None, None) == ""
    assert refusal_detail("a new category", " Because. ") == "Because."
    assert str(outcome_of(Finished("refusal", detail="Because.")).problem) == (
        "The model declined to answer this. Because."
    )
