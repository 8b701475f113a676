"""The memories that a plan needs, however many there are: read no further than they fit."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from personaui_desktop.database import memory_index
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.memories import memory_record
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.recall import Found, SaidWords
from personaui_desktop.text_words import SoughtWord

MOST_MATCHES = 1_000
"""A word that more memories are found by, and more than half of all, tells little about any of them."""
MOST_TOGETHER = 6_000
"""How many memories the words may find together: those that find the most are looked for last."""
ENOUGH_WORDS = 3
"""Where the newest message has fewer words that memories are found by, earlier messages are looked at."""
MOST_TOLD = 3
"""How many words are told of a memory that it was found by."""
FURTHER = 20
"""How many memories that do not fit are read all the same, to be listed, or because a shorter one may fit."""


class ActiveTotal(NamedTuple):
    """The number of active memories and the UTF-8 bytes of their texts together."""

    number: int
    text_bytes: int


class MemoriesToPlan(NamedTuple):
    """What a plan chooses from.

    ``memories`` are active ones, oldest first; ``relevant`` says by what those were found that are about what
    was said, the best first, by their ids, or is ``None`` where nobody looked: all memories were read, or
    this SQLite has no full-text search. ``unread`` is about the active ones that are not among them.
    """

    memories: list[Memory]
    relevant: dict[int, Found] | None
    unread: ActiveTotal


class _Telling(NamedTuple):
    """A word that is looked for, the search for it, and the memories that are found by it."""

    written: str
    said: SaidWords
    search: str
    found: frozenset[int]


def memories_to_plan(
    file: PersonaFile,
    said: Sequence[SaidWords],
    room: int,
    size_of: Callable[[str], int],
    most_that_fit: Callable[[int], int],
    elsewhere: Sequence[Memory] = (),
) -> MemoriesToPlan:
    """Read the active memories: all while they may fit, else the pinned, the relevant and the newest of them.

    Args:
        file: the persona's.
        said: the words of the latest messages, the newest first.
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
        memories = list(_others(_memories(file, "relevance.newest_active"), passed))
        if sum(size_of(memory.content.strip()) for memory in memories) <= room:
            return MemoriesToPlan(memories[::-1], None, ActiveTotal(0, 0))
    is_indexed = memory_index.bring_up_to_date(file)
    telling = _telling_words(file, said, total.number) if is_indexed else None
    about = _that_fit(_others(_relevant(file, telling or []), passed), room, size_of)
    pinned = _that_fit(_memories(file, "relevance.pinned_active"), room, size_of)
    newest = _that_fit(_others(_memories(file, "relevance.newest_active"), passed), room, size_of)
    found = {memory.id: memory for memory in (*pinned, *about, *newest)}
    memories = sorted(found.values(), key=lambda memory: (memory.created_at, memory.id))
    read_bytes = sum(len(memory.content.encode()) for memory in memories)
    unread = ActiveTotal(total.number - len(memories), total.text_bytes - read_bytes)
    relevant = None if telling is None else dict(_found(about, telling))
    return MemoriesToPlan(memories, relevant, unread)


def _total(file: PersonaFile, elsewhere: Sequence[Memory]) -> ActiveTotal:
    number, text_bytes = file.execute("relevance.active_total").fetchone()
    of_others = sum(len(memory.content.encode()) for memory in elsewhere)
    return ActiveTotal(number - len(elsewhere), text_bytes - of_others)


def _memories(file: PersonaFile, query: str, *values: str) -> Iterator[Memory]:
    """What a query answers, read as far as it is asked for."""
    return (memory_record(row, file.persona_id) for row in file.execute(query, values))


def _others(memories: Iterable[Memory], passed: Set[int]) -> Iterator[Memory]:
    return (memory for memory in memories if memory.id not in passed)


def _that_fit(memories: Iterable[Memory], room: int, size_of: Callable[[str], int]) -> list[Memory]:
    """The first memories while they fit, and a few more."""
    taken: list[Memory] = []
    further = 0
    for memory in memories:
        taken.append(memory)
        room -= size_of(memory.content.strip())
        further += room < 0
        if further >= FURTHER:
            break
    return taken


def _relevant(file: PersonaFile, telling: Sequence[_Telling]) -> Iterable[Memory]:
    if not telling:
        return ()
    return _memories(file, "relevance.relevant_active", _any_of(each.search for each in telling))


def _telling_words(file: PersonaFile, said: Sequence[SaidWords], number: int) -> list[_Telling]:
    """The words that tell which memories are meant: the newest message's, then earlier ones' if few."""
    telling: list[_Telling] = []
    most = max(MOST_MATCHES, number // 2)
    for message in said:
        for word in message.words:
            search, found = _search_for(file, word, most)
            if found:
                telling.append(_Telling(word.written, message, search, found))
        if len(telling) >= ENOUGH_WORDS:
            break
    telling.sort(key=lambda each: len(each.found))
    return list(_within_reach(file, telling))


def _search_for(file: PersonaFile, word: SoughtWord, most: int) -> tuple[str, frozenset[int]]:
    """The search for a word and what begins like it, or else for itself, and what it finds if that tells."""
    exact = f'"{word.word}"'
    wide = "(" + _any_of((exact, f'"{word.beginning}"*')) + ")" if word.beginning else exact
    for search in dict.fromkeys((wide, exact)):
        found = _found_by(file, search, most)
        if found is not None:
            return search, found
    return "", frozenset()


def _within_reach(file: PersonaFile, telling: Iterable[_Telling]) -> Iterator[_Telling]:
    """The words, rarest first, while there is time; then as far as memories have them in their own texts."""
    left = MOST_TOGETHER
    for each in telling:
        found: frozenset[int] | None = each.found
        if len(each.found) > left:
            each = each._replace(search=f"content:{each.search}")
            found = _found_by(file, each.search, left)
        if found:
            left -= len(found)
            yield each._replace(found=found)


def _found_by(file: PersonaFile, search: str, most: int) -> frozenset[int] | None:
    """The memories that a search finds, or ``None`` where these are too many."""
    rows = file.execute("relevance.found_by", (search, most + 1)).fetchall()
    return frozenset(memory_id for (memory_id,) in rows) if len(rows) <= most else None


def _any_of(searches: Iterable[str]) -> str:
    return " OR ".join(searches)


def _found(memories: Iterable[Memory], telling: Sequence[_Telling]) -> Iterator[tuple[int, Found]]:
    """By which words of one message memories were found; the words come rarest first."""
    for memory in memories:
        by = [each for each in telling if memory.id in each.found]
        # One that somebody else indexed in this moment was found by nothing that we know.
        if by:
            said = by[0].said
            words = dict.fromkeys(each.written for each in by if each.said is said)
            yield memory.id, Found(tuple(words)[:MOST_TOLD], said.message_id, said.timestamp, said.is_user)
