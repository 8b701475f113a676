"""Looking through a session's texts, a few messages at a time."""

from collections.abc import Callable
from typing import NamedTuple

from personaui_desktop.database.checks import check_count, check_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import text

STEP = 200
"""How many messages are looked through before giving way."""


class FoundMessage(NamedTuple):
    """A message in which something was found, and how often."""

    message_id: int
    times: int


class FoundPart(NamedTuple):
    """What a stretch of a session holds, newest first; ``before_id``: where to go on, ``None`` at the end."""

    found: list[FoundMessage]
    before_id: int | None


def find_step(
    file: PersonaFile, session_id: int, before_id: int, count_in: Callable[[str], int], size: int = STEP
) -> FoundPart:
    """Look through the newest messages before an id.

    Args:
        file: the persona's.
        session_id: where to look.
        before_id: only messages before this one; `pages.AFTER_ALL` for all of them.
        count_in: says how often a message's text holds what is sought.
        size: how many messages to look at.
    """
    rows = texts_before(file, session_id, before_id, size)
    found = [FoundMessage(message_id, times) for message_id, said in rows if (times := count_in(said))]
    return FoundPart(found, rows[-1][0] if rows and len(rows) == size else None)


def texts_before(
    file: PersonaFile, session_id: int, before_id: int, size: int = STEP
) -> list[tuple[int, str]]:
    """The ids and texts of the newest messages before an id, newest first."""
    values = (check_id(session_id, "session"), check_id(before_id, "message"), check_count(size, "size"))
    rows = file.execute("find.texts_before", values).fetchall()
    return [(message_id, text(said)) for message_id, said in rows]
