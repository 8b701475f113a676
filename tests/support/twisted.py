"""Servers that answer twisted things, and what is told of it."""

from typing import Any

from support.messages_server import HangUp, MessagesServer, Raw, Refusal, Reply

from personaui_desktop.claude.client import FOR_A_LOOK, ClaudeResponder
from personaui_desktop.claude.events import Failed, ReplyEvent, Text
from personaui_desktop.errors import ReplyError
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest

REQUEST = ReplyRequest((), ({"role": "user", "content": "hi"},))
KEY = "nothing-like-a-key/42"


def ask(server: MessagesServer, answer: Reply | Refusal | Raw | HangUp, model: str = "m") -> list[ReplyEvent]:
    server.reply_with(answer)
    return list(ClaudeResponder(Provider(server.url, model=model), KEY, FOR_A_LOOK).reply(REQUEST))


def the_failure(events: list[ReplyEvent]) -> ReplyError:
    end = events[-1]
    assert isinstance(end, Failed), events
    return end.error


def text_of(events: list[ReplyEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, Text))


def start(model: Any = "m", message_id: Any = "msg", **usage: Any) -> dict[str, Any]:
    message = {"id": message_id, "type": "message", "role": "assistant", "model": model, "content": []}
    return {"type": "message_start", "message": {**message, "usage": {"input_tokens": 3, **usage}}}


def piece(text: Any) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}


def end(stop_reason: Any = "end_turn", details: Any = None, **usage: Any) -> dict[str, Any]:
    delta = {"stop_reason": stop_reason, "stop_details": details}
    return {"type": "message_delta", "delta": delta, "usage": {"output_tokens": 2, **usage}}
