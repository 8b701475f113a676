from collections.abc import Iterator

import pytest
from support.messages_server import MessagesServer, Refusal, Reply, serve

from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.claude.events import ReplyEvent
from personaui_desktop.records.providers import HeaderStyle, Provider
from personaui_desktop.records.replies import ReplyRequest

REQUEST = ReplyRequest(("persona", "memories"), ({"role": "user", "content": "hi"},), "Mia")


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


def test_the_older_header_style(server: MessagesServer) -> None:
    replies(server, Reply(), header_style=HeaderStyle.API_KEY, model="llama3")
    asked = server.requests[0]
    assert asked.headers["x-api-key"] == "sk-secret"
    assert asked.headers["anthropic-version"] == "2023-06-01"
    assert asked.body["model"] == "llama3"


@pytest.mark.parametrize("style", HeaderStyle)
@pytest.mark.parametrize("ambient", ["foreign", "sk-secret"])
def test_the_environments_headers_do_not_take_the_key_away(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch, style: HeaderStyle, ambient: str
) -> None:
    lines = f"Authorization: Bearer {ambient}\nX-API-Key: {ambient}\nauthorization:Bearer {ambient}"
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", lines)
    replies(server, Reply(), header_style=style)
    headers = server.requests[0].headers
    assert headers["authorization"] == "Bearer sk-secret"
    assert headers.get("x-api-key") == ("sk-secret" if style is HeaderStyle.API_KEY else None)
