import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, formatdate
from time import monotonic
from types import SimpleNamespace
from typing import Any

import anthropic._base_client
import pytest
from support.messages_server import HangUp, MessagesServer, Refusal, Reply
from support.twisted import KEY, REQUEST, text_of, the_failure

from personaui_desktop.claude.client import FOR_A_REPLY, ClaudeResponder
from personaui_desktop.claude.counting import count_tokens
from personaui_desktop.claude.events import Failed, Finished, ReplyEvent, Waiting
from personaui_desktop.claude.stream import ClaudeStream
from personaui_desktop.claude.waiting import LONGEST_WAIT_SECONDS, SHORT_WAIT_SECONDS
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records.providers import Provider


def in_an_hour() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(hours=1, seconds=-5), usegmt=True)


def begin(server: MessagesServer, *answers: Reply | Refusal | HangUp) -> ClaudeStream:
    server.reply_with(*answers)
    return ClaudeResponder(Provider(server.url), "sk-x").reply(REQUEST)


def busy(headers: dict[str, str], status: int = 429) -> Refusal:
    return Refusal(status, "rate_limit_error", headers=headers)


def not_waiting(stream: ClaudeStream) -> Iterator[ReplyEvent]:
    """What a reply tells to somebody who never waits."""
    for event in stream:
        if isinstance(event, Waiting):
            event.ask_now()
        yield event


def waits(events: list[ReplyEvent]) -> list[bool]:
    """Of each thing told about waiting, whether a wait begins."""
    return [event.until is not None for event in events if isinstance(event, Waiting)]


def readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "reply reader"]


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503, 529])
@pytest.mark.parametrize(
    "headers",
    [
        {"retry-after": "7"},
        {"retry-after-ms": "7000"},
        {"retry-after": formatdate(time.time() + 7.5, usegmt=True)},
    ],
    ids=["seconds", "milliseconds", "date"],
)
def test_a_wait_is_told_with_its_end_and_can_be_cut_short(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], status: int
) -> None:
    pauses = pauses_of_the_sdk(monkeypatch)
    if "GMT" in headers.get("retry-after", ""):
        headers = {"retry-after": formatdate(time.time() + 7.5, usegmt=True)}
    begun = monotonic()
    events = iter(begin(server, busy(headers, status)))
    waiting = next(events)
    assert isinstance(waiting, Waiting)
    assert waiting.until is not None
    assert 5 < waiting.until - begun < 5 + LONGEST_WAIT_SECONDS
    assert len(server.requests) == 1
    waiting.ask_now()
    rest = list(events)
    assert waits(rest) == [False]
    assert isinstance(rest[-1], Finished)
    assert len(server.requests) == 2
    # It does not wait once more.
    assert pauses == [0.001]
    # Whoever presses late ends nothing else.
    waiting.ask_now()


def test_a_wait_ends_by_itself_and_not_before(server: MessagesServer) -> None:
    events = list(begin(server, busy({"retry-after": "1.2"})))
    begins = events[0]
    assert isinstance(begins, Waiting)
    assert begins.until is not None
    assert monotonic() >= begins.until
    assert waits(events) == [True, False]
    assert isinstance(events[-1], Finished)


def test_the_next_wait_is_not_cut_short_by_who_cut_this_one(server: MessagesServer) -> None:
    events = iter(begin(server, busy({"retry-after": "8"}), busy({"retry-after": "1.1"})))
    first = next(events)
    assert isinstance(first, Waiting)
    first.ask_now()
    next(events)
    second = next(events)
    assert isinstance(second, Waiting)
    assert second.until is not None
    assert waits(list(events)) == [False]
    assert monotonic() >= second.until


def test_every_wait_but_one_before_giving_up_is_told(server: MessagesServer) -> None:
    refusals = [busy({"retry-after": "8"})] * (FOR_A_REPLY.retries + 1)
    events = list(not_waiting(begin(server, *refusals)))
    assert waits(events) == [True, False] * FOR_A_REPLY.retries
    end = events[-1]
    assert isinstance(end, Failed)
    assert str(end.error.remedy) == "Try again in 8 seconds."
    assert len(server.requests) == FOR_A_REPLY.retries + 1


@pytest.mark.parametrize(
    ("refusal", "is_sent_again", "is_waited_for"),
    [
        (busy({"retry-after": "5"}, 400), False, False),
        (busy({"retry-after": "5", "x-should-retry": "false"}), False, False),
        (busy({"retry-after": "5", "x-should-retry": "true"}, 400), True, True),
        (busy({"retry-after": "9"}), False, False),
        (busy({"retry-after": "1"}), True, False),
        (busy({"retry-after": "nan"}), True, False),
    ],
)
def test_what_is_not_asked_again_is_not_waited_for(
    server: MessagesServer,
    monkeypatch: pytest.MonkeyPatch,
    refusal: Refusal,
    is_sent_again: bool,
    is_waited_for: bool,
) -> None:
    pauses_of_the_sdk(monkeypatch)
    events = list(not_waiting(begin(server, refusal)))
    assert len(server.requests) == 1 + is_sent_again
    assert waits(events) == ([True, False] if is_waited_for else [])


def test_stopped_while_it_waits_nothing_stays_and_nothing_is_sent(server: MessagesServer) -> None:
    stream = begin(server, busy({"retry-after": str(LONGEST_WAIT_SECONDS)}))
    events = iter(stream)
    assert isinstance(next(events), Waiting)
    stream.stop()
    assert list(events) == []
    for reader in readers():
        # Sooner than the wait would end.
        reader.join(LONGEST_WAIT_SECONDS / 2)
    assert readers() == []
    assert len(server.requests) == 1


def test_a_look_at_the_server_waits_for_nothing(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = pauses_of_the_sdk(monkeypatch)
    begun = monotonic()
    server.reply_with(busy({"retry-after": str(LONGEST_WAIT_SECONDS)}))
    assert count_tokens(Provider(server.url), None, REQUEST) is None
    assert pauses == []
    assert monotonic() - begun < LONGEST_WAIT_SECONDS


@pytest.mark.parametrize(
    "answer",
    [
        *(Refusal(status, headers={"retry-after": "soon"}) for status in (408, 409, 429, 500, 503, 529)),
        Refusal(529, headers={"retry-after": "1"}),
        HangUp(),
    ],
    ids=str,
)
def test_the_sdks_own_pauses_are_too_short_to_be_told(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch, answer: Refusal | HangUp
) -> None:
    pauses = pauses_of_the_sdk(monkeypatch)
    events = list(begin(server, answer, answer, answer))
    assert waits(events) == []
    assert isinstance(events[-1], Failed)
    assert len(pauses) == FOR_A_REPLY.retries
    assert all(0 < pause <= SHORT_WAIT_SECONDS for pause in pauses), pauses


def pauses_of_the_sdk(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the SDK would sleep, of which nothing is slept."""
    pauses: list[float] = []
    clock = SimpleNamespace(**vars(time) | {"sleep": pauses.append})
    monkeypatch.setattr(anthropic._base_client, "time", clock)
    return pauses


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
