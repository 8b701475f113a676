"""Names within sentences."""

NAME_CHARACTERS = 60
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
