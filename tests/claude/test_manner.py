"""How a model is asked to think, by the real SDK at a local server."""

import threading
from typing import Any

import pytest
from support.messages_server import Ending, MessagesServer, Refusal, Reply, able

from personaui_desktop.claude import client
from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.claude.events import Failed, Finished, ReplyEvent, Started, Text, Thinking
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest

REQUEST = ReplyRequest((), ({"role": "user", "content": "Are you thinking?"},), may_think=True)
ADAPTIVE = {"type": "adaptive", "display": "summarized"}


def ask(
    server: MessagesServer, *answers: Any, request: ReplyRequest = REQUEST, **provider: Any
) -> list[ReplyEvent]:
    server.reply_with(*answers)
    return list(ClaudeResponder(Provider(server.url, model="m", **provider), "sk-x").reply(request))


def offers(server: MessagesServer, *thinking: str, efforts: tuple[str, ...] = ()) -> None:
    server.models = {"data": [able("m", *thinking, efforts=efforts)]}


def sent(server: MessagesServer) -> list[tuple[Any, Any]]:
    return [(asked.body.get("thinking"), asked.body.get("output_config")) for asked in server.requests]


def test_a_model_that_can_is_asked_to_think_and_to_tell(server: MessagesServer) -> None:
    offers(server, "adaptive", "enabled", "disabled", efforts=("low", "high"))
    events = ask(server, Reply(thinking="Hm."), effort="high")
    assert sent(server) == [(ADAPTIVE, {"effort": "high"})]
    assert [event.text for event in events if isinstance(event, Thinking)] == ["", "Hm."]
    started = next(event for event in events if isinstance(event, Started))
    assert started.effort == "high"


def test_it_is_asked_once_a_run_what_a_model_is_able_to(server: MessagesServer) -> None:
    offers(server, "adaptive")
    ask(server)
    ask(server)
    assert [look.path for look in server.looks] == ["/v1/models/m"]
    assert sent(server) == [(ADAPTIVE, None)] * 2


@pytest.mark.parametrize(("longest", "budget"), [(1025, 1024), (4096, 2048), (20_000, 10_000)])
def test_a_model_that_needs_a_budget_gets_half(server: MessagesServer, longest: int, budget: int) -> None:
    offers(server, "enabled")
    ask(server, max_tokens=longest)
    wanted = {"type": "enabled", "budget_tokens": budget, "display": "summarized"}
    assert sent(server) == [(wanted, None)]
    assert budget < server.requests[0].body["max_tokens"] == longest


def test_with_no_room_for_a_budget_it_does_not_think(server: MessagesServer) -> None:
    offers(server, "enabled")
    ask(server, max_tokens=1024)
    assert sent(server) == [(None, None)]


def test_who_does_not_want_it_has_it_turned_off_where_that_can_be(server: MessagesServer) -> None:
    offers(server, "adaptive", "disabled", efforts=("low",))
    ask(server, may_think=False, effort="low")
    assert sent(server) == [({"type": "disabled"}, {"effort": "low"})]


def test_what_always_thinks_is_left_alone(server: MessagesServer) -> None:
    offers(server, "adaptive")
    ask(server, may_think=False)
    assert sent(server) == [(None, None)]


def test_an_effort_that_the_model_does_not_have_is_not_asked_for(server: MessagesServer) -> None:
    offers(server, "adaptive", efforts=("low", "high"))
    events = ask(server, effort="xhigh")
    assert sent(server) == [(ADAPTIVE, None)]
    assert next(event for event in events if isinstance(event, Started)).effort == ""


def test_memories_and_titles_do_not_think_and_nobody_looks_for_them(server: MessagesServer) -> None:
    offers(server, "adaptive", "disabled", efforts=("low",))
    aside = REQUEST._replace(may_think=False)
    ask(server, request=aside, effort="low")
    assert not server.looks
    ask(server, effort="low")
    ask(server, request=aside, effort="low")
    assert sent(server) == [(None, None), (ADAPTIVE, {"effort": "low"}), ({"type": "disabled"}, None)]


@pytest.mark.parametrize(
    "models", [Refusal(404), Refusal(501, body="no"), Refusal(200, body="{not json"), {"data": []}]
)
def test_a_server_that_tells_nothing_of_its_models_is_asked_once_and_replies(
    server: MessagesServer, models: Any
) -> None:
    server.models = models
    assert isinstance(ask(server)[-1], Finished)
    assert isinstance(ask(server)[-1], Finished)
    assert sent(server) == [(None, None)] * 2
    assert len(server.looks) == 1


@pytest.mark.parametrize("models", [Refusal(500), Refusal(401), Refusal(429)])
def test_a_server_that_is_in_trouble_is_asked_again_the_next_time(
    server: MessagesServer, models: Any
) -> None:
    server.models = models
    ask(server)
    offers(server, "adaptive")
    ask(server)
    assert sent(server) == [(None, None), (ADAPTIVE, None)]
    assert len(server.looks) == 2


@pytest.mark.parametrize("status", [400, 422])
def test_what_a_server_refuses_is_left_out_once_more_and_from_then_on(
    server: MessagesServer, status: int
) -> None:
    offers(server, "adaptive", efforts=("low",))
    refusal = Refusal(status, message="thinking: Extra inputs are not permitted")
    events = ask(server, refusal, Reply(["Hello."]), effort="low")
    assert [event.text for event in events if isinstance(event, Text)] == ["Hello."]
    ask(server, Reply(), effort="low")
    low = {"effort": "low"}
    assert sent(server) == [(ADAPTIVE, low), (None, low), (None, low)]


def test_both_may_be_refused_one_after_the_other(server: MessagesServer) -> None:
    offers(server, "adaptive", efforts=("low",))
    refusals = (Refusal(400, message="thinking?"), Refusal(400, message="output_config?"))
    events = ask(server, *refusals, Reply(), effort="low")
    assert isinstance(events[-1], Finished)
    assert next(event for event in events if isinstance(event, Started)).effort == ""
    assert sent(server) == [(ADAPTIVE, {"effort": "low"}), (None, {"effort": "low"}), (None, None)]


def test_a_refusal_without_end_ends(server: MessagesServer) -> None:
    offers(server, "adaptive", efforts=("low",))
    refusal = Refusal(400, message="thinking and effort are wrong")
    server.default = refusal
    end = ask(server, effort="low")[-1]
    assert isinstance(end, Failed)
    assert end.error.failure is ReplyFailure.BAD_REQUEST
    assert len(server.requests) == 2
    server.default = Reply()
    ask(server, effort="low")
    assert sent(server)[-1] == (ADAPTIVE, {"effort": "low"}), "it was not that which was refused"


@pytest.mark.parametrize("refusal", [Refusal(400, message="Too many."), Refusal(403, message="thinking")])
def test_what_else_is_refused_is_not_sent_again(server: MessagesServer, refusal: Refusal) -> None:
    offers(server, "adaptive")
    assert isinstance(ask(server, refusal)[-1], Failed)
    assert len(server.requests) == 1


def test_a_reply_can_be_stopped_while_the_server_is_asked(server: MessagesServer) -> None:
    offers(server, "adaptive")
    server.look_gate = threading.Event()
    stream = ClaudeResponder(Provider(server.url, model="m"), "sk-x").reply(REQUEST)
    ended = threading.Event()

    def read() -> None:
        list(stream)
        ended.set()

    threading.Thread(target=read, daemon=True).start()
    while not server.looks:
        ended.wait(0.01)
    stream.stop()
    assert ended.wait(2)
    for reader in (each for each in threading.enumerate() if each.name == "reply reader"):
        reader.join(2)
        assert not reader.is_alive(), "it does not wait for the answer"
    assert not server.requests


def test_a_server_that_is_silent_when_asked_is_asked_once_and_replies(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "FOR_A_GLANCE", client.Patience(0.2, 0))
    server.look_gate = threading.Event()
    assert isinstance(ask(server)[-1], Finished)
    assert isinstance(ask(server)[-1], Finished)
    assert len(server.looks) == 1


@pytest.mark.parametrize("ending", [Ending.END_OF_FILE, Ending.RESET, Ending.ERROR_EVENT, Ending.GARBAGE])
def test_what_breaks_in_the_middle_of_thinking_keeps_what_was_thought(
    server: MessagesServer, ending: Ending
) -> None:
    offers(server, "adaptive")
    events = ask(server, Reply(thinking=("She ", "asks"), thinking_ending=ending))
    assert "".join(event.text for event in events if isinstance(event, Thinking)) == "She asks"
    assert isinstance(events[-1], Failed) or events[-1] == events[-1]._replace(stop_reason=None)


def test_half_characters_and_what_is_not_told(server: MessagesServer) -> None:
    offers(server, "adaptive")
    events = ask(server, Reply(thinking=("a\ud83d", "\ude00b\udc00"), redacted=True))
    told = "".join(event.text for event in events if isinstance(event, Thinking))
    told.encode()
    assert told == "a😀b\ufffd"
    assert "c2VjcmV0" not in told
