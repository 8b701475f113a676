"""The demo companion: replies without a network, and says that it is no AI."""

import re
import threading
from collections.abc import Iterator

from personaui_desktop.claude.demo_memory import memory_text
from personaui_desktop.claude.demo_texts import reply_text
from personaui_desktop.claude.events import Finished, ReplyEvent, Started, Text
from personaui_desktop.records.providers import DEMO_COMPANION
from personaui_desktop.records.replies import ReplyRequest

WORDS_PER_SECOND = 35.0

_PIECE = re.compile(r"\S+\s*|\s+")


class DemoCompanion:
    """Replies from a small stock of texts, at reading speed.

    Args:
        pace: words a second; 0 means without any pause.
    """

    name = DEMO_COMPANION

    def __init__(self, pace: float = WORDS_PER_SECOND) -> None:
        self._seconds_a_word = 1 / pace if pace > 0 else 0.0

    def reply(self, request: ReplyRequest) -> "DemoStream":
        """Begin a reply to the newest message, or a memory; the same request always gets the same answer."""
        newest = request.messages[-1]["content"] if request.messages else ""
        return DemoStream(memory_text(newest) or reply_text(request), self._seconds_a_word)


class DemoStream:
    """A reply of the demo companion under way."""

    def __init__(self, text: str, seconds_a_word: float) -> None:
        self._text = text
        self._seconds_a_word = seconds_a_word
        self._stopped = threading.Event()

    def __iter__(self) -> Iterator[ReplyEvent]:
        if self._stopped.is_set():
            return
        yield Started(DEMO_COMPANION)
        for piece in _PIECE.findall(self._text):
            if self._stopped.wait(self._seconds_a_word):
                return
            yield Text(piece)
        if not self._stopped.is_set():
            yield Finished("end_turn", DEMO_COMPANION)

    def stop(self) -> None:
        """End the reply now."""
        self._stopped.set()
