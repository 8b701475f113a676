"""Reads the server's events and tells them as reply events."""

from collections.abc import Callable, Iterator
from threading import Timer
from typing import TYPE_CHECKING, Any

from personaui_desktop.claude import failures, told
from personaui_desktop.claude.events import Failed, Finished, ReplyEvent, Started, Text, Thinking
from personaui_desktop.claude.failures import Addressee, answers_understood
from personaui_desktop.claude.manner import Manner
from personaui_desktop.claude.outcome import refusal_detail
from personaui_desktop.claude.told import shown
from personaui_desktop.errors import ReplyError
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.replies import Usage
from personaui_desktop.text import PieceCleaner

if TYPE_CHECKING:
    from anthropic import Anthropic

EXPLANATION_CHARACTERS = 1000
FAREWELL_SECONDS = 3.0
"""How long a server that has told why the reply ends may take until it says its last word."""


def read_reply(
    ask: "Callable[[], Anthropic]",
    parameters: dict[str, Any],
    asked: Addressee,
    hang_up: Callable[[], None],
    manner: Manner,
) -> Iterator[ReplyEvent]:
    """Send the request and tell what comes back. The last event is `Finished` or `Failed`.

    What of the manner the server refuses is left out, and the rest asked for once more.

    A server that goes on, or stays silent, after it has told why the reply ends is hung up on: ``hang_up``
    ends what is read, and is called from another thread.

    Plain server events are read, not the SDK's helper: it would rebuild the message with every piece, and a
    compatible server that leaves a field out would stop it.
    """
    reading = _Reading(manner)
    error = None
    farewell = Timer(FAREWELL_SECONDS, hang_up)
    farewell.daemon = True
    try:
        manner.look()
        with ask() as client:
            for event in _answered(client, parameters, asked, manner):
                yield from reading.told_by(event)
                if reading.is_at_end and not farewell.ident:
                    farewell.start()
    except Exception as raised:
        error = failures.reply_error(raised, asked, is_under_way=reading.is_under_way)
        if error is None:
            raise
    finally:
        farewell.cancel()
    if rest := reading.rest():
        yield Text(rest)
    yield reading.end(error, asked)


def _answered(
    client: "Anthropic", parameters: dict[str, Any], asked: Addressee, manner: Manner
) -> Iterator[Any]:
    """The events of the first request that the server does not refuse for its manner."""
    while True:
        try:
            for event in _server_events(client, {**parameters, **manner.parameters()}, asked):
                manner.was_taken()
                yield event
        except Exception as raised:
            if not manner.gives_up(raised):
                raise
        else:
            return


def _server_events(client: "Anthropic", parameters: dict[str, Any], asked: Addressee) -> Iterator[Any]:
    """The events up to the last; a server that leaves the connection open after it is not waited for."""
    with answers_understood(asked), client.messages.create(**parameters, stream=True) as stream:
        for event in stream:
            yield event
            if getattr(event, "type", None) == "message_stop":
                return


class _Reading:
    """What has been told so far."""

    def __init__(self, manner: Manner) -> None:
        self.is_under_way = False
        self._manner = manner
        self._cleaner, self._thought_cleaner = PieceCleaner(), PieceCleaner()
        self._model: str | None = None
        self._stop_reason: str | None = None
        self._detail: Phrase | str = ""
        self._usage = Usage()
        self._thought_tokens: int | None = None

    @property
    def is_at_end(self) -> bool:
        """Whether the server has told why the reply ends."""
        return self._stop_reason is not None

    def told_by(self, event: Any) -> Iterator[ReplyEvent]:
        """The reply events that a server event means; of an unknown one, none."""
        match getattr(event, "type", None):
            case "message_start":
                yield self._start(event)
            case "content_block_start":
                yield from self._piece(told.field(event, "content_block"))
            case "content_block_delta":
                yield from self._piece(told.field(event, "delta"))
            case "message_delta":
                self._note_end(event)

    def rest(self) -> str:
        """Text that was held back because its last character was cut in two."""
        return self._cleaner.end()

    def end(self, error: ReplyError | None, asked: Addressee) -> ReplyEvent:
        """The last event. What breaks after the model said that it was done, breaks nothing."""
        if not self.is_at_end:
            if error is not None:
                return Failed(error, self._usage)
            if not self.is_under_way:
                return Failed(failures.wrong_address(asked))
        return Finished(self._stop_reason, self._model, self._usage, self._detail, self._thought_tokens)

    def _start(self, event: Any) -> Started:
        self.is_under_way = True
        message = told.field(event, "message")
        self._model = told.label(message, "model") or None
        self._note_usage(told.field(message, "usage"))
        # Only the end tells how long a reply became; of one that breaks off nobody knows.
        self._usage = self._usage._replace(output_tokens=None)
        return Started(self._model or "", told.label(message, "id"), self._manner.effort)

    def _piece(self, piece: Any) -> Iterator[ReplyEvent]:
        self.is_under_way = True
        match getattr(piece, "type", None):
            case "text" | "text_delta":
                if half := self._thought_cleaner.end():
                    yield Thinking(half)
                if text := self._cleaner.add(told.text(piece, "text")):
                    yield Text(text)
            case "thinking" | "thinking_delta":
                yield Thinking(self._thought_cleaner.add(told.text(piece, "thinking")))
            case "redacted_thinking":
                yield Thinking()

    def _note_end(self, event: Any) -> None:
        delta = told.field(event, "delta")
        self._stop_reason = told.label(delta, "stop_reason") or self._stop_reason
        details = told.field(delta, "stop_details")
        self._detail = refusal_detail(
            told.label(details, "category"), shown(told.text(details, "explanation"), EXPLANATION_CHARACTERS)
        )
        self._note_usage(told.field(event, "usage"))

    def _note_usage(self, usage: Any) -> None:
        """The counts are running totals: a later one replaces an earlier one."""
        used = self._usage
        details = told.field(usage, "output_tokens_details")
        self._thought_tokens = told.count(details, "thinking_tokens", self._thought_tokens)
        self._usage = Usage(
            told.count(usage, "input_tokens", used.input_tokens),
            told.count(usage, "output_tokens", used.output_tokens),
            told.count(usage, "cache_read_input_tokens", used.cache_read_tokens),
            told.count(usage, "cache_creation_input_tokens", used.cache_write_tokens),
        )
