"""A context plan: every piece of text that may be sent, whether it is, and why."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from personaui_desktop.conversation.kinds import KINDS, SegmentKind
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import ContextMessage, Role
from personaui_desktop.records.recall import Found
from personaui_desktop.records.replies import ReplyRequest
from personaui_desktop.text import clean_text


class Segment(NamedTuple):
    """One piece of what may be sent.

    ``tokens_estimate`` counts its text alone. ``reason`` says why it is in or was left out. ``role`` is
    ``None`` for system text; ``source_id`` is the id of the memory or message it came from. One that was left
    out may stand for several that were not read. ``found`` says by what a memory was found that came to mind.
    """

    kind: SegmentKind
    text: str
    tokens_estimate: int
    included: bool
    reason: Reason
    role: Role | None = None
    source_id: int | None = None
    stands_for: int = 1
    found: Found | None = None


class ContextPlan(NamedTuple):
    """All segments in the order in which they are sent, those left out among them."""

    segments: tuple[Segment, ...]
    persona_name: str = ""

    @property
    def tokens_estimate(self) -> int:
        """About how many tokens are sent."""
        kinds = {segment.kind for segment in self._sent()}
        wrappers = sum(wrapper_tokens(kind) for kind in kinds)
        return wrappers + sum(segment.tokens_estimate for segment in self._sent())

    def continue_reply(self, text: str, message_id: int | None = None) -> "ContextPlan":
        """The plan that asks for the rest of a reply that broke off after ``text``.

        A blank text changes nothing: the reply then begins anew.
        """
        text = clean_text(text)
        if not text.strip():
            return self
        broken_off = _segment(SegmentKind.MESSAGE, text, Reason.CONTINUED, "assistant")
        broken_off = broken_off._replace(source_id=message_id)
        instruction = _segment(SegmentKind.INSTRUCTION, prompt("continue"), Reason.ASKS_FOR_THE_REST, "user")
        said = [each for each in self.segments if each.kind is not SegmentKind.LAST_INSTRUCTION]
        last = [each for each in self.segments if each.kind is SegmentKind.LAST_INSTRUCTION]
        return self._replace(segments=(*said, broken_off, *last, instruction))

    def as_the_person(self) -> "ContextPlan":
        """The plan without what the persona alone is told at the end: somebody else is to speak."""
        kept = (each for each in self.segments if each.kind is not SegmentKind.LAST_INSTRUCTION)
        return self._replace(segments=tuple(kept))

    def ask(self, text: str, reason: Reason) -> "ContextPlan":
        """The plan that also says this to the model, behind all that was said in the conversation."""
        segment = _segment(SegmentKind.INSTRUCTION, text, reason, "user")
        return self._replace(segments=(*self.segments, segment))

    def instruct(self, instruction: str) -> "ContextPlan":
        """The plan that also says how this one reply is to be; a blank instruction changes nothing."""
        said = clean_text(instruction).strip()
        if not said:
            return self
        return self.ask(prompt("instruct", instruction=said), Reason.INSTRUCTED)

    def request(self) -> ReplyRequest:
        """What is sent: roles alternate, the user's turn is first and last, no text is empty.

        Raises:
            InvalidInput: the user has said nothing that could be answered.
        """
        messages = tuple(_merged([segment for segment in self._sent() if segment.role is not None]))
        if not messages or messages[0]["role"] != "user":
            raise InvalidInput(
                Phrase("Conversations", "There is no message to answer."),
                Phrase("Conversations", "Write a message first."),
            )
        return ReplyRequest(self.system(), messages, self.persona_name)

    def system(self) -> tuple[str, ...]:
        """The system text, in order: persona, memories, how the conversation was opened."""
        return tuple(self._system())

    def _sent(self) -> Iterator[Segment]:
        return (segment for segment in self.segments if segment.included)

    def _system(self) -> Iterator[str]:
        for kind in SegmentKind:
            if KINDS[kind].is_system:
                yield from _wrapped(kind, [segment.text for segment in self._sent() if segment.kind is kind])


def wrapper_tokens(kind: SegmentKind) -> int:
    """What the prompt around segments of that kind costs, as estimated."""
    wrapper = KINDS[kind].wrapper
    if wrapper is None:
        return 0
    name, place = wrapper
    return estimate_tokens(prompt(name, **{place: ""})) + 1


def _segment(kind: SegmentKind, text: str, reason: Reason, role: Role | None) -> Segment:
    return Segment(kind, text, estimate_tokens(text), included=True, reason=reason, role=role)


def _merged(segments: list[Segment]) -> Iterator[ContextMessage]:
    """The messages of the request: a run of one role becomes one message, joined by blank lines."""
    for role, run in groupby(segments, key=lambda segment: segment.role):
        if role is not None:
            yield ContextMessage(role=role, content="\n\n".join(_texts_of(run)))


def _texts_of(segments: Iterable[Segment]) -> Iterator[str]:
    for kind, run in groupby(segments, key=lambda segment: segment.kind):
        yield from _wrapped(kind, [segment.text for segment in run])


def _wrapped(kind: SegmentKind, texts: list[str]) -> list[str]:
    """Texts of one kind as they are sent: within the prompt around them, if there is one."""
    wrapper = KINDS[kind].wrapper
    if wrapper is None or not texts:
        return texts
    name, place = wrapper
    marked = [f"<memory>\n{text}\n</memory>" for text in texts] if KINDS[kind].is_memory else texts
    return [prompt(name, **{place: "\n\n".join(marked)})]
