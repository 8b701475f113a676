"""Twisted answers through the real SDK: what leaves the room can be stored, and nothing shown is lost."""

import gc
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from support.messages_server import HangUp, MessagesServer, Raw, Refusal, Reply, serve, told
from support.on_file import write

from personaui_desktop.claude.choice import DEFAULT_MEMORY_MODEL
from personaui_desktop.claude.client import DEFAULT_MODEL, FOR_A_LOOK, ClaudeResponder
from personaui_desktop.claude.events import Failed, Finished, ReplyEvent, Started, Text, Thinking
from personaui_desktop.claude.models import list_models
from personaui_desktop.claude.outcome import outcome_of
from personaui_desktop.claude.retired import retired_on, retirements
from personaui_desktop.database import create_session, get_chat_history
from personaui_desktop.database.replies import begin_reply, finish_reply
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest

REQUEST = ReplyRequest((), ({"role": "user", "content": "hi"},))
HALF = "\ud83d"
HUGE = 10**30
KEY = "nothing-like-a-key/42"
AT_ONCE = {"x-should-retry": "false"}


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with serve() as running:
        yield running


def ask(server: MessagesServer, answer: Reply | Refusal | Raw | HangUp, model: str = "m") -> list[ReplyEvent]:
    server.reply_with(answer)
    return list(ClaudeResponder(Provider(server.url, model=model), KEY, FOR_A_LOOK).reply(REQUEST))


def the_failure(events: list[ReplyEvent]) -> ReplyError:
    end = events[-1]
    assert isinstance(end, Failed), events
    return end.error


def text_of(events: list[ReplyEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, Text))


def store(events: list[ReplyEvent]) -> None:
    """As the program does with what has arrived; what cannot be stored raises."""
    session = create_session("Twisted", "default")
    message_id = write(begin_reply, session, "Mia", "this run")
    end = events[-1]
    assert isinstance(end, Finished | Failed)
    model = next((event.model for event in events if isinstance(event, Started)), None)
    assert write(finish_reply, message_id, text_of(events), outcome_of(end, model))
    assert get_chat_history(session_id=session)[-1]["message"] == text_of(events)


def start(model: Any = "m", message_id: Any = "msg", **usage: Any) -> dict[str, Any]:
    message = {"id": message_id, "type": "message", "role": "assistant", "model": model, "content": []}
    return {"type": "message_start", "message": {**message, "usage": {"input_tokens": 3, **usage}}}


def piece(text: Any) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}


def end(stop_reason: Any = "end_turn", details: Any = None, **usage: Any) -> dict[str, Any]:
    delta = {"stop_reason": stop_reason, "stop_details": details}
    return {"type": "message_delta", "delta": delta, "usage": {"output_tokens": 2, **usage}}


STOP = {"type": "message_stop"}
DEEP = "[" * 100_000 + "]" * 100_000
TWISTED = {
    "input beyond 64 bits": (start(input_tokens=HUGE), piece("Shown."), end(), STOP),
    "output beyond 64 bits": (start(), piece("Shown."), end(output_tokens=HUGE), STOP),
    "cache beyond 64 bits": (start(cache_read_input_tokens=HUGE), piece("Shown."), end(), STOP),
    "as many as 64 bits hold": (start(input_tokens=2**63 - 1), piece("Shown."), end(), STOP),
    "less than none": (start(), piece("Shown."), end(output_tokens=-1), STOP),
    "yes for a number": (start(), piece("Shown."), end(output_tokens=True), STOP),
    "half a character in the model": (start(f"m{HALF}"), piece("Shown."), end(), STOP),
    "half a character in the id": (start(message_id=HALF), piece("Shown."), end(), STOP),
    "half a character in the stop reason": (start(), piece("Shown."), end(f"end{HALF}"), STOP),
    "half a character in a refusal": (
        start(),
        piece("Shown."),
        end("refusal", {"category": HALF, "explanation": f"No{HALF}"}),
        STOP,
    ),
    "a model of a million characters": (start("m" * 1_000_000), piece("Shown."), end(), STOP),
    "a number for the model": (start(7), piece("Shown."), end(), STOP),
    "half a character in an error": (
        start(),
        piece("Shown."),
        {"type": "error", "error": {"type": "api_error", "message": f"Broke{HALF}"}},
    ),
    "deep JSON": (start(), piece("Shown."), '{"type":"message_delta","delta":' + DEEP + "}"),
    "an integer of 5000 digits": (
        start(),
        piece("Shown."),
        '{"type":"message_delta","delta":{},"usage":{"output_tokens":' + "9" * 5000 + "}}",
    ),
    "no JSON": (start(), piece("Shown."), "{not json"),
}


@pytest.mark.parametrize("way", TWISTED)
def test_what_was_shown_can_be_stored(server: MessagesServer, way: str) -> None:
    events = ask(server, Raw(told(*TWISTED[way])))
    assert text_of(events) == "Shown."
    store(events)


@pytest.mark.parametrize("way", ["deep JSON", "an integer of 5000 digits", "no JSON"])
def test_what_cannot_be_read_is_the_servers_doing(server: MessagesServer, way: str) -> None:
    assert "cannot be read" in str(the_failure(ask(server, Raw(told(*TWISTED[way])))))


def test_a_count_that_is_none_is_unknown(server: MessagesServer) -> None:
    for way in ("output beyond 64 bits", "less than none"):
        last = ask(server, Raw(told(*TWISTED[way])))[-1]
        assert isinstance(last, Finished)
        assert last.usage.output_tokens is None
        assert last.usage.input_tokens == 3


def test_thoughts_are_whole_characters(server: MessagesServer) -> None:
    thought = {
        "type": "content_block_delta",
        "index": 0,
        "delta": {"type": "thinking_delta", "thinking": HALF},
    }
    events = ask(server, Raw(told(start(), thought, piece("Shown."), end(), STOP)))
    assert [event.text for event in events if isinstance(event, Thinking)] == ["\ufffd"]


@pytest.mark.parametrize("encoding", ["utf-16", "no-such-encoding", "idna", "rot13"])
def test_a_wrongly_named_encoding_is_no_mistake_of_ours(server: MessagesServer, encoding: str) -> None:
    for status in (200, 400):
        content_type = f"text/event-stream; charset={encoding}"
        events = ask(server, Raw(told(start(), piece("Shown."), end(), STOP), status, content_type))
        assert isinstance(events[-1], Finished | Failed)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_wrongly_named_compression_is_told(server: MessagesServer, coding: str) -> None:
    body = told(start(), piece("Shown."), end(), STOP)
    events = ask(server, Raw(body, headers={"content-encoding": coding, **AT_ONCE}))
    assert isinstance(events[-1], Finished | Failed)


@pytest.mark.parametrize(
    "body", [DEEP.encode(), b'{"data":[{"id":' + b"9" * 5000 + b"}]}", b"\xff\xfe{", b"[1]"]
)
def test_a_twisted_list_of_models_is_the_servers_doing(server: MessagesServer, body: bytes) -> None:
    server.models = Refusal(200, body=body.decode("latin-1"))
    with pytest.raises(ReplyError):
        list_models(Provider(server.url), KEY)


def test_names_of_models_are_fit_to_be_shown(server: MessagesServer) -> None:
    rows = [
        {"id": "good", "display_name": f"G{HALF}", "max_tokens": HUGE},
        {"id": f"bad{HALF}"},
        {"id": "plain", "max_input_tokens": 5},
    ]
    server.models = {"data": rows, "has_more": False}
    found = list_models(Provider(server.url), KEY)
    assert [(one.model_id, one.name, one.max_input_tokens, one.max_tokens) for one in found] == [
        ("good", "G\ufffd", None, None),
        ("plain", "plain", 5, None),
    ]


def test_after_the_last_event_nothing_is_waited_for(server: MessagesServer) -> None:
    gate = threading.Event()
    server.reply_with(Raw(told(start(), piece("Shown."), end(), STOP), gate=gate))
    events: list[ReplyEvent] = []
    stream = ClaudeResponder(Provider(server.url), KEY).reply(REQUEST)
    reader = threading.Thread(target=lambda: events.extend(stream))
    reader.start()
    reader.join(10)
    is_over = not reader.is_alive()
    gate.set()
    reader.join()
    assert is_over
    assert events[-1] == Finished("end_turn", "m", events[-1].usage)  # type: ignore[union-attr]
    gc.collect()


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
    assert the_failure(events).remedy == remedy
    assert len(server.requests) == 1


def test_a_server_that_hangs_up_is_not_told_as_one_that_is_not_there(server: MessagesServer) -> None:
    error = the_failure(ask(server, HangUp()))
    assert error.failure is ReplyFailure.NO_NETWORK
    assert "closed the connection without an answer" in str(error)
    assert "No server answers" not in str(error)


def test_what_may_have_been_carried_out_is_not_sent_again(server: MessagesServer) -> None:
    unknown = '{"type":"error","error":{"type":"api_error","message":"?","details":{"error_code":"%s"}}}'
    server.reply_with(Refusal(503, body=unknown % "change_outcome_unknown"))
    events = list(ClaudeResponder(Provider(server.url), KEY).reply(REQUEST))
    assert the_failure(events).failure is ReplyFailure.OUTCOME_UNKNOWN
    assert "charged twice" in the_failure(events).remedy
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


def test_a_retired_model_is_told_with_its_day() -> None:
    assert retired_on("claude-sonnet-4-20250514") == "2026-06-15"
    assert retired_on("claude-opus-4-5", date(2027, 1, 21)) is None
    assert retired_on("claude-opus-4-5", date(2027, 1, 22)) == "2027-01-22"
    assert retired_on("anything") is None


def test_no_model_of_ours_is_listed_as_retired_and_all_that_the_sdk_announces_are() -> None:
    from anthropic.resources.messages.messages import DEPRECATED_MODELS

    assert not {DEFAULT_MODEL, DEFAULT_MEMORY_MODEL} & set(retirements())
    assert set(DEPRECATED_MODELS) <= set(retirements())
