"""Twisted answers through the real SDK: what leaves the room can be stored, and nothing shown is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from support.messages_server import MessagesServer, Raw, Refusal, serve, told
from support.twisted import KEY, REQUEST, ask, end, piece, start, text_of, the_failure

from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.claude.events import Failed, Finished, Started
from personaui_desktop.claude.outcome import outcome_of
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records.providers import Provider

AT_ONCE = {"x-should-retry": "false"}


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with serve() as running:
        yield running


STOP = {"type": "message_stop"}


def in_an_hour() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(hours=1, seconds=-5), usegmt=True)


@pytest.mark.parametrize("status", [429, 529])
@pytest.mark.parametrize(
    ("headers", "remedy"),
    [
        ({"retry-after": "3600"}, "Try again in 60 minutes."),
        ({"retry-after-ms": "3600000"}, "Try again in 60 minutes."),
        ({"retry-after": in_an_hour}, "Try again in 60 minutes."),
        ({"retry-after": "3600", "x-should-retry": "true"}, "Try again in 60 minutes."),
        ({"retry-after": "86400"}, "Try again in 24 hours."),
        ({"retry-after": "1e300"}, "Try again in a moment."),
        ({"retry-after": "inf"}, "Try again in a moment."),
    ],
)
def test_a_long_wait_is_told_and_not_waited_for(
    server: MessagesServer, status: int, headers: dict[str, Any], remedy: str
) -> None:
    sent = {name: value() if callable(value) else value for name, value in headers.items()}
    server.reply_with(
        Refusal(status, "rate_limit_error" if status == 429 else "overloaded_error", headers=sent)
    )
    events = list(ClaudeResponder(Provider(server.url), KEY).reply(REQUEST))
    assert str(the_failure(events).remedy) == remedy
    assert len(server.requests) == 1


def test_what_may_have_been_carried_out_is_not_sent_again(server: MessagesServer) -> None:
    unknown = '{"type":"error","error":{"type":"api_error","message":"?","details":{"error_code":"%s"}}}'
    server.reply_with(Refusal(503, body=unknown % "change_outcome_unknown"))
    events = list(ClaudeResponder(Provider(server.url), KEY).reply(REQUEST))
    assert the_failure(events).failure is ReplyFailure.OUTCOME_UNKNOWN
    assert "charged twice" in str(the_failure(events).remedy)
    assert len(server.requests) == 1
    server.reply_with(Refusal(503, body=unknown % "busy", headers={"retry-after-ms": "1"}))
    assert text_of(list(ClaudeResponder(Provider(server.url), KEY).reply(REQUEST))) == "Hello there."
    assert len(server.requests) == 3


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
