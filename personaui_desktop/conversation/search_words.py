"""The words of the latest messages by which memories are looked up."""

import re
from collections.abc import Sequence

from personaui_desktop.records.messages import Message

MOST_WORDS = 32
MOST_MESSAGES = 4
MOST_CHARACTERS = 4_000
"""Of a long message, its end: there stands what is asked."""

_WORD = re.compile(r"[^\W_]{3,40}")


def search_words(history: Sequence[Message]) -> tuple[str, ...]:
    """Up to 32 different words of the last messages not hidden, those of the newest first, in lower case."""
    found: dict[str, None] = {}
    sent = [message for message in history if not message.marks.is_hidden]
    for message in sent[: -MOST_MESSAGES - 1 : -1]:
        for word in _WORD.findall(message.text[-MOST_CHARACTERS:]):
            found[word.casefold()] = None
            if len(found) == MOST_WORDS:
                return tuple(found)
    return tuple(found)
