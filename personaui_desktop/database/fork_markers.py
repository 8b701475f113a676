"""How far a session is remembered: through ranges that follow each other, and up to a fork."""

from collections.abc import Iterable

from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import whole_or_none
from personaui_desktop.database.rows import Range, ranges_in


def through(file: PersonaFile, session_id: int, since: int, ranges: Iterable[Range]) -> int:
    """How far ranges of message ids reach after a message, with no message of the session between them."""
    for start, end in sorted(ranges):
        if end > since:
            following = _one(file, "get_message_after", session_id, since)
            if following is None or start > following:
                break
            since = end
    return since


def marker_until(
    file: PersonaFile, marker: int | None, fork_id: int, staying_in: int, resting_in: int
) -> int | None:
    """Up to which message the part before a fork is remembered.

    A memory that spans the fork rests on the other side of it: what it alone tells of is still to be
    remembered there, unless it is pinned, which is known from the session's relatives.

    Args:
        file: the persona's.
        marker: the memory marker of the session that forks.
        fork_id: its last message before the fork.
        staying_in: the session that has the messages before the fork, and the memories that end there.
        resting_in: the one that has the memories which span it.
    """
    if marker is None:
        return None
    until = min(marker, fork_id)
    first = _one(file, "first_resting", resting_in, fork_id)
    if first is None:
        return until
    told = ranges_in(file.execute("branches.told_until", (staying_in, fork_id)))
    until = min(until, through(file, staying_in, max(first, 1) - 1, told))
    return _one(file, "get_message_before", staying_in, until + 1)


def _one(file: PersonaFile, query: str, session_id: int, message_id: int) -> int | None:
    return whole_or_none(file.execute(f"branches.{query}", (session_id, message_id)).fetchone()[0])
