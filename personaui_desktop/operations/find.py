"""Verbs for finding one's way in a session: every place that holds a text, and texts written anew."""

from collections.abc import Callable, Generator, Sequence
from time import perf_counter, sleep

from personaui_desktop.background.operation import Errand, Lane, Operation, Steps
from personaui_desktop.database.file import opened
from personaui_desktop.database.find import STEP, FoundMessage, FoundPart, find_step, texts_before
from personaui_desktop.database.pages import AFTER_ALL

MESSAGES_AT_ONCE = 600
WITHOUT_PAUSE_SECONDS = 0.001
PAUSE_SECONDS = 0.0002
"""Long enough for the window's thread to take its turn, which it does not get from a mere offer."""


def find_part(
    persona_id: str, session_id: int, before_id: int, count_in: Callable[[str], int]
) -> Operation[FoundPart]:
    """Look through the next messages before an id, newest first; the answer says where to go on.

    Args:
        persona_id: whose session it is.
        session_id: where to look.
        before_id: `database.pages.AFTER_ALL` to begin with.
        count_in: says how often a text holds what is sought; called on the bulk lane's thread.
    """

    def work() -> Generator[None, None, FoundPart]:
        count = _pausing(count_in)
        found: list[FoundMessage] = []
        at: int | None = before_id
        looked = 0
        while at is not None and looked < MESSAGES_AT_ONCE:
            with opened(persona_id) as file:
                part = find_step(file, session_id, at, count)
            found.extend(part.found)
            at = part.before_id
            looked += STEP
            yield
        return FoundPart(found, at)

    return Steps(work)


def count_in_texts(
    texts: Sequence[str], count_in: Callable[[str], int], lane: Lane = Lane.BULK
) -> Operation[list[int]]:
    """How often each of some texts holds what is sought: reading them would keep the window waiting."""
    return Errand(lambda: list(map(_pausing(count_in), texts)), lane=lane)


def rewrite_stretch(
    persona_id: str, session_id: int, first_id: int, last_id: int, rewrite: Callable[[int, str], str]
) -> Operation[list[str]]:
    """What ``rewrite`` makes of the ids and texts of a stretch of a session, oldest first."""

    def work() -> Generator[None, None, list[str]]:
        pieces: list[str] = []
        at: int | None = min(last_id + 1, AFTER_ALL)
        while at is not None:
            with opened(persona_id) as file:
                rows = texts_before(file, session_id, at)
            pieces.extend(rewrite(message_id, said) for message_id, said in rows if message_id >= first_id)
            at = rows[-1][0] if len(rows) == STEP and rows[-1][0] > first_id else None
            yield
        return pieces[::-1]

    return Steps(work)


def _pausing(count_in: Callable[[str], int]) -> Callable[[str], int]:
    """The same, pausing for a moment every millisecond: counting by itself keeps the interpreter."""
    last_pause = perf_counter()

    def count(text: str) -> int:
        nonlocal last_pause
        times = count_in(text)
        if perf_counter() - last_pause > WITHOUT_PAUSE_SECONDS:
            sleep(PAUSE_SECONDS)
            last_pause = perf_counter()
        return times

    return count
