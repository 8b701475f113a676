"""What the demo companion remembers of a conversation: what the person said that tells the most."""

import re

NOTE = "(Quoted by the demo, no AI.)"
SENTENCES = 3
SENTENCE_CHARACTERS = 140
TELLING_LETTERS = 4
"""Shorter words are seldom what a sentence is about."""

_CONVERSATION = re.compile(r"\A<conversation>\n(.*)\n</conversation>\Z", re.DOTALL)
_FROM_PERSON = re.compile(r"^Person: (.+?)(?=^\S+: |\Z)", re.DOTALL | re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")  # noqa: RUF001 - other scripts' own marks
_WORD = re.compile(r"\w+")


def memory_text(content: str) -> str | None:
    """A memory of the conversation that a message holds; ``None`` where it is no conversation to remember."""
    found = _CONVERSATION.match(content)
    if found is None:
        return None
    said = [sentence for text in _FROM_PERSON.findall(found[1]) for sentence in _sentences(text)]
    if not said:
        return f"We talked, but there was nothing I could quote. {NOTE}"
    quoted = " ".join(f"“{_shortened(sentence)}”" for sentence in _most_telling(said))
    return f"What I was told: {quoted} {NOTE}"


def _sentences(text: str) -> list[str]:
    return [sentence for part in _SENTENCE_END.split(text) if (sentence := " ".join(part.split()))]


def _most_telling(sentences: list[str]) -> list[str]:
    """A few of the sentences, in their order: those that say the most, without questions if possible."""
    told = [one for one in sentences if not one.endswith(("?", "？"))] or sentences  # noqa: RUF001
    best = sorted(range(len(told)), key=lambda at: _weight(told[at]), reverse=True)[:SENTENCES]
    enough = _weight(told[best[0]]) / 2
    return [told[at] for at in sorted(best) if _weight(told[at]) >= enough]


def _weight(sentence: str) -> int:
    """How many letters its longer words have; no more counts than can be quoted."""
    words = _WORD.findall(sentence[:SENTENCE_CHARACTERS])
    return sum(len(word) for word in words if len(word) >= TELLING_LETTERS)


def _shortened(sentence: str) -> str:
    if len(sentence) <= SENTENCE_CHARACTERS:
        return sentence
    return sentence[:SENTENCE_CHARACTERS].rsplit(" ", 1)[0] + "…"
