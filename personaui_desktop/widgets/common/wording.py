"""Names within sentences."""

NAME_CHARACTERS = 60


def quoted(name: str) -> str:
    """A name within a sentence, cut where it is very long."""
    line = " ".join(name.split())
    return f"“{line if len(line) <= NAME_CHARACTERS else line[: NAME_CHARACTERS - 1] + '…'}”"
