"""Verbs for finding one's way in a session: every place that holds a text, a day, how far it reaches."""

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from typing import cast

from personaui_desktop.background.operation import Lane, Operation
from personaui_desktop.database.find import FoundPart, find_stretch, first_message_since, rewritten
from personaui_desktop.database.pages import message_span

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


def first_since(persona_id: str, session_id: int, moment: datetime) -> Operation[int | None]:
    """The id of the session's first message at or after a moment, if there is one."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return Operation(lambda: first_message_since(session_id, text, persona_id), lane=Lane.BULK)


def span(persona_id: str, session_id: int) -> Operation[tuple[int, int, int]]:
    """The session's first and last message id, and how many messages it has."""
    return Operation(lambda: message_span(session_id, persona_id), lane=Lane.BULK)
