"""A local server that speaks the Messages API: scripted replies, every way to end and to fail.

As a program of its own it streams the same reply to every request::

    python tests/support/messages_server.py --port 0 --rate 50 --pieces 400

and prints the port it listens on as its first line.
"""

import argparse
import json
import socket
import struct
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import unquote

MODEL = "claude-test-1"
PATIENCE = 20.0
"""Seconds after which a forgotten gate opens by itself."""


class Ending(Enum):
    """How a reply's connection ends after its pieces."""

    PROPER = "message_delta and message_stop"
    END_OF_FILE = "closed without another word"
    RESET = "connection reset"
    ERROR_EVENT = "an error event"
    GARBAGE = "an event that is no JSON"


class Reply(NamedTuple):
    """The script of one reply.

    ``thinking`` comes before the pieces, whole or in pieces, and with ``thinking_ending`` the connection ends
    in the middle of it. ``redacted`` puts a block before that which tells nothing. ``thinking_gate`` holds
    the reply back in the middle of it, after its first piece.
    ``headers_gate`` and ``gate`` hold the reply back before its headers and between its start and its pieces,
    until the event is set. ``rate`` is pieces a second, 0 for at once.
    """

    pieces: Sequence[str] = ("Hello", " there", ".")
    stop_reason: str | None = "end_turn"
    ending: Ending = Ending.PROPER
    thinking: str | Sequence[str] = ""
    thinking_ending: Ending | None = None
    redacted: bool = False
    model: str = MODEL
    stop_details: Mapping[str, Any] | None = None
    error_type: str = "overloaded_error"
    headers_gate: threading.Event | None = None
    gate: threading.Event | None = None
    rate: float = 0.0
    thinking_gate: threading.Event | None = None
    thinking_tokens: int | None = None


class Refusal(NamedTuple):
    """An answer with an error status, or any other body than a stream."""

    status: int
    error_type: str = "invalid_request_error"
    message: str = "No."
    headers: Mapping[str, str] = {}
    body: str | None = None


class Raw(NamedTuple):
    """An answer byte for byte. With a ``gate`` the connection stays open after it until that is set."""

    body: bytes
    status: int = 200
    content_type: str = "text/event-stream"
    headers: Mapping[str, str] = {}
    gate: threading.Event | None = None


class HangUp(NamedTuple):
    """No answer: the connection is closed once the request has been read."""


Answer = Reply | Refusal | Raw | HangUp


class Asked(NamedTuple):
    """A request as it arrived; header names are lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


class MessagesServer:
    """The server. Replies queue up with `reply_with`; without one, ``default`` is sent."""

    def __init__(self, port: int = 0, default: Answer = Reply()) -> None:  # noqa: B008 - immutable
        self.default = default
        self.models: Any = {"data": [], "has_more": False, "first_id": None, "last_id": None}
        self.requests: list[Asked] = []
        self.looks: list[Asked] = []
        """Requests for what one model is able to."""
        self.look_gate: threading.Event | None = None
        self.was_asked = threading.Semaphore(0)
        self.lost_client = threading.Event()
        self.closing = threading.Event()
        self._queue: deque[Answer] = deque()
        self._gates: list[threading.Event] = []
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.scripted = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="messages server"
        )

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def reply_with(self, *replies: Answer) -> None:
        """Queue the answers to the next requests for a message."""
        self._queue.extend(replies)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self.closing.set()
        for gate in (*self._gates, self.look_gate):
            if gate is not None:
                gate.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def next_answer(self, request: Asked) -> Answer:
        self.requests.append(request)
        answer = self._queue.popleft() if self._queue else self.default
        if isinstance(answer, Reply):
            gates = (answer.headers_gate, answer.gate, answer.thinking_gate)
            self._gates += [gate for gate in gates if gate]
        elif isinstance(answer, Raw) and answer.gate:
            self._gates.append(answer.gate)
        self.was_asked.release()
        return answer


@contextmanager
def serve(*replies: Answer, port: int = 0, default: Answer | None = None) -> Iterator[MessagesServer]:
    """A running server with these replies queued."""
    server = MessagesServer(port, default or Reply())
    server.reply_with(*replies)
    server.start()
    try:
        yield server
    finally:
        server.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    scripted: MessagesServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        if isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], OSError):
            self.scripted.lost_client.set()
        else:
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server: _Server

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        scripted = self.server.scripted
        before, _, model_id = self.path.partition("/v1/models/")
        if model_id and not before:
            self._tell_of(unquote(model_id))
            return
        scripted.requests.append(self._asked(None))
        if isinstance(scripted.models, Refusal):
            self._refuse(scripted.models)
        else:
            self._send_whole(200, json.dumps(scripted.models))

    def _tell_of(self, model_id: str) -> None:
        scripted = self.server.scripted
        scripted.looks.append(self._asked(None))
        _wait(scripted.look_gate)
        listed = scripted.models.get("data") if isinstance(scripted.models, dict) else None
        found = next((each for each in listed or () if each.get("id") == model_id), None)
        if isinstance(scripted.models, Refusal):
            self._refuse(scripted.models)
        elif found is None:
            self._refuse(Refusal(404, "not_found_error"))
        else:
            self._send_whole(200, json.dumps(found))

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        answer = self.server.scripted.next_answer(self._asked(json.loads(self.rfile.read(length) or b"null")))
        match answer:
            case Refusal():
                self._refuse(answer)
            case Reply():
                self._stream(answer)
            case Raw():
                self._send_raw(answer)
            case HangUp():
                self.close_connection = True

    def _asked(self, body: Any) -> Asked:
        return Asked(
            self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body
        )

    def _refuse(self, refusal: Refusal) -> None:
        error = {"type": refusal.error_type, "message": refusal.message}
        body = json.dumps({"type": "error", "error": error}) if refusal.body is None else refusal.body
        self._send_whole(refusal.status, body, refusal.headers)

    def _send_raw(self, raw: Raw) -> None:
        self.send_response(raw.status)
        for name, value in {"content-type": raw.content_type, "connection": "close", **raw.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw.body)
        self.wfile.flush()
        _wait(raw.gate)

    def _send_whole(self, status: int, body: str, headers: Mapping[str, str] = {}) -> None:
        content = body.encode()
        self.send_response(status)
        for name, value in {"content-type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, reply: Reply) -> None:
        _wait(reply.headers_gate)
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.send_header("connection", "close")
        self.end_headers()
        for event in _events_before_text(reply):
            self._event(event)
        if reply.thinking_ending is not None:
            self._end(reply._replace(ending=reply.thinking_ending))
            return
        _wait(reply.gate)
        for piece in reply.pieces:
            if reply.rate and self.server.scripted.closing.wait(1 / reply.rate):
                break
            self._event(_delta({"type": "text_delta", "text": piece}, _text_index(reply)))
        self._end(reply)

    def _end(self, reply: Reply) -> None:
        match reply.ending:
            case Ending.PROPER:
                for event in _events_after_text(reply):
                    self._event(event)
            case Ending.ERROR_EVENT:
                self._event({"type": "error", "error": {"type": reply.error_type, "message": "It broke."}})
            case Ending.GARBAGE:
                self._chunk(b"event: content_block_delta\ndata: {not json\n\n")
            case Ending.RESET:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                return
        self.wfile.write(b"0\r\n\r\n")

    def _event(self, event: Mapping[str, Any]) -> None:
        self._chunk(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())

    def _chunk(self, content: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
        self.wfile.flush()


def told(*events: Mapping[str, Any] | str) -> bytes:
    """Events as they travel; a text is an event's data as it stands."""
    lines = []
    for event in events:
        data = event if isinstance(event, str) else json.dumps(event)
        kind = json.loads(data)["type"] if not isinstance(event, str) else "message_delta"
        lines.append(f"event: {kind}\ndata: {data}\n\n")
    return "".join(lines).encode("utf-8", "surrogatepass")


def _events_before_text(reply: Reply) -> Iterator[dict[str, Any]]:
    cached = {"cache_read_input_tokens": 7, "cache_creation_input_tokens": 5}
    usage = {"input_tokens": 11, "output_tokens": 1, **cached}
    message = {
        "id": "msg_test", "type": "message", "role": "assistant", "model": reply.model, "content": [],
        "stop_reason": None, "stop_sequence": None, "usage": usage,
    }  # fmt: skip
    yield {"type": "message_start", "message": message}
    yield {"type": "ping"}
    if reply.redacted:
        block = {"type": "redacted_thinking", "data": "c2VjcmV0"}
        yield {"type": "content_block_start", "index": 0, "content_block": block}
        yield {"type": "content_block_stop", "index": 0}
    if reply.thinking:
        yield from _thinking_events(reply, int(reply.redacted))
    if reply.thinking_ending is None:
        block = {"type": "text", "text": ""}
        yield {"type": "content_block_start", "index": _text_index(reply), "content_block": block}


def _text_index(reply: Reply) -> int:
    return int(reply.redacted) + int(bool(reply.thinking))


def _thinking_events(reply: Reply, index: int) -> Iterator[dict[str, Any]]:
    block = {"type": "thinking", "thinking": "", "signature": ""}
    yield {"type": "content_block_start", "index": index, "content_block": block}
    pieces = [reply.thinking] if isinstance(reply.thinking, str) else reply.thinking
    for number, piece in enumerate(pieces):
        if number == 1:
            _wait(reply.thinking_gate)
        yield _delta({"type": "thinking_delta", "thinking": piece}, index)
    if reply.thinking_ending is None:
        yield _delta({"type": "signature_delta", "signature": "c2ln"}, index)
        yield {"type": "content_block_stop", "index": index}


def _events_after_text(reply: Reply) -> Iterator[dict[str, Any]]:
    yield {"type": "content_block_stop", "index": _text_index(reply)}
    delta = {"stop_reason": reply.stop_reason, "stop_sequence": None, "stop_details": reply.stop_details}
    usage: dict[str, Any] = {"output_tokens": 2 + len(reply.pieces)}
    if reply.thinking_tokens is not None:
        usage["output_tokens_details"] = {"thinking_tokens": reply.thinking_tokens}
    yield {"type": "message_delta", "delta": delta, "usage": usage}
    yield {"type": "message_stop"}


def _delta(delta: Mapping[str, Any], index: int) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": index, "delta": delta}


def able(model_id: str, *thinking: str, efforts: Sequence[str] = ()) -> dict[str, Any]:
    """A model as Anthropic lists it, with these kinds of thinking and these efforts."""
    kinds = {kind: {"supported": kind in thinking} for kind in ("adaptive", "disabled", "enabled")}
    levels = {level: {"supported": level in efforts} for level in ("low", "medium", "high", "xhigh", "max")}
    thinks = bool({"adaptive", "enabled"} & set(thinking))
    return {
        "type": "model",
        "id": model_id,
        "display_name": model_id.title(),
        "lifecycle": "active",
        "created_at": "2026-01-01T00:00:00Z",
        "capabilities": {
            "thinking": {"supported": thinks, "types": kinds},
            "effort": {"supported": bool(efforts), **levels},
        },
    }


def _wait(gate: threading.Event | None) -> None:
    if gate is not None:
        gate.wait(PATIENCE)


def main() -> None:
    parser = argparse.ArgumentParser(description="A local server that speaks the Messages API.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--rate", type=float, default=50.0, help="pieces of text a second, 0 for at once")
    parser.add_argument("--pieces", type=int, default=400, help="pieces in each reply")
    options = parser.parse_args()
    pieces = [f"word{number} " for number in range(options.pieces)]
    server = MessagesServer(options.port, Reply(pieces, rate=options.rate))
    server.start()
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        server.close()


if __name__ == "__main__":
    main()
