"""What is sent for a reply, and how it ended."""

from typing import NamedTuple

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import ContextMessage, ReplyStatus


class Usage(NamedTuple):
    """Tokens as the server counted them; ``None`` where it did not say."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_read_tokens: int | None = None
    cache_write_tokens: int | None = None


class ReplyRequest(NamedTuple):
    """What is sent to the model. ``system`` is in order, stable text first.

    ``model`` is who is asked instead of the usual one. Where the person reads what was thought before,
    the model ``may_think``, if it is set to.
    """

    system: tuple[str, ...]
    messages: tuple[ContextMessage, ...]
    persona_name: str = ""
    model: str | None = None
    may_think: bool = False


class Wanted(NamedTuple):
    """How a further version of a reply is to be: by which model, ``None`` for the usual one, and in what way.

    The instruction is for this version alone, and kept in its receipt.
    """

    model: str | None = None
    instruction: str = ""


AS_USUAL = Wanted()


class ServerWait(NamedTuple):
    """What a server lets wait for, by ``time.monotonic``; nothing where both are ``None``.

    ``busy_until`` is when it is asked again because it wants to be left alone. ``silent_since`` is when it
    was asked, while it has given no sign; connecting to it is a part of that.
    """

    busy_until: float | None = None
    silent_since: float | None = None


class Thought(NamedTuple):
    """What a model thought before it replied, as far as it told: for people to read, never to be sent."""

    text: str
    milliseconds: int
    tokens: int | None = None


class ReplyOutcome(NamedTuple):
    """How a reply ended. ``problem`` is a sentence for the person where it did not end well.

    ``effort`` is how hard the model was asked to try; ``None`` where that was left to it.
    """

    status: ReplyStatus
    problem: Phrase | str | None = None
    model: str | None = None
    stop_reason: str | None = None
    usage: Usage = Usage()
    first_text_ms: int | None = None
    thought: Thought | None = None
    effort: str | None = None
