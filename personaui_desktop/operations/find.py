"""Verbs for finding one's way in a session: every place that holds a text, and texts written anew."""

from collections.abc import Callable, Generator
from typing import cast

from personaui_desktop.background.operation import Lane, Operation
from personaui_desktop.database.find import FoundPart, find_stretch, rewritten

MESSAGES_AT_ONCE = 600


def find_part(
    persona_id: str, session_id: int, before_id: int, count_in: Callable[[str], int]
) -> Operation[FoundPart]:
    """Look through the next messages before an id, newest first; the answer says where to go on.

    Args:
        persona_id: whose session it is.
        session_id: where to look.
        before_id: `database.find.AFTER_ALL` to begin with.
        count_in: says how often a text holds what is sought; called on the bulk lane's thread.
    """

    def work() -> Generator[None, None, FoundPart]:
        return find_stretch(session_id, before_id, count_in, MESSAGES_AT_ONCE, persona_id)

    # The bulk lane runs a generator step by step; its result is what the generator returns.
    return Operation(cast("Callable[[], FoundPart]", work), lane=Lane.BULK)


def rewrite_stretch(
    persona_id: str, session_id: int, first_id: int, last_id: int, rewrite: Callable[[int, str], str]
) -> Operation[list[str]]:
    """What ``rewrite`` makes of the ids and texts of a stretch of a session, oldest first."""

    def work() -> Generator[None, None, list[str]]:
        return rewritten(session_id, first_id, last_id, rewrite, persona_id)

    return Operation(cast("Callable[[], list[str]]", work), lane=Lane.BULK)
