"""Writing memories through a server that speaks the protocol, and every way in which that goes wrong."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot
from support.messages_server import Ending, MessagesServer, Refusal, Reply, serve
from support.scripted import ScriptedResponder, ScriptedStream

from personaui_desktop.background.memory_writer import MemoryWriter, Written
from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.claude.events import Responder, Text
from personaui_desktop.records.messages import ContextMessage, ReplyStatus
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest

TEXT = "He told me of the storm."


def a_request(text: str) -> ReplyRequest:
    said = ContextMessage(role="user", content=f"<conversation>\nPerson: {text}\n</conversation>")
    return ReplyRequest(("Remember.",), (said,), "Mia")


class Errand:
    """What an errand tells."""

    def __init__(self, qtbot: QtBot, writer: MemoryWriter, count: int, model: str = "") -> None:
        self._qtbot = qtbot
        self._written: list[list[Written]] = []
        self.ended: list[Written] = []
        self.numbers: list[int] = []
        requests = [a_request(f"request {number}") for number in range(count)]
        self.writing = writer.write(
            requests, self._written.append, self.ended.append, self.numbers.append, model
        )

    def written(self) -> list[Written]:
        self._qtbot.waitUntil(lambda: bool(self._written), timeout=20000)
        return self._written[0]


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with serve() as running:
        yield running


@pytest.fixture
def writer(qtbot: QtBot, server: MessagesServer) -> Iterator[MemoryWriter]:
    def choose(model: str) -> Responder:
        return ClaudeResponder(Provider(server.url, model=model or "chats"), None)

    writer = MemoryWriter(choose)
    yield writer
    writer.close()


def test_one_text_after_the_other(qtbot: QtBot, server: MessagesServer, writer: MemoryWriter) -> None:
    server.reply_with(Reply(["One", "."]), Reply(["Two."]))
    errand = Errand(qtbot, writer, 2, "small")
    assert [one.text for one in errand.written()] == ["One.", "Two."]
    assert [asked.body["model"] for asked in server.requests] == ["small", "small"]
    assert "request 0" in str(server.requests[0].body["messages"])
    assert errand.numbers == [1, 2]
    assert errand.ended == errand.written()


def test_where_the_model_is_unknown_the_one_that_chats_writes(
    qtbot: QtBot, server: MessagesServer, writer: MemoryWriter
) -> None:
    server.reply_with(Refusal(404, "not_found_error", "model: small"), Reply([TEXT]), Reply([TEXT]))
    written = Errand(qtbot, writer, 2, "small").written()
    assert [one.text for one in written] == [TEXT, TEXT]
    assert [asked.body["model"] for asked in server.requests] == ["small", "chats", "chats"]


@pytest.mark.parametrize(
    ("failing", "status"),
    [
        (Refusal(401, "authentication_error"), ReplyStatus.FAILED),
        (Refusal(402, "billing_error"), ReplyStatus.FAILED),
        (Refusal(400), ReplyStatus.FAILED),
        (Refusal(404, "not_found_error", "model: chats"), ReplyStatus.FAILED),
        (Refusal(413, "request_too_large"), ReplyStatus.FAILED),
        (Reply(["Half of "], ending=Ending.END_OF_FILE), ReplyStatus.INTERRUPTED),
        (Reply(["Half of "], ending=Ending.RESET), ReplyStatus.INTERRUPTED),
        (Reply(["Half of "], ending=Ending.GARBAGE), None),
        (Reply(["Half of "], stop_reason="max_tokens"), ReplyStatus.TRUNCATED),
        (Reply(["I would rather "], stop_reason="refusal"), ReplyStatus.REFUSED),
    ],
)
def test_what_goes_wrong_ends_the_errand(
    qtbot: QtBot,
    server: MessagesServer,
    writer: MemoryWriter,
    failing: Reply | Refusal,
    status: ReplyStatus | None,
) -> None:
    server.reply_with(Reply([TEXT]), failing, Reply(["Never asked for."]))
    errand = Errand(qtbot, writer, 3)
    written = errand.written()
    assert [one.text for one in written][:1] == [TEXT]
    assert len(written) == 2
    assert not written[1].outcome.status.is_whole
    assert written[1].outcome.problem
    assert status in (None, written[1].outcome.status)
    assert errand.ended == written


def test_cancelling_keeps_what_was_written_before(qtbot: QtBot) -> None:
    responder = ScriptedResponder()
    writer = MemoryWriter(lambda _model: responder)
    first = responder.next_stream()
    first.say(TEXT)
    first.finish()
    errand = Errand(qtbot, writer, 3)
    qtbot.waitUntil(lambda: len(responder.requests) == 2)
    errand.writing.cancel()
    assert [one.text for one in errand.written()] == [TEXT]
    assert responder.streams[1].stopped.is_set()
    # Nothing came of the second, but it was asked for.
    assert [(one.text, one.outcome.model) for one in errand.ended] == [(TEXT, "scripted"), ("", "scripted")]


def test_closing_ends_what_is_under_way(qtbot: QtBot) -> None:
    responder = ScriptedResponder()
    writer = MemoryWriter(lambda _model: responder)
    errand = Errand(qtbot, writer, 1)
    qtbot.waitUntil(lambda: len(responder.requests) == 1)
    writer.close()
    assert responder.streams[0].stopped.is_set()
    assert errand.writing.is_cancelled
    assert [one.outcome.status for one in errand.ended] == [ReplyStatus.STOPPED]


def test_errands_beside_one_another_do_not_disturb_each_other(qtbot: QtBot) -> None:
    responder = ScriptedResponder()
    writer = MemoryWriter(lambda _model: responder)
    first, second = Errand(qtbot, writer, 1), Errand(qtbot, writer, 1)
    qtbot.waitUntil(lambda: len(responder.requests) == 2)
    for stream in responder.streams:
        stream.say(TEXT)
        stream.finish()
    assert [one.text for one in (*first.written(), *second.written())] == [TEXT, TEXT]


def test_after_closing_nothing_is_told_any_more(qtbot: QtBot) -> None:
    responder = ScriptedResponder()
    writer = MemoryWriter(lambda _model: responder)
    told: list[object] = []
    writer.write([a_request("one")], told.append, lambda _written: None)
    qtbot.waitUntil(lambda: len(responder.requests) == 1)
    writer.close()
    QCoreApplication.processEvents()
    assert told == []


def test_an_errand_that_is_over_is_left_alone_by_closing(qtbot: QtBot) -> None:
    responder = ScriptedResponder()
    writer = MemoryWriter(lambda _model: responder)
    stream = responder.next_stream()
    stream.say(TEXT)
    stream.finish()
    errand = Errand(qtbot, writer, 1)
    assert errand.written()
    writer.close()
    assert not errand.writing.is_cancelled
    assert len(errand.ended) == 1


class _SlowToStop(ScriptedStream):
    """Says one thing more, and takes a moment to, before it ends."""

    def stop(self) -> None:
        threading.Timer(0.2, lambda: self.put(Text("The last word."), None)).start()


def test_closing_waits_for_what_is_still_arriving(qtbot: QtBot) -> None:
    responder = ScriptedResponder()
    responder.streams.append(_SlowToStop())
    writer = MemoryWriter(lambda _model: responder)
    errand = Errand(qtbot, writer, 1)
    qtbot.waitUntil(lambda: len(responder.requests) == 1)
    writer.close()
    assert [one.text for one in errand.ended] == ["The last word."]


def test_cancelling_while_a_busy_server_is_waited_for_ends_at_once(
    qtbot: QtBot, server: MessagesServer, writer: MemoryWriter
) -> None:
    server.reply_with(Refusal(529, "overloaded_error", headers={"retry-after": "8"}))
    errand = Errand(qtbot, writer, 1)
    qtbot.waitUntil(lambda: server.was_asked.acquire(blocking=False))
    errand.writing.cancel()
    # Sooner than the wait would end.
    qtbot.waitUntil(lambda: bool(errand.ended), timeout=4000)
    assert errand.ended[0].outcome.status is ReplyStatus.STOPPED
    assert len(server.requests) == 1
