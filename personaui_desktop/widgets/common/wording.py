"""Names within sentences, and words that are longer than a line."""

import re

NAME_CHARACTERS = 60
BREAK = "\u200b"
_UNBROKEN = re.compile(r"(\S{20})(?=\w\S)")
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"


def isolated(name: str) -> str:
    """A name within a sentence: cut where it is very long, and read in its own direction.

    Without the marks around it a name that is written from right to left would turn the sentence round.
    """
    line = " ".join(name.split())
    shown = line if len(line) <= NAME_CHARACTERS else line[: NAME_CHARACTERS - 1] + "…"
    return f"{ISOLATE}{shown}{END_OF_ISOLATE}" if shown else ""


def quoted(name: str) -> str:
    """A name within a sentence, between quotation marks."""
    return f"“{isolated(name)}”"


def breakable(text: str) -> str:
    """The text with places in its very long words at which a label may begin a new line."""
    return _UNBROKEN.sub(rf"\1{BREAK}", text)
