"""Collects what a model thinks before it speaks, and for how long it does."""

from time import monotonic

from personaui_desktop.records.replies import Thought

MOST_CHARACTERS = 400_000
"""More of a thought is not kept."""


class ThinkingSoFar:
    """One reply's. Used in the reply's own thread, and read when that is done."""

    def __init__(self) -> None:
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
            self._pieces.append(piece)
            self._characters += len(piece)

    def end(self) -> None:
        """The model speaks, until it thinks again."""
        if self._since is not None:
            self._seconds += monotonic() - self._since
            self._since = None

    def thought(self, tokens: int | None) -> Thought | None:
        """All of it; ``None`` where the model did not tell what it thought."""
        self.end()
        text = "".join(self._pieces)
        return Thought(text, round(self._seconds * 1000), tokens) if text.strip() else None
