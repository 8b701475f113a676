"""What is told of answers that are no memories: never in the words of a reply."""

import pytest

from personaui_desktop.background.memory_writer import Written
from personaui_desktop.claude.events import Failed, Finished
from personaui_desktop.claude.failures import cut_off
from personaui_desktop.claude.outcome import outcome_of
from personaui_desktop.conversation.memory_request import Line, Stretch, memory_request
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyOutcome
from personaui_desktop.widgets.memories.usable import usable

TEXT = "He told me that the storm took half the pier."
ASKED = [
    memory_request(
        Profile("Mia"),
        Stretch(1, 2, (Line(1, True, "The storm took half the pier.", 9), Line(2, False, "Oh.", 2))),
    )
] * 3
WHOLE = Written(TEXT, ReplyOutcome(ReplyStatus.COMPLETE))
SELECT = "Select some of them to remember."


def ended(end: Finished | Failed | None) -> Written:
    return Written("Half of ", outcome_of(end), end.error.failure if isinstance(end, Failed) else None)


def test_texts_are_taken_up_to_the_first_that_is_of_no_use() -> None:
    assert usable([], ASKED) == ([], "")
    assert usable([WHOLE, WHOLE], ASKED) == ([TEXT, TEXT], "")
    texts, problem = usable([WHOLE, WHOLE._replace(text="I won't write this."), WHOLE], ASKED)
    assert texts == [TEXT]
    assert str(problem) == "The answer had nothing to do with the messages."


def test_what_the_model_calls_a_refusal_is_one_whatever_it_says() -> None:
    refused = WHOLE._replace(outcome=outcome_of(Finished("refusal")))
    texts, problem = usable([refused], ASKED)
    assert texts == []
    assert "declined" in str(problem)


def test_who_speaks_is_nothing_that_was_said() -> None:
    texts, _ = usable([WHOLE._replace(text="Mia is a person.")], ASKED)
    assert texts == []


@pytest.mark.parametrize(
    ("end", "problem"),
    [
        (None, "The connection was lost. Try again in a moment."),
        (Failed(cut_off()), "The connection was lost. Try again in a moment."),
        (Finished(None), "The connection was lost. Try again in a moment."),
        (
            Failed(
                ReplyError(
                    ReplyFailure.TOO_LONG, "This conversation is too long for the model.", "Send less."
                )
            ),
            f"There are too many messages at once. {SELECT}",
        ),
        (
            Finished("max_tokens"),
            "The memory grew too long. Allow longer replies in the settings, "
            "or select fewer messages to remember.",
        ),
        (
            Finished("model_context_window_exceeded"),
            "There are too many messages for this model. Select some to remember.",
        ),
        (Finished("pause_turn"), "The model paused before the memory was complete. Try again in a moment."),
        (
            Failed(
                ReplyError(ReplyFailure.NO_CREDIT, "The account has no credit left.", "Add credit there.")
            ),
            "The account has no credit left. Add credit there.",
        ),
    ],
)
def test_why_it_is_not_whole_is_told_of_a_memory(end: Finished | Failed | None, problem: str) -> None:
    for written, kept in (([ended(end)], []), ([WHOLE, ended(end)], [TEXT])):
        texts, found = usable(written, ASKED)
        assert (texts, str(found)) == (kept, problem)
