"""What of a session is still to be remembered: how much, from where, and which stretches no memory covers."""

from typing import NamedTuple

from personaui_desktop.database.branch_family import (
    inherited_ranges,
    is_covered_by_unknown,
    proposed_ranges,
    relatives_of,
)
from personaui_desktop.database.checks import check_count, check_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.fork_markers import through
from personaui_desktop.database.memorized import Memorized
from personaui_desktop.database.reading import whole
from personaui_desktop.database.rows import marker_of, message_records, ranges_in
from personaui_desktop.records.messages import Message

COUNTED_AT_MOST = 2_000
"""More messages than this are not counted, so that looking stays quick in any session."""
FEWEST_IN_GAP = 4
"""A stretch with fewer messages is not worth a memory of its own."""


class Amount(NamedTuple):
    """How much has been said since the marker and what is proposed.

    ``size`` is in bytes; ``is_more`` says that there is more than was counted. ``gap`` is the first and last
    message id of a stretch before the marker that no memory covers, and how many messages it has.
    """

    messages: int
    user_messages: int
    size: int
    is_more: bool
    gap: tuple[int, int, int] | None


def remembered_until(file: PersonaFile, session_id: int, *, also_discarded: bool = False) -> int:
    """After which message there is something new to remember: the marker, or the end of what is proposed.

    Args:
        file: the persona's.
        session_id: the conversation.
        also_discarded: whether what was proposed and not wanted counts as proposed.
    """
    check_id(session_id, "session")
    return _since(file, session_id, also_discarded=also_discarded)


def user_messages_since(file: PersonaFile, session_id: int, limit: int) -> int:
    """How many messages the person wrote since the marker and what was ever proposed, up to ``limit``."""
    check_id(session_id, "session")
    values = (
        session_id,
        _since(file, session_id, also_discarded=True),
        check_count(limit, "limit"),
    )
    count: int = file.execute("to_remember.count_user_messages_after", values).fetchone()[0]
    return count


def messages_between(
    file: PersonaFile, session_id: int, first_id: int, last_id: int, limit: int
) -> list[Message]:
    """The first messages of a session within a range, both ends included, oldest first."""
    values = (
        check_id(session_id, "session"),
        check_id(first_id, "message"),
        check_id(last_id, "message"),
        check_count(limit, "limit"),
    )
    rows = file.execute("to_remember.messages_to_remember", values).fetchall()
    return message_records(file, rows, Memorized((), None))


def number_between(file: PersonaFile, session_id: int, first_id: int, last_id: int) -> int:
    """How many messages of a session lie within a range, both ends included; no more than are counted."""
    values = (
        check_id(session_id, "session"),
        check_id(first_id, "message"),
        check_id(last_id, "message"),
        COUNTED_AT_MOST,
    )
    return whole(file.execute("to_remember.span_between", values).fetchone()[2])


def amount_to_remember(file: PersonaFile, session_id: int) -> Amount:
    """How much of a session is still to be remembered."""
    check_id(session_id, "session")
    since = _since(file, session_id, also_discarded=False)
    values = (session_id, since, COUNTED_AT_MOST + 1)
    count, from_user, size = file.execute("to_remember.amount_since", values).fetchone()
    gap = _first_gap(file, session_id)
    return Amount(min(count, COUNTED_AT_MOST), whole(from_user), size, count > COUNTED_AT_MOST, gap)


def _since(file: PersonaFile, session_id: int, *, also_discarded: bool) -> int:
    waiting, ever = file.execute("proposals.proposed_until", (session_id,)).fetchone()
    proposed = ever if also_discarded else waiting
    since = max(marker_of(file, session_id) or 0, whole(proposed))
    relatives = relatives_of(file, session_id)
    elsewhere = [
        *inherited_ranges(file, relatives),
        *proposed_ranges(file, relatives, also_discarded=also_discarded),
    ]
    return through(file, session_id, since, elsewhere)


def _first_gap(file: PersonaFile, session_id: int) -> tuple[int, int, int] | None:
    """The first stretch before the marker that no memory covers, if it is worth remembering."""
    marker = marker_of(file, session_id)
    rows = file.execute("to_remember.covered_ranges", (session_id,)).fetchall()
    ranges = ranges_in(rows)
    relatives = relatives_of(file, session_id)
    # A memory without a range comes from before ranges were kept; what it covers, nobody knows.
    if marker is None or len(ranges) < len(rows) or is_covered_by_unknown(file, relatives):
        return None
    # What was remembered before a fork is not missing in the branch.
    ranges += inherited_ranges(file, relatives)
    if not ranges:
        return None
    for first, last in _uncovered(sorted(ranges), marker):
        values = (session_id, first, last, COUNTED_AT_MOST)
        found: tuple[int, int, int] = file.execute("to_remember.span_between", values).fetchone()
        if found[2] >= FEWEST_IN_GAP:
            return found
    return None


def _uncovered(ranges: list[tuple[int, int]], marker: int) -> list[tuple[int, int]]:
    uncovered, begin = [], 1
    for start, end in ranges:
        if begin < start and begin <= marker:
            uncovered.append((begin, min(start - 1, marker)))
        begin = max(begin, end + 1)
    if begin <= marker:
        uncovered.append((begin, marker))
    return uncovered
