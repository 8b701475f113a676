from typing import Any

import pytest
from support.messages_server import MessagesServer, Refusal, serve

from personaui_desktop.claude.models import list_models
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.records.providers import HeaderStyle, ModelChoice, Provider

HALF = "\ud83d"
HUGE = 10**30
KEY = "nothing-like-a-key/42"
DEEP = "[" * 100_000 + "]" * 100_000


def test_models_as_anthropic_lists_them(server: MessagesServer) -> None:
    def model(name: str, lifecycle: str) -> dict[str, Any]:
        return {
            "type": "model",
            "id": name,
            "display_name": name.title(),
            "lifecycle": lifecycle,
            "max_input_tokens": 200_000,
            "max_tokens": 64_000,
            "created_at": "2026-01-01T00:00:00Z",
        }

    data = [model("new", "active"), model("old", "deprecated"), model("gone", "retired")]
    server.models = {"data": data, "has_more": False, "first_id": "new", "last_id": "gone"}
    assert list_models(Provider(server.url), "sk-x") == [
        ModelChoice("new", "New", is_deprecated=False, max_input_tokens=200_000, max_tokens=64_000),
        ModelChoice("old", "Old", is_deprecated=True, max_input_tokens=200_000, max_tokens=64_000),
    ]
    assert server.requests[0].headers["authorization"] == "Bearer sk-x"


def test_a_poor_servers_list(server: MessagesServer) -> None:
    entries = [{"id": "llama"}, {"object": "model"}, {"id": ""}, {"id": "llama", "display_name": "Again"}]
    server.models = {"object": "list", "data": [*entries, {"id": "b", "max_tokens": "many", "lifecycle": 3}]}
    assert list_models(Provider(server.url), None) == [ModelChoice("llama", "llama"), ModelChoice("b", "b")]


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"data": []}])
def test_a_list_without_models(server: MessagesServer, answer: object) -> None:
    server.models = answer
    assert list_models(Provider(server.url), None) == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Refusal(401, "authentication_error"), ReplyFailure.WRONG_KEY),
        (Refusal(404, body="no such page"), ReplyFailure.WRONG_ADDRESS),
        (Refusal(200, body="<html>"), ReplyFailure.SERVER),
    ],
)
def test_errors_are_known_ones(server: MessagesServer, answer: Refusal, expected: ReplyFailure) -> None:
    server.models = answer
    with pytest.raises(ReplyError) as caught:
        list_models(Provider(server.url), "sk-x")
    assert caught.value.failure is expected
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("style", HeaderStyle)
def test_a_redirect_takes_no_key_elsewhere(server: MessagesServer, style: HeaderStyle) -> None:
    with serve() as elsewhere:
        server.models = Refusal(307, headers={"location": f"{elsewhere.url}/v1/models"})
        with pytest.raises(ReplyError) as caught:
            list_models(Provider(server.url, style), "sk-x")
        assert elsewhere.requests == []
    assert caught.value.failure is ReplyFailure.WRONG_ADDRESS


def test_a_server_that_is_not_running() -> None:
    with serve() as closed:
        address = closed.url
    with pytest.raises(ReplyError, match=f"No server answers at {address}") as caught:
        list_models(Provider(address), None)
    assert "Start the server" in str(caught.value.remedy)


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
