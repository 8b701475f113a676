"""What the demo companion says: chosen by the words of the newest message, always the same for the same."""

import re
from functools import cache
from string import Template
from zlib import crc32

from personaui_desktop import paths
from personaui_desktop.records.replies import ReplyRequest

FALLBACK = "anything"
NOTHING_MORE = "\n\n*turns out an empty drawer* That was all I had."
QUOTED_CHARACTERS = 80

_TOPIC = re.compile(r"^== (?P<name>\w+)(?::(?P<words>[^\n]*))?\n", re.MULTILINE)
_MEMORY = re.compile(r"<memory>\n(.*?)\n</memory>", re.DOTALL)
_TIME_NOTE = re.compile(r"^\[[A-Z][a-z]+, \d{4}-\d\d-\d\d \d\d:\d\d\]\s*")


class DemoTopic:
    """One subject: the words that call it up, and the replies to choose from."""

    __slots__ = ("name", "replies", "words")

    def __init__(self, name: str, words: str, replies: str) -> None:
        self.name = name
        self.words = frozenset(words.split())
        self.replies = [Template(reply.strip()) for reply in re.split(r"^--$", replies, flags=re.MULTILINE)]


def reply_text(request: ReplyRequest) -> str:
    """The reply to the newest message of a request, the rest of one, or what else is asked for."""
    newest = _newest_content(request)
    if newest == _asks_to_continue():
        return _rest_of_reply(request)
    if _beginning_of("draft_turn") in newest:
        drafts = _topics()["turns"].replies
        return drafts[_pick(newest, len(drafts))].safe_substitute()
    if _beginning_of("afterthought") in newest:
        return NOTHING_MORE.strip()
    said = _newest_words(request)
    memory = _a_memory(request, said)
    topic = _topic_for(said, has_memory=bool(memory), is_first=len(request.messages) == 1)
    reply = topic.replies[_pick(said, len(topic.replies))]
    return reply.safe_substitute(
        name=request.persona_name or "your persona",
        said=_shortened(said),
        memory=_shortened(memory),
        turns=(len(request.messages) + 1) // 2,
    )


def _rest_of_reply(request: ReplyRequest) -> str:
    begun = request.messages[-2]["content"] if len(request.messages) > 2 else ""
    whole = reply_text(request._replace(messages=request.messages[:-2]))
    return whole.removeprefix(begun) or NOTHING_MORE


def _asks_to_continue() -> str:
    return _prompt("continue")


def _beginning_of(name: str) -> str:
    """A prompt up to what is filled in, by which it is known."""
    return _prompt(name).split("$")[0]


@cache
def _prompt(name: str) -> str:
    return (paths.resources_dir() / "prompts" / f"{name}.txt").read_text(encoding="utf-8").strip()


def _newest_content(request: ReplyRequest) -> str:
    return request.messages[-1]["content"] if request.messages else ""


def _newest_words(request: ReplyRequest) -> str:
    return _TIME_NOTE.sub("", _newest_content(request)).rsplit("\n\n", 1)[-1].strip()


def _a_memory(request: ReplyRequest, said: str) -> str:
    memories = [memory for text in request.system for memory in _MEMORY.findall(text)]
    return memories[_pick(said, len(memories))] if memories else ""


def _topic_for(said: str, *, has_memory: bool, is_first: bool) -> DemoTopic:
    """The first topic that one of the words calls up; else the welcome, a memory, or anything."""
    words = set(re.findall(r"\w+", said.lower()))
    for topic in _topics().values():
        if words & topic.words:
            wants_memory = topic.name == "memory" and has_memory
            return _topics()["remembered"] if wants_memory else topic
    if is_first:
        return _topics()["welcome"]
    if has_memory and crc32(said.encode("utf-8", "replace")) % 3 == 0:
        return _topics()["remembered"]
    return _topics()[FALLBACK]


@cache
def _topics() -> dict[str, DemoTopic]:
    text = (paths.resources_dir() / "prompts" / "demo.txt").read_text(encoding="utf-8")
    heads = list(_TOPIC.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return {
        head["name"]: DemoTopic(head["name"], head["words"] or "", text[head.end() : end])
        for head, end in zip(heads, ends, strict=True)
    }


def _pick(said: str, count: int) -> int:
    return crc32(said.encode("utf-8", "replace")) // 3 % count


def _shortened(text: str) -> str:
    """The text on one line, fit to stand in a sentence between quotation marks."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED_CHARACTERS else line[:QUOTED_CHARACTERS].rsplit(" ", 1)[0] + "…"
