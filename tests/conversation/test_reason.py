import pytest

from personaui_desktop.conversation.reason import Reason, reason_of


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_is_known_by_its_code(reason: Reason) -> None:
    assert reason_of(reason.value) is reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("is always sent", Reason.ALWAYS),
        ("is an active memory", Reason.FITS),
        ("is a pinned memory", Reason.PINNED),
        ("is one of the newest memories", Reason.NEWEST),
        ("is about what was said last", Reason.RELEVANT),
        ("does not fit into the memories' share", Reason.NO_ROOM),
        ("is one of the newest messages", Reason.RECENT),
        ("is the message to be answered", Reason.ANSWERED),
        ("opened the conversation", Reason.OPENING),
        ("tells when the next message was written", Reason.TOLD_WHEN),
        ("is older than the messages that are sent", Reason.TOO_OLD),
        ("is empty", Reason.BLANK),
        ("is still being written", Reason.STREAMING),
        ("was declined by the model", Reason.REFUSED),
        ("broke off, and nothing was said after it", Reason.BROKEN_OFF),
        ("comes after the newest message of the user", Reason.UNANSWERED),
        ("is the reply to be continued", Reason.CONTINUED),
        ("asks for the rest", Reason.ASKS_FOR_THE_REST),
        ("is sent only with a message to be answered", Reason.NOTHING_TO_ANSWER),
    ],
)
def test_a_receipt_from_before_codes_is_understood(sentence: str, reason: Reason) -> None:
    assert reason_of(sentence) is reason


def test_a_reason_of_a_later_program_is_unknown() -> None:
    assert reason_of("is a good omen") is Reason.UNKNOWN
