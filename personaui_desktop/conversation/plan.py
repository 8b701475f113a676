"""A context plan: every piece of text that may be sent, whether it is, and why."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records import ContextMessage, ReplyRequest, Role
from personaui_desktop.text import clean_text


class SegmentKind(Enum):
    """What a segment is, in the order in which they are sent: what seldom changes comes first."""

    PERSONA = "persona"
    MEMORY = "memory"
    OPENING = "opening"
    TIME = "time"
    MESSAGE = "message"
    INSTRUCTION = "instruction"


class Segment(NamedTuple):
    """One piece of what may be sent.

    ``tokens_estimate`` counts its text alone. ``reason`` says why it is in or was left out. ``role`` is
    ``None`` for system text; ``source_id`` is the id of the memory or message it came from.
    """

    kind: SegmentKind
    text: str
    tokens_estimate: int
    included: bool
    reason: str
    role: Role | None = None
    source_id: int | None = None


class ContextPlan(NamedTuple):
    """All segments in the order in which they are sent, those left out among them."""

    segments: tuple[Segment, ...]
    persona_name: str = ""

    @property
    def tokens_estimate(self) -> int:
        """About how many tokens are sent."""
        return sum(segment.tokens_estimate for segment in self.segments if segment.included)

    def continue_reply(self, text: str) -> "ContextPlan":
        """The plan that asks for the rest of a reply that broke off after ``text``.

        A blank text changes nothing: the reply then begins anew.
        """
        text = clean_text(text)
        if not text.strip():
            return self
        broken_off = _segment(SegmentKind.MESSAGE, text, "is the reply to be continued", "assistant")
        instruction = _segment(SegmentKind.INSTRUCTION, prompt("continue"), "asks for the rest", "user")
        return self._replace(segments=(*self.segments, broken_off, instruction))

    def request(self) -> ReplyRequest:
        """What is sent: roles alternate, the user's turn is first and last, no text is empty.

        Raises:
            InvalidInput: the user has said nothing that could be answered.
        """
        messages = tuple(_merged(segment for segment in self._sent() if segment.role is not None))
        if not messages or messages[0]["role"] != "user":
            raise InvalidInput("Nothing has been said that could be answered.", "Write a message first.")
        return ReplyRequest(self.system(), messages, self.persona_name)

    def system(self) -> tuple[str, ...]:
        """The system text, in order: persona, memories, how the conversation was opened."""
        return tuple(self._system())

    def _sent(self) -> Iterator[Segment]:
        return (segment for segment in self.segments if segment.included)

    def _texts(self, kind: SegmentKind) -> list[str]:
        return [segment.text for segment in self._sent() if segment.kind is kind]

    def _system(self) -> Iterator[str]:
        yield from self._texts(SegmentKind.PERSONA)
        if memories := self._texts(SegmentKind.MEMORY):
            marked = (f"<memory>\n{text}\n</memory>" for text in memories)
            yield prompt("memories", memories="\n\n".join(marked))
        if opening := self._texts(SegmentKind.OPENING):
            yield prompt("opening", opening="\n\n".join(opening))


def _segment(kind: SegmentKind, text: str, reason: str, role: Role | None) -> Segment:
    return Segment(kind, text, estimate_tokens(text), included=True, reason=reason, role=role)


def _merged(segments: Iterable[Segment]) -> Iterator[ContextMessage]:
    """The messages of the request: a run of one role becomes one message, joined by blank lines."""
    role: Role | None = None
    texts: list[str] = []
    for segment in segments:
        if segment.role != role:
            if role is not None:
                yield ContextMessage(role=role, content="\n\n".join(texts))
            role, texts = segment.role, []
        texts.append(segment.text)
    if role is not None:
        yield ContextMessage(role=role, content="\n\n".join(texts))
