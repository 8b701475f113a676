"""The words of the latest messages by which memories are looked up."""

from collections.abc import Iterator, Sequence, Set

from personaui_desktop.records.messages import Message
from personaui_desktop.records.recall import SaidWords
from personaui_desktop.text_words import SoughtWord, sought_words

MOST_WORDS = 32
MOST_MESSAGES = 4
MOST_CHARACTERS = 4_000
"""Of a long message, its end: there stands what is asked."""
SHORTEST_UNKNOWN = 3
"""Shorter Latin words tell something only where it is known which ones are common."""


def search_words(history: Sequence[Message], common: Set[str]) -> tuple[SaidWords, ...]:
    """The words of the last messages that are not hidden, the newest first; up to 32 in all, none twice.

    Args:
        history: the messages, oldest first.
        common: words that tell nothing. Where none are known, nothing but the newest message is looked at: in
            earlier ones such words would outweigh what the newest is about.
    """
    sent = [message for message in history if not message.marks.is_hidden]
    newest_first = sent[: -(MOST_MESSAGES if common else 1) - 1 : -1]
    passed = set(common)
    found: list[SaidWords] = []
    left = MOST_WORDS
    for message in newest_first:
        telling = tuple(_telling(message, passed, bool(common)))[:left]
        passed.update(word.word for word in telling)
        left -= len(telling)
        found.append(SaidWords(message.id, message.timestamp, message.is_user, telling))
    return tuple(each for each in found if each.words)


def _telling(message: Message, passed: Set[str], is_known: bool) -> Iterator[SoughtWord]:
    for each in sought_words(message.text[-MOST_CHARACTERS:]):
        tells = is_known or len(each.word) >= SHORTEST_UNKNOWN or not each.word.isascii()
        if tells and each.word not in passed:
            yield each
