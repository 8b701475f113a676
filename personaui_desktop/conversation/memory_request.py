"""Makes memories of messages: what is asked, and how long stretches are split."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.conversation.tokens import BYTES_PER_TOKEN, estimate_tokens
from personaui_desktop.records.messages import ContextMessage, Message, ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyRequest
from personaui_desktop.text import clean_text

FEWEST_MESSAGES = 4
TOKENS_AT_ONCE = 12_000
"""About how much of a conversation goes into one memory: more would leave out too much."""
TOKENS_OF_ANSWER = 250
"""About how long a memory is, to say beforehand what it costs."""

_PERSON = "Person"
_BEFORE, _AFTER = "<conversation>\n", "\n</conversation>"
_LEFT_OUT = {ReplyStatus.REFUSED, ReplyStatus.STREAMING}


class Line(NamedTuple):
    """Something that was said: a message's text, or a piece of one that is very long."""

    message_id: int
    is_user: bool
    text: str
    tokens: int


class Stretch(NamedTuple):
    """What goes into one memory: from the first message to the last, both included."""

    start_message_id: int
    end_message_id: int
    lines: tuple[Line, ...]

    @property
    def tokens(self) -> int:
        """About how long it is."""
        return sum(line.tokens for line in self.lines)


def is_finished(message: Message) -> bool:
    """Whether nothing will be added to a message any more."""
    return message.status is not ReplyStatus.STREAMING


def worth_telling(messages: Iterable[Message]) -> list[Message]:
    """The messages that say something: not empty, declined, still arriving, or hidden."""
    return [one for one in messages if one.text.strip() and not _is_left_out(one)]


def split(messages: Sequence[Message], at_once: int = TOKENS_AT_ONCE) -> list[Stretch]:
    """The stretches of some messages, oldest first, about equally long, each of at most about ``at_once``.

    Args:
        messages: oldest first.
        at_once: how many tokens a stretch has at most, as estimated.

    Nothing is left out: the text of a message that is longer than that is told in several stretches.
    """
    lines = [line for message in worth_telling(messages) for line in _lines(message, at_once)]
    total = sum(line.tokens for line in lines)
    if not lines:
        return []
    share = total / math.ceil(total / at_once)
    return [_stretch(part) for part in _parts(lines, share, at_once)]


def memory_request(profile: Profile, stretch: Stretch) -> ReplyRequest:
    """What is sent to have a stretch remembered.

    Args:
        profile: who remembers; its macros are already replaced.
        stretch: what is to be remembered.
    """
    name = clean_text(profile.name)
    told = (clean_text(text).strip() for text in (profile.description, profile.personality))
    description = "\n\n".join(filter(None, told))
    said = "\n\n".join(f"{_PERSON if line.is_user else name}: {line.text}" for line in stretch.lines)
    content = f"{_BEFORE}{said}{_AFTER}"
    system = prompt("remember", name=name, description=description)
    return ReplyRequest((system,), (ContextMessage(role="user", content=content),), name)


def said_in(request: ReplyRequest) -> str:
    """The text of the messages that a request wants remembered, without who said what."""
    content = request.messages[-1]["content"].removeprefix(_BEFORE).removesuffix(_AFTER)
    return re.sub(rf"^(?:{_PERSON}|{re.escape(request.persona_name)}): ", "", content, flags=re.MULTILINE)


def estimated_cost(size: int, prompt_size: int = 400) -> tuple[int, int]:
    """About how many tokens go in and come out for messages of so many bytes.

    Args:
        size: of the messages' text together, in bytes.
        prompt_size: tokens of the instruction.
    """
    tokens = math.ceil(size / BYTES_PER_TOKEN)
    stretches = max(1, math.ceil(tokens / TOKENS_AT_ONCE))
    return tokens + stretches * prompt_size, stretches * TOKENS_OF_ANSWER


def _is_left_out(message: Message) -> bool:
    return message.status in _LEFT_OUT or message.marks.is_hidden


def _lines(message: Message, at_once: int) -> Iterator[Line]:
    text = clean_text(message.text).strip()
    for piece in _pieces(text, at_once):
        yield Line(message.id, message.is_user, piece, estimate_tokens(piece) + 4)


def _pieces(text: str, at_once: int) -> Iterator[str]:
    """A text in pieces that are each short enough, cut between words where there are any."""
    while estimate_tokens(text) > at_once:
        # A character may have up to four bytes.
        end = max(1, int(at_once * BYTES_PER_TOKEN / 4))
        space = max(text.rfind(" ", end // 2, end), text.rfind("\n", end // 2, end))
        end = space + 1 if space > 0 else end
        yield text[:end].strip()
        text = text[end:].lstrip()
    if text:
        yield text


def _parts(lines: Sequence[Line], share: float, at_once: int) -> Iterator[list[Line]]:
    part: list[Line] = []
    size = done = 0
    number = 1
    for line in lines:
        is_due = done + line.tokens / 2 > number * share
        if part and (is_due or size + line.tokens > at_once):
            yield part
            part, size = [], 0
            number = max(number + 1, math.floor(done / share) + 1)
        part.append(line)
        size += line.tokens
        done += line.tokens
    yield part


def _stretch(lines: Sequence[Line]) -> Stretch:
    return Stretch(lines[0].message_id, lines[-1].message_id, tuple(lines))
