"""Text that can be stored, sent and shown: no half characters, and no more than can be looked at."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")

REPLACEMENT = "\ufffd"
TITLE_CHARACTERS = 48


def clean_text(text: str) -> str:
    """The text with split surrogate pairs joined and every lone surrogate replaced by U+FFFD."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def beginning(text: str, characters: int) -> str:
    """The text, or where it is longer its first characters, so many with the ellipsis that ends them.

    For what is shown in one place: in a file that somebody else wrote a name may be as long as a book.
    """
    return text if len(text) <= characters else text[: characters - 1] + "…"


def title_from(text: str) -> str:
    """A title from the first words of a message."""
    words = " ".join(text.split())
    if len(words) <= TITLE_CHARACTERS:
        return words
    return words[:TITLE_CHARACTERS].rsplit(" ", 1)[0] + "…"


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
