"""Which memories are sent: the share of questions whose evidence is among them, against plain BM25."""

import random
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from figures import Figure
from made_talks import Language, Talk
from support.recalling import index_all

from personaui_desktop import database, paths
from personaui_desktop.conversation.choose_memories import memory_size
from personaui_desktop.conversation.context import ContextLimits
from personaui_desktop.database import pages
from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.database.file import opened
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.planning import plan_for

TALKS, ASKED, THINGS = 1_500, 100, 300
LIMITS = ContextLimits(memory_tokens=600)
"""About one memory in a hundred fits."""
REMEMBERED = """
    INSERT INTO memories (content, created_at, session_id, start_message_id, end_message_id)
    VALUES (?, datetime('2026-01-01', '+' || ? || ' minutes'), ?, ?, ?)
"""
PLAIN = "CREATE VIRTUAL TABLE plain USING fts5(content)"


class Asked(NamedTuple):
    """A question of a kind, and the id of the memory that answers it."""

    kind: str
    text: str
    memory_id: int


def run() -> list[Figure]:
    """A line a language, a kind of question and whether two turns about something else came before."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        paths.choose_data_dir(folder)
        try:
            for model in ("english", "german"):
                figures += _compared(model)
        finally:
            paths.choose_data_dir(None)
    return figures


def _compared(model: str) -> Iterator[Figure]:
    rng = random.Random(model)
    language = Language(model, rng, THINGS)
    talks = list(language.talks(TALKS))
    asked = list(_fill(model, talks, rng))
    index_all(model)
    with closing(_plain(talks)) as plain:
        for turns in (0, 2):
            for kind in talks[0].questions:
                ours, theirs = [], []
                for each in (one for one in asked if one.kind == kind):
                    said = [text for _ in range(turns) for text in (language.small_talk(),) * 2]
                    ours.append(each.memory_id in _sent(model, [*said, each.text]))
                    theirs.append(each.memory_id in _sent_by_plain(plain, talks, [*said, each.text]))
                after = f", {turns} other turns before" if turns else ""
                yield Figure(f"{model}: {kind}{after}", _percent(ours), _percent(theirs), "%", ">= 1")


def _fill(persona_id: str, talks: list[Talk], rng: random.Random) -> Iterator[Asked]:
    chosen = set(rng.sample(range(len(talks)), ASKED))
    session = database.create_session(persona_id=persona_id)
    with connect(persona_id) as connection, transaction(connection):
        last = 0
        for number, talk in enumerate(talks, start=1):
            rows = ((session, text, at % 2 == 0, "Mia") for at, text in enumerate(talk.messages))
            connection.executemany(database.sql("chat.insert_message"), rows)
            values = (talk.memory, number, session, last + 1, last + len(talk.messages))
            connection.execute(REMEMBERED, values)
            last += len(talk.messages)
            if number - 1 in chosen:
                yield from (Asked(kind, text, number) for kind, text in talk.questions.items())


def _sent(persona_id: str, said: list[str]) -> set[int | None]:
    """The memories that this program sends with the last of these messages, in a conversation of its own."""
    session = database.create_session(persona_id=persona_id)
    for at, text in enumerate(said):
        mine = (len(said) - at) % 2 == 1
        database.save_message(text, mine, session_id=session, persona_id=persona_id)
    with opened(persona_id) as file:
        page = pages.newest_page(file, session, LIMITS.messages)
        plan = plan_for(file, cast_of(file), page, LIMITS)
    return {piece.source_id for piece in plan.segments if piece.included and "memor" in piece.reason.value}


def _plain(talks: list[Talk]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(PLAIN)
    connection.executemany("INSERT INTO plain (content) VALUES (?)", ((talk.memory,) for talk in talks))
    return connection


def _sent_by_plain(connection: sqlite3.Connection, talks: list[Talk], said: list[str]) -> set[int]:
    """The memories that have any word of the last four messages, the best matches first, while they fit."""
    words = dict.fromkeys(word for text in said[-4:] for word in text.lower().strip(".").split())
    match = " OR ".join(f'"{word}"' for word in words)
    query = "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain)"
    ranked = [number for (number,) in connection.execute(query, (match,))]
    quarter = LIMITS.memory_tokens // 4
    newest = _fitting(range(len(talks), 0, -1), talks, quarter)
    return newest | _fitting(ranked, talks, LIMITS.memory_tokens - quarter)


def _fitting(numbers: Iterable[int], talks: list[Talk], room: int) -> set[int]:
    fitting = set[int]()
    for number in numbers:
        room -= memory_size(talks[number - 1].memory)
        if room < 0:
            break
        fitting.add(number)
    return fitting


def _percent(found: list[bool]) -> float:
    return 100 * sum(found) / len(found)
