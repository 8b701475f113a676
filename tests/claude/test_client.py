import json
import threading
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.messages_server import Ending, MessagesServer, Refusal, Reply, serve

from personaui_desktop.claude.client import DEFAULT_MODEL, ClaudeResponder
from personaui_desktop.claude.events import Failed, Finished, ReplyEvent, Started, Text, Thinking
from personaui_desktop.claude.outcome import outcome_of
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.providers import HeaderStyle, Provider
from personaui_desktop.records.replies import ReplyRequest, Usage
from personaui_desktop.text import clean_text

REQUEST = ReplyRequest(("persona", "memories"), ({"role": "user", "content": "hi"},), "Mia")

AT_ONCE = {"x-should-retry": "false"}


@pytest.fixture(scope="module")
def running() -> Iterator[MessagesServer]:
    with serve() as server:
        yield server


@pytest.fixture
def server(running: MessagesServer) -> MessagesServer:
    running.requests.clear()
    return running


def replies(server: MessagesServer, answer: Reply | Refusal, **provider: object) -> list[ReplyEvent]:
    server.reply_with(answer)
    responder = ClaudeResponder(Provider(server.url)._replace(**provider), "sk-secret")  # type: ignore[arg-type]
    return list(responder.reply(REQUEST))


def text_of(events: list[ReplyEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, Text))


def failure(events: list[ReplyEvent]) -> tuple[ReplyFailure, str, str]:
    end = events[-1]
    assert isinstance(end, Failed), events
    return end.error.failure, str(end.error), str(end.error.remedy)


def test_a_reply_streams_as_events(server: MessagesServer) -> None:
    assert replies(server, Reply()) == [
        Started("claude-test-1", "msg_test"),
        Text("Hello"),
        Text(" there"),
        Text("."),
        Finished("end_turn", "claude-test-1", Usage(11, 5, 7, 5)),
    ]


def test_what_is_sent(server: MessagesServer) -> None:
    replies(server, Reply(), max_tokens=77)
    asked = server.requests[0]
    marker = {"type": "ephemeral"}
    assert asked.path == "/v1/messages"
    assert asked.body == {
        "model": DEFAULT_MODEL,
        "max_tokens": 77,
        "stream": True,
        "system": [
            {"type": "text", "text": "persona"},
            {"type": "text", "text": "memories", "cache_control": marker},
        ],
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "hi", "cache_control": marker}]},
        ],
    }
    assert asked.headers["authorization"] == "Bearer sk-secret"
    assert "x-api-key" not in asked.headers


def test_a_request_may_name_another_model(server: MessagesServer) -> None:
    server.reply_with(Reply())
    responder = ClaudeResponder(Provider(server.url), "sk-secret")
    list(responder.reply(REQUEST._replace(model="a-larger-model")))
    list(responder.reply(REQUEST))
    assert [asked.body["model"] for asked in server.requests] == ["a-larger-model", DEFAULT_MODEL]


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/"])
def test_an_address_may_end_in_every_usual_way(server: MessagesServer, ending: str) -> None:
    replies(server, Reply(), base_url=server.url + ending)
    assert server.requests[0].path == "/v1/messages"


def test_a_server_of_ones_own_needs_no_key_and_gets_nobody_elses(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-foreign")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "foreign-token")
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", "X-Gateway-Key: foreign\nX-Other: foreign")
    list(ClaudeResponder(Provider(server.url), None).reply(REQUEST))
    assert "foreign" not in json.dumps(server.requests[0].headers)


@pytest.mark.parametrize("style", HeaderStyle)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_takes_neither_key_nor_conversation_elsewhere(
    server: MessagesServer, style: HeaderStyle, status: int
) -> None:
    with serve() as elsewhere:
        redirect = Refusal(status, headers={"location": f"{elsewhere.url}/v1/messages"})
        kind, sentence, remedy = failure(replies(server, redirect, header_style=style))
        assert elsewhere.requests == []
    assert kind is ReplyFailure.WRONG_ADDRESS
    assert "another address" in sentence
    assert "settings" in remedy


def test_the_environments_address_is_used_where_none_is_chosen(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url + "/v1")
    assert text_of(list(ClaudeResponder(Provider(), "k").reply(REQUEST))) == "Hello there."


def test_the_default_model_is_current_in_the_sdk() -> None:
    from typing import get_args

    from anthropic.resources.messages.messages import DEPRECATED_MODELS
    from anthropic.types import Model

    assert DEFAULT_MODEL in get_args(get_args(Model)[0])
    assert DEFAULT_MODEL not in DEPRECATED_MODELS
    assert ClaudeResponder(Provider(), None).name == DEFAULT_MODEL
    assert ClaudeResponder(Provider(model="other"), None).name == "other"


def test_thinking_comes_before_the_text(server: MessagesServer) -> None:
    events = replies(server, Reply(thinking="Let me see."))
    assert [type(event) for event in events[:4]] == [Started, Thinking, Thinking, Text]
    assert text_of(events) == "Hello there."


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        ("end_turn", ReplyStatus.COMPLETE),
        ("stop_sequence", ReplyStatus.COMPLETE),
        ("max_tokens", ReplyStatus.TRUNCATED),
        ("model_context_window_exceeded", ReplyStatus.TRUNCATED),
        ("refusal", ReplyStatus.REFUSED),
    ],
)
def test_stop_reasons(server: MessagesServer, reason: str, status: ReplyStatus) -> None:
    end = replies(server, Reply(stop_reason=reason))[-1]
    assert isinstance(end, Finished)
    assert outcome_of(end).status is status


def test_a_refusal_may_have_no_text_and_says_why(server: MessagesServer) -> None:
    details = {"type": "refusal", "category": "bio", "explanation": "Not this."}
    events = replies(server, Reply((), stop_reason="refusal", stop_details=details))
    end = events[-1]
    assert text_of(events) == ""
    assert isinstance(end, Finished)
    assert str(end.detail) == "Reason: biological harm. Not this."


def test_a_stream_that_just_ends_is_no_complete_reply(server: MessagesServer) -> None:
    events = replies(server, Reply(ending=Ending.END_OF_FILE))
    assert text_of(events) == "Hello there."
    assert events[-1] == Finished(None, "claude-test-1", Usage(11, None, 7, 5))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Reply(ending=Ending.RESET), ReplyFailure.CUT_OFF),
        (Reply(ending=Ending.ERROR_EVENT), ReplyFailure.OVERLOADED),
        (Reply(ending=Ending.ERROR_EVENT, error_type="rate_limit_error"), ReplyFailure.RATE_LIMITED),
        (Reply(ending=Ending.ERROR_EVENT, error_type="api_error"), ReplyFailure.SERVER),
        (Reply(ending=Ending.GARBAGE), ReplyFailure.SERVER),
    ],
)
def test_what_breaks_in_mid_stream_keeps_what_arrived(
    server: MessagesServer, answer: Reply, expected: ReplyFailure
) -> None:
    events = replies(server, answer)
    assert text_of(events) == "Hello there."
    assert failure(events)[0] is expected
    end = events[-1]
    assert isinstance(end, Failed)
    assert end.usage == Usage(11, None, 7, 5)


@pytest.mark.parametrize(
    ("status", "error_type", "expected"),
    [
        (401, "authentication_error", ReplyFailure.WRONG_KEY),
        (402, "billing_error", ReplyFailure.NO_CREDIT),
        (403, "permission_error", ReplyFailure.NOT_ALLOWED),
        (404, "not_found_error", ReplyFailure.UNKNOWN_MODEL),
        (413, "request_too_large", ReplyFailure.TOO_LONG),
        (422, "invalid_request_error", ReplyFailure.BAD_REQUEST),
        (429, "rate_limit_error", ReplyFailure.RATE_LIMITED),
        (500, "api_error", ReplyFailure.SERVER),
        (503, "unknown", ReplyFailure.OVERLOADED),
        (504, "timeout_error", ReplyFailure.SERVER),
        (529, "overloaded_error", ReplyFailure.OVERLOADED),
    ],
)
def test_every_error_has_a_sentence_and_a_remedy(
    server: MessagesServer, status: int, error_type: str, expected: ReplyFailure
) -> None:
    kind, sentence, remedy = failure(replies(server, Refusal(status, error_type, headers=AT_ONCE)))
    assert kind is expected
    assert sentence.count(".") >= 1
    assert remedy.endswith(".")


def test_out_of_credit_as_a_plain_400(server: MessagesServer) -> None:
    told = Refusal(400, "invalid_request_error", "Your credit balance is too low to access the API.")
    assert failure(replies(server, told))[0] is ReplyFailure.NO_CREDIT


def test_the_servers_own_words_are_quoted_shortened_and_without_the_key(server: MessagesServer) -> None:
    kind, sentence, _ = failure(replies(server, Refusal(400, message="messages: sk-secret is wrong. " * 40)))
    assert kind is ReplyFailure.BAD_REQUEST
    assert "messages: [key] is wrong." in sentence
    assert "secret" not in sentence
    assert len(sentence) < 350


@pytest.mark.parametrize(
    ("seconds", "remedy"),
    [
        ("30", "Try again in 30 seconds."),
        ("600", "Try again in 10 minutes."),
        ("soon", "Try again in a moment."),
    ],
)
def test_a_long_wait_is_told_instead_of_waited_for(server: MessagesServer, seconds: str, remedy: str) -> None:
    headers = {"retry-after": seconds} if seconds != "soon" else {"retry-after": seconds, **AT_ONCE}
    assert failure(replies(server, Refusal(429, "rate_limit_error", headers=headers)))[2] == remedy
    assert len(server.requests) == 1


def test_the_sdk_tries_again_by_itself(server: MessagesServer) -> None:
    busy = Refusal(529, "overloaded_error", headers={"retry-after-ms": "1"})
    server.reply_with(busy)
    assert text_of(replies(server, busy)) == "Hello there."
    assert len(server.requests) == 3


def test_something_else_at_the_address(server: MessagesServer) -> None:
    page = "<html>Welcome</html>"
    for answer in (Refusal(200, body=page), Refusal(404, body=page), Refusal(405, body=page)):
        kind, sentence, remedy = failure(replies(server, answer))
        assert kind is ReplyFailure.WRONG_ADDRESS
        assert server.url in sentence
        assert "settings" in remedy


@pytest.mark.parametrize("address", ["nonsense", "ftp://localhost", "http://[::1", "http://", "http://a:x"])
def test_addresses_that_are_none(address: str) -> None:
    kind, _, _ = failure(list(ClaudeResponder(Provider(address), None).reply(REQUEST)))
    assert kind is ReplyFailure.WRONG_ADDRESS


@pytest.mark.parametrize("key", ["sk-\nx", "clé", "a b"])
def test_a_key_that_cannot_be_sent(server: MessagesServer, key: str) -> None:
    kind, sentence, _ = failure(list(ClaudeResponder(Provider(server.url), key).reply(REQUEST)))
    assert kind is ReplyFailure.WRONG_KEY
    assert key not in sentence
    assert not server.requests


def test_a_responder_never_shows_its_key() -> None:
    assert "secret" not in repr(ClaudeResponder(Provider("http://localhost:1"), "sk-secret"))


@settings(max_examples=15)
@given(
    text=st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("\ud83d\ude00")), max_size=60),
    cuts=st.lists(st.integers(0, 60), max_size=5),
)
def test_text_cut_anywhere_arrives_whole_and_valid(
    running: MessagesServer, text: str, cuts: list[int]
) -> None:
    utf16 = text.encode("utf-16-le", "surrogatepass")
    places = [0, *sorted(cut * 2 for cut in cuts), len(utf16)]
    pieces = [utf16[start:end].decode("utf-16-le", "surrogatepass") for start, end in pairwise(places)]
    arrived = [event.text for event in replies(running, Reply(pieces)) if isinstance(event, Text)]
    assert "".join(arrived) == clean_text(text)
    for piece in arrived:
        assert piece
        piece.encode("utf-8")


def test_replies_do_not_disturb_each_other(server: MessagesServer) -> None:
    gate = threading.Event()
    server.reply_with(Reply(("slow",), gate=gate))
    slow = iter(ClaudeResponder(Provider(server.url), None).reply(REQUEST))
    assert isinstance(next(slow), Started)
    assert text_of(replies(server, Reply(("quick",)))) == "quick"
    gate.set()
    assert text_of(list(slow)) == "slow"
