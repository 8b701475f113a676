"""A responder that says what a test tells it to, when the test tells it to."""

import threading
from collections.abc import Iterator
from queue import SimpleQueue

from personaui_desktop.claude.events import Finished, ReplyEvent, Started, Text, Thinking
from personaui_desktop.records.replies import ReplyRequest, Usage

_MARK = Thinking("a mark")
"""Is never told: what stands before it has been read once it is met."""


class ScriptedStream:
    """The events that are put into it, until ``None`` comes or it is stopped."""

    def __init__(self) -> None:
        self._events: SimpleQueue[ReplyEvent | None] = SimpleQueue()
        self.stopped = threading.Event()
        self._waits = threading.Event()

    def put(self, *events: ReplyEvent | None) -> None:
        """Say these next; ``None`` ends the stream."""
        for event in events:
            self._events.put(event)

    def say(self, *pieces: str) -> None:
        """Say these pieces of text."""
        self.put(*(Text(piece) for piece in pieces))

    def finish(self, stop_reason: str | None = "end_turn") -> None:
        """End as a server does that is done."""
        self.put(Finished(stop_reason, "scripted", Usage(10, 5)), None)

    def wait_until_read(self) -> None:
        """Wait until everything put in so far has been taken in by whoever reads."""
        self._waits.clear()
        self._events.put(_MARK)
        assert self._waits.wait(5)

    def stop(self) -> None:
        """End now, from any thread."""
        self.stopped.set()
        self._events.put(None)

    def __iter__(self) -> Iterator[ReplyEvent]:
        yield Started("scripted", "message")
        while not self.stopped.is_set():
            event = self._events.get()
            if event is None:
                return
            if event is _MARK:
                self._waits.set()
            else:
                yield event


class ScriptedResponder:
    """Hands out streams in order and keeps what was asked."""

    name = "Scripted"

    def __init__(self) -> None:
        self.requests: list[ReplyRequest] = []
        self.streams: list[ScriptedStream] = []
        self._is_over = False

    def next_stream(self) -> ScriptedStream:
        """Prepare the stream of the next reply."""
        stream = ScriptedStream()
        self.streams.append(stream)
        if self._is_over:
            stream.stop()
        return stream

    def stop(self) -> None:
        """End all streams, those that are asked for from now on too, lest a test that failed never ends."""
        self._is_over = True
        for stream in self.streams:
            stream.stop()

    def reply(self, request: ReplyRequest) -> ScriptedStream:
        """Answer with the first stream that has not been handed out."""
        self.requests.append(request)
        while len(self.streams) < len(self.requests):
            self.next_stream()
        return self.streams[len(self.requests) - 1]
