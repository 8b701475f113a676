import gc
import socket
import threading
from collections.abc import Iterator

import pytest
from support.messages_server import MessagesServer, Raw, Refusal, Reply, told

from personaui_desktop.claude import connection, reading
from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.claude.connection import Connection
from personaui_desktop.claude.events import Finished, ReplyEvent, Started, Text, Waiting
from personaui_desktop.claude.failures import Addressee
from personaui_desktop.claude.manner import Manner
from personaui_desktop.claude.stream import ClaudeStream
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest

REQUEST = ReplyRequest((), ({"role": "user", "content": "hi"},))


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No reading thread stays, and no socket: an unclosed one warns when it is collected."""
    yield
    for thread in threading.enumerate():
        if thread.name == "reply reader":
            thread.join(5)
            assert not thread.is_alive()
    gc.collect()


def begin(server: MessagesServer, *answers: Reply | Refusal) -> ClaudeStream:
    server.reply_with(*answers)
    return ClaudeResponder(Provider(server.url), "sk-x").reply(REQUEST)


def collect_in_thread(stream: ClaudeStream) -> tuple[threading.Thread, list[ReplyEvent]]:
    events: list[ReplyEvent] = []
    thread = threading.Thread(target=lambda: events.extend(stream))
    thread.start()
    return thread, events


def ends(thread: threading.Thread) -> bool:
    thread.join(5)
    return not thread.is_alive()


def test_stopped_before_it_began_nothing_is_sent(server: MessagesServer) -> None:
    stream = begin(server)
    stream.stop()
    assert list(stream) == []
    assert not server.requests


def test_stopped_while_waiting_for_the_headers(server: MessagesServer) -> None:
    stream = begin(server, Reply(headers_gate=threading.Event()))
    thread, events = collect_in_thread(stream)
    assert server.was_asked.acquire(timeout=5)
    stream.stop()
    assert ends(thread)
    assert events == []
    assert len(server.requests) == 1


def test_stopped_while_waiting_for_the_first_text(server: MessagesServer) -> None:
    gate = threading.Event()
    stream = begin(server, Reply(["never "] * 5000, gate=gate))
    thread, events = collect_in_thread(stream)
    assert server.was_asked.acquire(timeout=5)
    stream.stop()
    assert ends(thread)
    assert [event for event in events if not isinstance(event, Started)] == []
    gate.set()
    assert server.lost_client.wait(5)


def test_stopped_in_mid_stream_the_server_is_told(server: MessagesServer) -> None:
    stream = begin(server, Reply(["word "] * 100_000))
    pieces = 0
    for event in stream:
        pieces += isinstance(event, Text)
        if pieces == 10:
            stream.stop()
    assert pieces == 10
    assert server.lost_client.wait(5)


def test_stopped_while_the_sdk_waits_before_it_tries_again(server: MessagesServer) -> None:
    stream = begin(server, Refusal(529, "overloaded_error", headers={"retry-after": "2"}))
    thread, events = collect_in_thread(stream)
    assert server.was_asked.acquire(timeout=5)
    stream.stop()
    thread.join(1.8)
    assert not thread.is_alive()
    assert [each for each in events if not isinstance(each, Waiting)] == []
    assert len(server.requests) == 1


def test_nothing_is_sent_again_after_a_stop(server: MessagesServer) -> None:
    stream = begin(server, Refusal(529, "overloaded_error", headers={"retry-after-ms": "50"}))
    thread, _ = collect_in_thread(stream)
    assert server.was_asked.acquire(timeout=5)
    stream.stop()
    assert ends(thread)
    for reader in [thread for thread in threading.enumerate() if thread.name == "reply reader"]:
        reader.join(5)
    assert len(server.requests) == 1


def test_a_reply_that_is_let_go_of_is_stopped(server: MessagesServer) -> None:
    events = iter(begin(server, Reply(["word "] * 100_000)))
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert server.lost_client.wait(5)


@pytest.mark.parametrize("pieces", [0, 1, 50, 2000])
def test_no_socket_stays_open_after_a_stop_wherever_it_comes(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch, pieces: int
) -> None:
    opened: list[socket.socket] = []
    shut_down = connection._shut_down
    monkeypatch.setattr(connection, "_shut_down", lambda one: (opened.append(one), shut_down(one)))
    stream = begin(server, Reply(["word "] * 100_000))
    for number, _ in enumerate(stream):
        if number == pieces:
            stream.stop()
    for reader in [thread for thread in threading.enumerate() if thread.name == "reply reader"]:
        reader.join(5)
    assert opened
    assert [one for one in opened if one.fileno() != -1] == []


def test_what_the_transport_lets_go_of_is_closed_all_the_same() -> None:
    ours, theirs = socket.socketpair()
    watched = Connection()
    watched._sockets.append(ours)
    watched.cut()
    watched.close()
    with theirs:
        assert theirs.recv(1) == b""
    assert ours.fileno() == -1


def test_stopping_often_and_late_is_harmless(server: MessagesServer) -> None:
    stream = begin(server)
    assert len(list(stream)) == 5
    stream.stop()
    stream.stop()


def test_a_mistake_of_our_own_comes_out_where_the_reply_is_read() -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError

    asked = Addressee("http://localhost")
    with pytest.raises(ZeroDivisionError):
        list(ClaudeStream(broken, {}, asked, Manner(asked, None, 100, broken)))  # type: ignore[arg-type]


@pytest.mark.parametrize("pieces", range(0, 12, 3))
def test_stopped_from_another_thread_at_any_piece(server: MessagesServer, pieces: int) -> None:
    stream = begin(server, Reply(["word "] * 20_000))
    seen = threading.Event()

    def stop() -> None:
        seen.wait(5)
        stream.stop()

    stopper = threading.Thread(target=stop)
    stopper.start()
    for number, _ in enumerate(stream):
        if number == pieces:
            seen.set()
    assert ends(stopper)


DELTA = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 3}}


@pytest.mark.parametrize("after", [(), ({"type": "ping"},) * 3, (DELTA,)], ids=["silence", "pings", "again"])
def test_a_server_that_has_told_why_it_ends_is_not_waited_for_long(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch, after: tuple[dict[str, object], ...]
) -> None:
    monkeypatch.setattr(reading, "FAREWELL_SECONDS", 0.2)
    gate = threading.Event()
    start = {"type": "message_start", "message": {"model": "m", "usage": {"input_tokens": 1}}}
    text = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "All said."}}
    server.reply_with(Raw(told(start, text, DELTA, *after), gate=gate))
    thread, events = collect_in_thread(ClaudeResponder(Provider(server.url), None).reply(REQUEST))
    assert ends(thread)
    assert not gate.is_set()
    assert events[1] == Text("All said.")
    assert isinstance(events[2], Finished)
    assert events[2].stop_reason == "end_turn"
    assert events[2].usage.output_tokens == 3
    gate.set()


def test_a_reply_without_a_reason_to_end_may_pause(
    server: MessagesServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FAREWELL_SECONDS", 0.0)
    gate = threading.Event()
    server.reply_with(Reply(["One ", "two."], gate=gate))
    thread, events = collect_in_thread(ClaudeResponder(Provider(server.url), None).reply(REQUEST))
    assert server.was_asked.acquire(timeout=5)
    thread.join(0.3)
    gate.set()
    assert ends(thread)
    assert [event.text for event in events if isinstance(event, Text)] == ["One ", "two."]
    # One that was called off still needs a moment to end; one that runs on is found.
    timers = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert all(map(ends, timers))
