"""Database: messages stored a second, pages of long sessions, listings over many personas."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from figures import Figure, median_ms
from support.on_file import read, write

from personaui_desktop import database, paths
from personaui_desktop.database import edits, messages, pages, positions, versions
from personaui_desktop.database.connection import connect, transaction

ROUNDS, MESSAGES = 31, 200
CHANGES = 40
LENGTHS = (100, 10_000, 1_000_000)
PERSONAS = (1, 100, 1000)
PAGE = 50
TEXT = "A message of ordinary length, as a person types it into the composer. " * 2
INSERT = "INSERT INTO chat_messages (session_id, message, is_user, character_name) VALUES (?, ?, ?, ?)"
BY_HAND = (
    "SELECT id, session_id, message, is_user, timestamp, character_name FROM chat_messages "
    "WHERE session_id = ? ORDER BY id DESC LIMIT ?"
)
MARK_ALL = "INSERT INTO message_marks (message_id, is_bookmarked) SELECT id, 1 FROM chat_messages"
VERSION_ALL = (
    "INSERT INTO message_versions (message_id, place, made_at) "
    "SELECT id, 1, CURRENT_TIMESTAMP FROM chat_messages"
)
TOUCH = "UPDATE chat_sessions SET updated_at = CURRENT_TIMESTAMP WHERE id = ?"


def run() -> list[Figure]:
    """Everything, each group in a data folder of its own."""
    return [*_storing(), *_paging(), *_changing(), *_listing()]


@contextmanager
def _data_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=os.environ.get("PERSONAUI_BENCH_DIR")) as folder:
        paths.choose_data_dir(folder)
        try:
            yield Path(folder)
        finally:
            paths.choose_data_dir(None)


def _storing() -> list[Figure]:
    with _data_folder():
        session = database.create_session()
        with _saver(session) as ours, _hand_written(session) as by_hand:
            measured, open_connection = _microseconds(ours, by_hand)
        with _connection_per_call(session) as per_call:
            (original,) = _microseconds(per_call)
    return [
        Figure("save_message, against one open connection by hand", measured, open_connection, "µs", "≤ 1.3"),
        Figure("messages a second, against a connection a call", 1e6 / measured, 1e6 / original, "/s", "≥ 4"),
    ]


@contextmanager
def _saver(session: int) -> Iterator[Callable[[], object]]:
    with database.reused_connections():
        yield lambda: database.save_message(TEXT, True, session_id=session)


@contextmanager
def _hand_written(session: int) -> Iterator[Callable[[], object]]:
    with closing(sqlite3.connect(database.get_db_path())) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

        def save() -> None:
            connection.execute(INSERT, (session, TEXT, 1, "Assistant"))
            connection.execute(TOUCH, (session,))
            connection.commit()

        yield save


@contextmanager
def _connection_per_call(session: int) -> Iterator[Callable[[], object]]:
    """As the original program does, on a copy of the file with a rollback journal."""
    path = database.get_db_path().with_name("rollback.sqlite")
    with closing(sqlite3.connect(database.get_db_path())) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")

    def save() -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(INSERT, (session, TEXT, 1, "Assistant"))
            connection.execute(TOUCH, (session,))
            connection.commit()

    yield save


def _microseconds(*ways: Callable[[], object]) -> list[float]:
    """The median time of one call of each; they take turns, for a disk is not equally quick all the time."""
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(ROUNDS):
        for save, found in zip(ways, times, strict=True):
            start = perf_counter()
            for _ in range(MESSAGES):
                save()
            found.append((perf_counter() - start) / MESSAGES * 1e6)
    return [median(found) for found in times]


def _paging() -> list[Figure]:
    figures = []
    newest_of_shortest = older_of_shortest = 0.0
    with _data_folder():
        sessions = [_long_session(length) for length in LENGTHS]
        for length, (session, persona_id) in zip(LENGTHS, sessions, strict=True):
            newest = _page_ms(partial(read, pages.newest_page, session, PAGE, on=persona_id))
            oldest_shown = read(pages.newest_page, session, PAGE, on=persona_id).messages[0].id
            older = _page_ms(partial(read, pages.page_before, session, oldest_shown, PAGE, on=persona_id))
            newest_of_shortest = newest_of_shortest or newest
            older_of_shortest = older_of_shortest or older
            title = f"page of {length:,} messages".replace(",", " ")
            figures.append(Figure(f"newest {title}, against 100", newest, newest_of_shortest, "ms", "flat"))
            figures.append(Figure(f"older {title}, against 100", older, older_of_shortest, "ms", "flat"))
        figures += _places(sessions)
        figures += _records(*sessions[1])
    return figures


def _records(session: int, persona_id: str) -> list[Figure]:
    """What turning rows into messages costs, and what it costs where all of them have what few have."""
    newest = partial(read, pages.newest_page, session, PAGE, on=persona_id)
    with connect(persona_id) as connection:
        by_hand = median_ms(lambda: connection.execute(BY_HAND, (session, PAGE + 1)).fetchall(), 201)
    plain = _page_ms(newest)
    with connect(persona_id) as connection, transaction(connection):
        connection.execute(MARK_ALL)
        connection.execute(VERSION_ALL)
    rich = _page_ms(newest)
    return [
        Figure("page as records, against its columns by hand", plain, by_hand, "ms", "≤ 3"),
        Figure("page of which all have marks and versions, against none", rich, plain, "ms"),
    ]


def _places(sessions: list[tuple[int, str]]) -> list[Figure]:
    """What the scroll bar and going to a date ask, in the middle of sessions of all lengths."""
    figures: list[Figure] = []
    shortest: list[float] = []
    for length, (session, persona_id) in zip(LENGTHS, sessions, strict=True):
        middle = read(positions.message_at, session, length // 2, on=persona_id)
        asked = {
            "page around": partial(read, pages.page_around, session, middle or 0, PAGE, on=persona_id),
            "message by number": partial(read, positions.message_at, session, length // 2, on=persona_id),
            "first message since": partial(
                read, positions.first_message_since, session, "2001-01-01", on=persona_id
            ),
        }
        measured = [_page_ms(ask) for ask in asked.values()]
        shortest = shortest or measured
        for name, ms, reference in zip(asked, measured, shortest, strict=True):
            title = f"{name} of {length:,} messages".replace(",", " ") + ", against 100"
            figures.append(Figure(title, ms, reference, "ms", "flat"))
    return figures


def _changing() -> list[Figure]:
    """Edit, choose a version and delete in the middle of a session, each with its step of undo."""
    figures: list[Figure] = []
    shortest: list[float] = []
    with _data_folder(), database.reused_connections():
        for length in LENGTHS:
            session, persona_id = _long_session(length)
            middle = read(positions.message_at, session, length // 2, on=persona_id) or 0
            measured = [median(times) for times in _changes_ms(session, persona_id, middle)]
            shortest = shortest or measured
            for name, ms, reference in zip(("edit", "choose", "delete"), measured, shortest, strict=True):
                title = f"{name} amid {length:,} messages".replace(",", " ") + ", against 100"
                figures.append(Figure(title, ms, reference, "ms", "≤ 1.2"))
    return figures


def _changes_ms(session: int, persona_id: str, middle: int) -> list[list[float]]:
    """The times of editing, choosing and deleting neighbours of one message."""
    times: list[list[float]] = [[], [], []]
    write(edits.edit_message, middle, "first", on=persona_id, keeps_version=True)
    for number in range(1, CHANGES + 1):
        changes = (
            partial(write, edits.edit_message, middle + 1, f"text {number}", on=persona_id),
            partial(write, versions.step_version, middle, (-1) ** number, on=persona_id),
            partial(write, messages.delete_messages, session, [middle + 1 + number], on=persona_id),
        )
        for change, found in zip(changes, times, strict=True):
            start = perf_counter()
            change()
            found.append((perf_counter() - start) * 1000)
    return times


def _page_ms(read: Callable[[], object]) -> float:
    with database.reused_connections():
        read()
        return median_ms(read, 201)


def _long_session(length: int) -> tuple[int, str]:
    persona_id = f"long-{length}"
    session = database.create_session(persona_id=persona_id)
    rows = ((session, TEXT, number % 2, "Mia") for number in range(length))
    with connect(persona_id) as connection, transaction(connection):
        connection.executemany(database.sql("chat.insert_message"), rows)
    return session, persona_id


def _listing() -> list[Figure]:
    figures = []
    for count in PERSONAS:
        with _data_folder() as folder:
            _make_personas(folder, count)
            title = f"of {count} personas, against opening their files"
            bare = median_ms(_bare_listing, 3)
            figures.append(Figure(f"sessions {title}", median_ms(database.get_all_sessions, 3), bare, "ms"))
            summary = median_ms(database.get_persona_session_summary, 3)
            figures.append(Figure(f"summary {title}", summary, bare, "ms"))
    return figures


def _make_personas(folder: Path, count: int) -> None:
    for number in range(count):
        database.create_session(f"Session of {number}", f"p{number}")


def _bare_listing() -> None:
    for persona_id in database.get_all_persona_ids():
        with closing(sqlite3.connect(database.get_db_path(persona_id))) as connection:
            connection.execute("SELECT id, title, created_at, updated_at FROM chat_sessions").fetchall()
