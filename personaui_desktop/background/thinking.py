"""Collects what a model thinks before it speaks, and for how long it does."""

import threading
from time import monotonic
from typing import NamedTuple

from personaui_desktop.records.replies import Thought

MOST_CHARACTERS = 400_000
"""More of a thought is not kept."""


def joined(before: Thought | None, then: Thought | None) -> Thought | None:
    """Two thoughts as one, where a reply was continued after a further one."""
    if before is None or then is None:
        return then or before
    tokens = None if before.tokens is None or then.tokens is None else before.tokens + then.tokens
    text = f"{before.text.rstrip()}\n\n{then.text}"
    return Thought(text[:MOST_CHARACTERS], before.milliseconds + then.milliseconds, tokens)


class ThinkingNow(NamedTuple):
    """What a model is thinking. ``since`` is when it began, by ``time.monotonic``, had it never paused."""

    since: float
    text: str

    @property
    def milliseconds(self) -> int:
        """For how long by now."""
        return max(0, int((monotonic() - self.since) * 1000))


class ThinkingSoFar:
    """One reply's. Added to in the reply's own thread, and read from any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._text = ""
        self._pieces: list[str] = []
        self._characters = 0
        self._since: float | None = None
        self._seconds = 0.0

    def add(self, piece: str) -> None:
        """The model thinks; the piece is empty where it does not tell what."""
        if self._since is None:
            self._since = monotonic()
        piece = piece[: MOST_CHARACTERS - self._characters]
        if piece:
            with self._lock:
                self._pieces.append(piece)
            self._characters += len(piece)

    def end(self) -> bool:
        """The model speaks, until it thinks again; answers whether it thought until now."""
        since, self._since = self._since, None
        if since is not None:
            self._seconds += monotonic() - since
        return since is not None

    def now(self) -> ThinkingNow | None:
        """What is being thought at this moment; ``None`` while the model does not think."""
        since = self._since
        return None if since is None else ThinkingNow(since - self._seconds, self.text())

    def text(self) -> str:
        """All of it so far."""
        with self._lock:
            pieces, self._pieces = self._pieces, []
            self._text += "".join(pieces)
            return self._text

    def so_far(self) -> Thought | None:
        """What was thought by now, though the model may think on; ``None`` where it did not tell."""
        since = self._since
        return self._told(None, 0.0 if since is None else monotonic() - since)

    def thought(self, tokens: int | None) -> Thought | None:
        """All of it; ``None`` where the model did not tell what it thought."""
        self.end()
        return self._told(tokens)

    def _told(self, tokens: int | None, going_on: float = 0.0) -> Thought | None:
        """The thought, and the seconds for which the model thinks at this moment."""
        text, milliseconds = self.text(), round((self._seconds + going_on) * 1000)
        return Thought(text, milliseconds, tokens) if text.strip() else None
