"""Search: first results in a million messages, in one file and in a hundred, and what the index takes."""

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from sqlite3 import connect as plain_connect
from statistics import quantiles
from time import perf_counter

from figures import Figure, median_ms
from made_talks import Language
from support.searching import index_for_search

from personaui_desktop import database, paths
from personaui_desktop.database.connection import connect
from personaui_desktop.operations.search import SearchFound, beginning_of, search
from personaui_desktop.records.search import SearchScope
from personaui_desktop.search_query import read_query

MESSAGES, FILES = 1_000_000, 100
TALKS = 100
RARE = ("the lighthouse of Großenbrode", "在北京的灯塔")
INSERT = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, ?, ?)"
RUNS = 5


def run() -> list[Figure]:
    """One file, then many."""
    texts = _texts()
    return [*_one_file(texts), *_many_files(texts)]


def _one_file(texts: Sequence[str]) -> Iterator[Figure]:
    with _data_folder() as folder:
        _fill("default", texts, MESSAGES)
        before = _size(folder)
        begun = perf_counter()
        index_for_search()
        seconds = perf_counter() - begun
        yield Figure("index, of the file without it", _size(folder) - before, before, "MB", "≤ 0.6")
        yield Figure("making the index, per 1 000 messages", seconds / MESSAGES * 1e6, 1, "ms")
        with database.reused_connections(), closing(plain_connect(folder / "main.db")) as connection:

            def scan() -> None:
                connection.execute("SELECT id FROM chat_messages WHERE message LIKE '%großenbr%'").fetchall()

            scanned = median_ms(scan, 3)
            for title, written in _queries(texts).items():
                first = _p95(lambda written=written: _first(["default"], written))
                yield Figure(f"first results, {title}, against LIKE", first, scanned, "ms", "≤ 0.01")


def _many_files(texts: Sequence[str]) -> Iterator[Figure]:
    with _data_folder():
        ids = ["default", *(f"p{number}" for number in range(FILES - 1))]
        for persona_id in ids:
            database.create_persona_db(persona_id)
            _fill(persona_id, texts, MESSAGES // FILES)
            index_for_search(persona_id)
        with database.reused_connections():
            for title, written in _queries(texts).items():
                first = _p95(lambda written=written: _first(ids, written))
                yield Figure(
                    f"first results in {FILES} files, {title}, against 50 ms", first, 50, "ms", "≤ 1"
                )


def _first(persona_ids: Sequence[str], written: str) -> SearchFound:
    """What comes home first with anything in it, as the page asks for it."""
    query, scope = read_query(written), SearchScope()
    found = SearchFound([], beginning_of(persona_ids, scope))
    while found.rest and not found.hits:
        found = search(query, scope, found.rest).work()
    return found


def _queries(texts: Sequence[str]) -> dict[str, str]:
    word = max(texts[7].split(), key=len)
    return {
        "one character": "e",
        "one sign": "京",
        "two characters": "ei",
        "a word": word,
        "two words": f"{word[:3]} the",
        "a phrase": f'"{" ".join(texts[11].split()[:3])}"',
        "the oldest message": "großenbrode",
        "two signs in the oldest": "灯塔",
        "nothing": "zzyzx",
    }


def _texts() -> list[str]:
    rng = random.Random(1)
    made = [
        text
        for model in ("english", "german")
        for talk in Language(model, rng, 2_000).talks(TALKS)
        for text in talk.messages
    ]
    rng.shuffle(made)
    return made


def _fill(persona_id: str, texts: Sequence[str], number: int) -> None:
    session = database.create_session("Talk", persona_id)
    rng = random.Random(persona_id)
    said = (f"{rng.choice(texts)} {rng.choice(texts)}" for _ in range(number))
    with connect(persona_id) as connection:
        connection.execute("BEGIN")
        for rare in RARE:
            connection.execute(INSERT, (session, rare, 1))
        while rows := [(session, text, at % 2) for at, text in enumerate(islice(said, 10_000))]:
            connection.executemany(INSERT, rows)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _p95(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(RUNS * 4):
        begun = perf_counter()
        work()
        times.append((perf_counter() - begun) * 1000)
    return quantiles(times, n=20)[-1]


def _size(folder: Path) -> float:
    with connect("default") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "main.db").stat().st_size / 1e6


@contextmanager
def _data_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        paths.choose_data_dir(folder)
        try:
            database.init_persona_db("default")
            yield Path(folder)
        finally:
            paths.choose_data_dir(None)
