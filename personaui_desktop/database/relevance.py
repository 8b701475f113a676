"""The memories that a plan needs, however many there are: read no further than they fit."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from personaui_desktop.database import memory_index
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.memories import memory_record
from personaui_desktop.database.reading import text
from personaui_desktop.database.rows import Row
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.recall import Found, Said
from personaui_desktop.text_words import SoughtWord

MOST_MATCHES = 1_000
"""A word that more memories are found by tells little about any of them, and is not looked for."""
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
    said: Said
    search: str
    found: frozenset[int]


def memories_to_plan(
    file: PersonaFile,
    said: Sequence[Said],
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
        usable = _others(file.execute("relevance.newest_active"), passed)
        memories = [memory_record(row, file.persona_id) for row in usable]
        if sum(size_of(memory.content.strip()) for memory in memories) <= room:
            return MemoriesToPlan(memories[::-1], None, ActiveTotal(0, 0))
    telling = _telling_words(file, said) if memory_index.bring_up_to_date(file) else None
    about = _that_fit(_others(_relevant(file, telling or []), passed), room, size_of)
    pinned = _that_fit(file.execute("relevance.pinned_active"), room, size_of)
    newest = _that_fit(_others(file.execute("relevance.newest_active"), passed), room, size_of)
    found = {row[0]: memory_record(row, file.persona_id) for row in (*pinned, *about, *newest)}
    memories = sorted(found.values(), key=lambda memory: (memory.created_at, memory.id))
    read_bytes = sum(len(memory.content.encode()) for memory in memories)
    unread = ActiveTotal(total.number - len(memories), total.text_bytes - read_bytes)
    relevant = None if telling is None else dict(_found(about, telling))
    return MemoriesToPlan(memories, relevant, unread)


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


def _relevant(file: PersonaFile, telling: Sequence[_Telling]) -> Iterable[Row]:
    if not telling:
        return ()
    return file.execute("relevance.relevant_active", (_any_of(each.search for each in telling),))


def _telling_words(file: PersonaFile, said: Sequence[Said]) -> list[_Telling]:
    """The words that tell which memories are meant: the newest message's, then earlier ones' if few."""
    telling: list[_Telling] = []
    for message in said:
        for word in message.words:
            search, found = _search_for(file, word)
            if found:
                telling.append(_Telling(word.written, message, search, found))
        if len(telling) >= ENOUGH_WORDS:
            break
    return telling


def _search_for(file: PersonaFile, word: SoughtWord) -> tuple[str, frozenset[int]]:
    """The widest search for a word that tells something, and what it finds: nothing where there is none.

    It is looked for everywhere; else without the words that only begin like it; else, as long talks have most
    words somewhere, in the memories' own texts.
    """
    exact = f'"{word.word}"'
    wide = "(" + _any_of((exact, f'"{word.beginning}"*')) + ")" if word.beginning else exact
    for search in dict.fromkeys((wide, exact, f"content:{wide}")):
        rows = file.execute("relevance.found_by", (search, MOST_MATCHES + 1)).fetchall()
        if len(rows) <= MOST_MATCHES:
            return search, frozenset(memory_id for (memory_id,) in rows)
    return "", frozenset()


def _any_of(searches: Iterable[str]) -> str:
    return " OR ".join(searches)


def _found(rows: Iterable[Row], telling: Sequence[_Telling]) -> Iterator[tuple[int, Found]]:
    """By which words of one message memories were found: those that find the fewest tell the most."""
    fewest_first = sorted(telling, key=lambda each: len(each.found))
    for memory_id, *_ in rows:
        by = [each for each in fewest_first if memory_id in each.found]
        # One that somebody else indexed in this moment was found by nothing that we know.
        if by:
            said = by[0].said
            words = dict.fromkeys(each.written for each in by if each.said is said)
            yield memory_id, Found(tuple(words)[:MOST_TOLD], said.message_id, said.timestamp, said.is_user)
