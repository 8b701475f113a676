"""Waiting before a request is sent again: told, ended at any moment, and never longer than is said."""

import gc
import threading
import time
from types import SimpleNamespace

import anthropic._base_client
import pytest
from support.messages_server import HangUp, MessagesServer, Raw, Reply, told
from support.twisted import KEY, REQUEST, ask, end, piece, start, the_failure

from personaui_desktop.claude.client import FOR_A_REPLY, ClaudeResponder
from personaui_desktop.claude.events import Failed, Finished, ReplyEvent
from personaui_desktop.errors import ReplyFailure
from personaui_desktop.records.providers import Provider


def pauses_of_the_sdk(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the SDK would sleep, of which nothing is slept."""
    pauses: list[float] = []
    clock = SimpleNamespace(**vars(time) | {"sleep": pauses.append})
    monkeypatch.setattr(anthropic._base_client, "time", clock)
    return pauses


AT_ONCE = {"x-should-retry": "false"}

STOP = {"type": "message_stop"}


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


def test_a_server_that_hangs_up_is_not_told_as_one_that_is_not_there(server: MessagesServer) -> None:
    error = the_failure(ask(server, HangUp()))
    assert error.failure is ReplyFailure.NO_NETWORK
    assert "closed the connection without an answer" in str(error)
    assert "No server answers" not in str(error)


def test_a_server_that_stays_silent_is_not_asked_again_in_silence(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was waited for minutes already; whoever asked is told, and may ask again."""
    pauses_of_the_sdk(monkeypatch)
    server.reply_with(Reply(headers_gate=threading.Event()))
    impatient = FOR_A_REPLY._replace(read_seconds=0.3)
    events = list(ClaudeResponder(Provider(server.url), "sk-x", impatient).reply(REQUEST))
    assert len(server.requests) == 1
    (end,) = events
    assert isinstance(end, Failed)
    assert end.error.failure is ReplyFailure.NO_NETWORK
    assert str(end.error.sentence) == f"{server.url} did not answer in time."
