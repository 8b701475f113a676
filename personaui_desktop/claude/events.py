"""What a reply tells while it streams, and what every responder must be able to do."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from personaui_desktop.errors import ReplyError
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.replies import ReplyRequest, Usage


class Started(NamedTuple):
    """The server took the request. ``model`` and ``message_id`` are empty where it does not name them.

    ``effort`` is how hard the model was asked to try; empty where that was left to it.
    """

    model: str = ""
    message_id: str = ""
    effort: str = ""


class Text(NamedTuple):
    """A piece of the reply, valid Unicode, never empty."""

    text: str


class Thinking(NamedTuple):
    """The model thinks before it speaks. ``text`` is empty where the thought is not shown."""

    text: str = ""


class Waiting(NamedTuple):
    """The server asked to be left alone for a while, and is then asked again.

    ``until`` is when, by ``time.monotonic``; ``None`` once it is asked again. ``ask_now`` ends the wait; safe
    from any thread, at any moment.
    """

    until: float | None
    ask_now: Callable[[], object]


class Finished(NamedTuple):
    """The stream ended without an error.

    ``stop_reason`` is ``None`` when it broke off before its last event. ``detail`` is what the server said
    about a refusal. ``thought_tokens`` are those of the output that the model spent thinking.
    """

    stop_reason: str | None
    model: str | None = None
    usage: Usage = Usage()
    detail: Phrase | str = ""
    thought_tokens: int | None = None


class Failed(NamedTuple):
    """The request or the stream failed; what was told before it stays valid."""

    error: ReplyError
    usage: Usage = Usage()


ReplyEvent = Started | Text | Thinking | Waiting | Finished | Failed


class ReplyStream(Protocol):
    """A reply under way. Iterating it once gives its events; the last one is `Finished` or `Failed`.

    After `stop` the iteration ends at once, without either.
    """

    def __iter__(self) -> Iterator[ReplyEvent]:
        """The events as they arrive; blocks between them."""

    def stop(self) -> None:
        """End the reply; safe from any thread, at any moment, any number of times."""


class Responder(Protocol):
    """Someone who replies."""

    @property
    def name(self) -> str:
        """What the person is shown as the one who answers: a model's name."""

    def reply(self, request: ReplyRequest) -> ReplyStream:
        """Begin a reply. Returns at once; nothing is sent before the stream is iterated."""
