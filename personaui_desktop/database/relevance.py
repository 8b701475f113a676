"""The memories that a plan needs, however many there are: read no further than they fit."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from personaui_desktop.database import memory_index
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.memories import memory_record
from personaui_desktop.database.reading import text
from personaui_desktop.database.rows import Row
from personaui_desktop.records.memories import Memory

MOST_RELEVANT = 40
MOST_MATCHES = 1_000
"""A word that more memories contain tells little about any of them, and is not looked for."""
FURTHER = 20
"""How many memories that do not fit are read all the same, to be listed, or because a shorter one may fit."""


class ActiveTotal(NamedTuple):
    """The number of active memories and the UTF-8 bytes of their texts together."""

    number: int
    text_bytes: int


class MemoriesToPlan(NamedTuple):
    """What a plan chooses from.

    ``memories`` are active ones, oldest first; ``relevant`` the ids of those about the words, best first, or
    ``None`` where nobody looked: all memories were read, or this SQLite has no full-text search. ``unread``
    is about the active ones that are not among them.
    """

    memories: list[Memory]
    relevant: list[int] | None
    unread: ActiveTotal


def memories_to_plan(
    file: PersonaFile,
    words: Sequence[str],
    room: int,
    size_of: Callable[[str], int],
    most_that_fit: Callable[[int], int],
    elsewhere: Sequence[Memory] = (),
) -> MemoriesToPlan:
    """Read the active memories: all while they may fit, else the pinned, the relevant and the newest of them.

    Args:
        file: the persona's.
        words: of the latest messages, in lower case, letters and digits only.
        room: what they may take together.
        size_of: what a memory with that text takes.
        most_that_fit: how many bytes of text so many memories can have at most and still fit.
        elsewhere: active ones to pass over.
    """
    passed = {memory.id for memory in elsewhere}
    # Also where it is not asked: what was deleted must not stay in the file for longer than needed.
    memory_index.bring_up_to_date(file, make=False)
    total = _total(file, elsewhere)
    if total.text_bytes <= most_that_fit(total.number):
        usable = _others(file.execute("relevance.newest_active"), passed)
        memories = [memory_record(row, file.persona_id) for row in usable]
        if sum(size_of(memory.content.strip()) for memory in memories) <= room:
            return MemoriesToPlan(memories[::-1], None, ActiveTotal(0, 0))
    is_indexed = memory_index.bring_up_to_date(file)
    relevant = list(_others(_relevant(file, words), passed)) if is_indexed else None
    pinned = _that_fit(file.execute("relevance.pinned_active"), room, size_of)
    newest = _that_fit(_others(file.execute("relevance.newest_active"), passed), room, size_of)
    rows = [*pinned, *(relevant or ()), *newest]
    found = {row[0]: memory_record(row, file.persona_id) for row in rows}
    memories = sorted(found.values(), key=lambda memory: (memory.created_at, memory.id))
    read_bytes = sum(len(memory.content.encode()) for memory in memories)
    unread = ActiveTotal(total.number - len(memories), total.text_bytes - read_bytes)
    return MemoriesToPlan(memories, None if relevant is None else [row[0] for row in relevant], unread)


def _total(file: PersonaFile, elsewhere: Sequence[Memory]) -> ActiveTotal:
    number, text_bytes = file.execute("relevance.active_total").fetchone()
    of_others = sum(len(memory.content.encode()) for memory in elsewhere)
    return ActiveTotal(number - len(elsewhere), text_bytes - of_others)


def _others(rows: Iterable[Row], passed: Set[int]) -> Iterator[Row]:
    return (row for row in rows if row[0] not in passed)


def _that_fit(rows: Iterable[Row], room: int, size_of: Callable[[str], int]) -> list[Row]:
    """The first rows while they fit, and a few more."""
    taken: list[Row] = []
    further = 0
    for row in rows:
        taken.append(row)
        room -= size_of(text(row[2]).strip())
        further += room < 0
        if further >= FURTHER:
            break
    return taken


def _relevant(file: PersonaFile, words: Sequence[str]) -> list[Row]:
    telling = [word for word in words if _tells(file, word)]
    if not telling:
        return []
    match = " OR ".join(f'"{word}"' for word in telling)
    return file.execute("relevance.relevant_active", (match, MOST_RELEVANT)).fetchall()


def _tells(file: PersonaFile, word: str) -> bool:
    values = (f'"{word}"', MOST_MATCHES + 1)
    number = file.execute("relevance.count_up_to", values).fetchone()[0]
    return 0 < int(number) <= MOST_MATCHES
