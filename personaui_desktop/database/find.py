"""Looking through a session's texts, a few messages at a time."""

from collections.abc import Callable, Generator
from typing import NamedTuple

from personaui_desktop.database.checks import check_count, check_id
from personaui_desktop.database.connection import connect
from personaui_desktop.database.reading import text
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records import DEFAULT_PERSONA

AFTER_ALL = 2**63 - 1
"""An id after every message's."""
STEP = 200
"""How many messages are looked through before giving way."""


class Found(NamedTuple):
    """A message in which something was found, and how often."""

    message_id: int
    times: int


class FoundPart(NamedTuple):
    """What a stretch of a session holds, newest first; ``before_id``: where to go on, ``None`` at the end."""

    found: list[Found]
    before_id: int | None


def find_step(
    session_id: int,
    before_id: int,
    count_in: Callable[[str], int],
    size: int = STEP,
    persona_id: str = DEFAULT_PERSONA,
) -> FoundPart:
    """Look through the newest messages before an id.

    Args:
        session_id: where to look.
        before_id: only messages before this one; `AFTER_ALL` for all of them.
        count_in: says how often a message's text holds what is sought.
        size: how many messages to look at.
        persona_id: whose session it is.
    """
    values = (check_id(session_id, "session"), check_id(before_id, "message"), check_count(size, "size"))
    rows = _texts_before(*values, persona_id)
    found = [Found(message_id, times) for message_id, said in rows if (times := count_in(said))]
    return FoundPart(found, rows[-1][0] if rows and len(rows) == size else None)


def find_stretch(
    session_id: int,
    before_id: int,
    count_in: Callable[[str], int],
    most_messages: int,
    persona_id: str = DEFAULT_PERSONA,
) -> Generator[None, None, FoundPart]:
    """The same over more messages, giving way after every step."""
    found: list[Found] = []
    at: int | None = before_id
    looked = 0
    while at is not None and looked < most_messages:
        part = find_step(session_id, at, count_in, persona_id=persona_id)
        found.extend(part.found)
        at = part.before_id
        looked += STEP
        yield
    return FoundPart(found, at)


def rewritten(
    session_id: int,
    first_id: int,
    last_id: int,
    rewrite: Callable[[int, str], str],
    persona_id: str = DEFAULT_PERSONA,
) -> Generator[None, None, list[str]]:
    """What becomes of the texts of a stretch of a session, oldest first, giving way after every step.

    Args:
        session_id: where.
        first_id: the first message of the stretch.
        last_id: the last one.
        rewrite: makes of a message's id and text what is wanted.
        persona_id: whose session it is.
    """
    pieces: list[str] = []
    at: int | None = min(last_id + 1, AFTER_ALL)
    while at is not None:
        rows = _texts_before(check_id(session_id, "session"), at, STEP, persona_id)
        pieces.extend(rewrite(message_id, said) for message_id, said in rows if message_id >= first_id)
        at = rows[-1][0] if len(rows) == STEP and rows[-1][0] > first_id else None
        yield
    return pieces[::-1]


def _texts_before(session_id: int, before_id: int, size: int, persona_id: str) -> list[tuple[int, str]]:
    with connect(persona_id) as connection:
        rows = connection.execute(sql("find.texts_before"), (session_id, before_id, size)).fetchall()
    return [(message_id, text(said)) for message_id, said in rows]
