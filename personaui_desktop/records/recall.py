"""By what memories are looked up, and by what one was found."""

from typing import NamedTuple

from personaui_desktop.text_words import SoughtWord


class SaidWords(NamedTuple):
    """The words of one message that may tell what it is about. ``timestamp`` is UTC text, as in messages."""

    message_id: int
    timestamp: str
    is_user: bool
    words: tuple[SoughtWord, ...]


class Found(NamedTuple):
    """Which words of which message a memory was found by, as they were written, the most telling first."""

    words: tuple[str, ...]
    message_id: int
    timestamp: str
    is_user: bool
