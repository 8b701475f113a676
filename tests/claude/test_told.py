import pytest
from support.messages_server import MessagesServer, Raw, Refusal, told
from support.twisted import KEY, ask, end, piece, start

from personaui_desktop.claude.events import Failed, Finished, Started
from personaui_desktop.claude.outcome import outcome_of

AT_ONCE = {"x-should-retry": "false"}


STOP = {"type": "message_stop"}


@pytest.mark.parametrize(
    "answer",
    [
        Refusal(400, message=f"the key {KEY} is odd"),
        Refusal(403, "permission_error", message=f"{KEY}"),
        Refusal(500, "api_error", message="x" * 230 + KEY, headers=AT_ONCE),
        Raw(told(start(KEY), piece("Hi."), end(f"stop {KEY}"), STOP)),
        Raw(told(start(), piece("Hi."), end("refusal", {"explanation": f"for {KEY} no"}), STOP)),
        Raw(told(start(), piece("Hi."), {"type": "error", "error": {"type": "api_error", "message": KEY}})),
    ],
)
def test_no_key_leaves_the_room(server: MessagesServer, answer: Refusal | Raw) -> None:
    events = ask(server, answer)
    last = events[-1]
    assert isinstance(last, Finished | Failed)
    outcome = outcome_of(last, next((event.model for event in events if isinstance(event, Started)), None))
    for part in (KEY, KEY[:9]):
        assert part not in repr(outcome)
        assert part not in repr(events)
    assert "[key]" in repr(outcome) or "x" * 200 in repr(outcome)
