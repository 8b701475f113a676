"""Text that can be stored and sent: no half characters."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")

REPLACEMENT = "\ufffd"


def clean_text(text: str) -> str:
    """The text with split surrogate pairs joined and every lone surrogate replaced by U+FFFD."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class PieceCleaner:
    """Cleans text that arrives in pieces: a surrogate pair cut in two comes out whole."""

    def __init__(self) -> None:
        self._held = ""

    def add(self, piece: str) -> str:
        """The clean text that is complete with this piece; may be empty."""
        text = self._held + piece
        self._held = text[-1:] if "\ud800" <= text[-1:] <= "\udbff" else ""
        return clean_text(text[: len(text) - len(self._held)])

    def end(self) -> str:
        """What is left when nothing more will come."""
        held, self._held = self._held, ""
        return clean_text(held)
