"""Which sessions share their beginning with one, up to where, and what follows from that for memories."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from personaui_desktop.database.checks import check_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.listing import list_session
from personaui_desktop.database.memories import memory_record
from personaui_desktop.database.positions import count_after
from personaui_desktop.database.reading import flag, moment, one_of, text, whole
from personaui_desktop.database.rows import Range, ranges_in
from personaui_desktop.records.branches import Branch, BranchKind, BranchOrigin, Relative
from personaui_desktop.records.memories import Memory

_NO_END = (1 << 63) - 1
_HIGHEST = (1 << 62) - 1
"""No id is higher, whatever a file says, so that two of them can be added."""


def relatives_of(file: PersonaFile, session_id: int) -> list[Relative]:
    """The sessions that share their beginning with one, near ones first, also those that were deleted since.

    It is walked from session to session in rounds, each session once, so that no ring of them has no end.
    """
    found = {session_id: Relative(session_id, _NO_END, 0)}
    new = [session_id]
    while new:
        rows = file.execute("branches.links_of", (json.dumps(new),)).fetchall()
        new = []
        for values in rows:
            branch, trunk, fork, offset = values[0], whole(values[2]), _number(values[3]), _number(values[4])
            if trunk in found and branch not in found:
                known = found[trunk]
                until = min(known.shared_until, fork) + offset
                found[branch] = Relative(branch, until, known.shift - offset)
                new.append(branch)
            elif branch in found and trunk not in found:
                known = found[branch]
                until = max(0, min(known.shared_until - offset, fork))
                found[trunk] = Relative(trunk, until, known.shift + offset)
                new.append(trunk)
    del found[session_id]
    return list(found.values())


def memories_elsewhere(file: PersonaFile, session_id: int) -> list[Memory]:
    """Active memories of what another branch has after the fork, but for the pinned ones, newest first."""
    found = [
        memory_record(row, file.persona_id)
        for each in relatives_of(file, session_id)
        for row in file.execute("branches.elsewhere", (each.session_id, each.shared_until))
    ]
    return sorted(found, key=lambda memory: (memory.created_at, memory.id), reverse=True)


def inherited_ranges(file: PersonaFile, relatives: Iterable[Relative]) -> list[Range]:
    """What is told, by memories that these made of it, of messages that a session shares with them."""
    return _shared(file, relatives, "branches.told_until")


def proposed_ranges(file: PersonaFile, relatives: Iterable[Relative], *, also_discarded: bool) -> list[Range]:
    """What these were proposed to remember of the messages that a session shares with them."""
    return _shared(file, relatives, "branches.proposed_until", also_discarded)


def is_covered_by_unknown(file: PersonaFile, relatives: Iterable[Relative]) -> bool:
    """Whether one of these has a memory of which nobody knows what it covers."""
    return any(
        file.execute("branches.has_memory_without_range", (each.session_id,)).fetchone() for each in relatives
    )


def origin_of(file: PersonaFile, session_id: int) -> BranchOrigin | None:
    """Where a session branched off, or ``None`` where it is no branch."""
    row = file.execute("branches.get_origin", (check_id(session_id, "session"),)).fetchone()
    if row is None:
        return None
    branch, kind, trunk, title, fork, offset, is_whole, forked_at, is_there = row
    return BranchOrigin(
        branch,
        one_of(BranchKind, kind, BranchKind.COPIED),
        whole(trunk),
        text(title),
        _number(fork),
        _number(fork) + _number(offset),
        flag(is_whole),
        moment(forked_at),
        flag(is_there),
    )


def map_of(file: PersonaFile, session_id: int, most: int) -> list[Branch]:
    """The branches of which a session is one, the first made first; none where there are none.

    There are never more than ``most``, those that are fewest branches away.
    """
    nearest = [check_id(session_id, "session"), *(each.session_id for each in relatives_of(file, session_id))]
    found = sorted(islice(_branches(file, nearest), most), key=lambda branch: branch.session_id)
    return found if any(each.origin for each in found) else []


def _number(value: object) -> int:
    """An id, or how far ids lie from each other."""
    return min(max(whole(value), 0), _HIGHEST)


def _shared(file: PersonaFile, relatives: Iterable[Relative], query: str, *more: bool) -> list[Range]:
    """The ranges that a query finds before each fork, by the ids that the session has for them."""
    return [
        (start + each.shift, end + each.shift)
        for each in relatives
        for start, end in ranges_in(file.execute(query, (each.session_id, each.shared_until, *more)))
    ]


def _branches(file: PersonaFile, session_ids: list[int]) -> Iterator[Branch]:
    for session_id in session_ids:
        session = list_session(file, session_id)
        if session is not None:
            origin = origin_of(file, session_id)
            # A parked tail has nothing before the fork.
            after = origin.own_after if origin and origin.kind is not BranchKind.PARKED else 0
            messages = count_after(file, session_id, after)
            is_trashed = session.trashed_at is not None
            yield Branch(session_id, session.title, session.updated_at, messages, is_trashed, origin)
