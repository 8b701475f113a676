import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.files import make_legacy_file
from support.on_file import read

from personaui_desktop import database
from personaui_desktop.database.connection import connect
from personaui_desktop.database.positions import (
    Around,
    first_and_last_time,
    first_message_since,
    message_at,
    messages_around,
    times_with_messages,
)
from personaui_desktop.database.sql_loader import sql

INSERT = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, 'x', 1)"
STATEMENTS = {
    "insert": """INSERT OR IGNORE INTO chat_messages (id, session_id, message, is_user)
        VALUES (:second, :first, 'x', 1)""",
    "delete": "DELETE FROM chat_messages WHERE id BETWEEN :first AND :first + :second",
    "park": "UPDATE chat_messages SET session_id = :first WHERE id >= :second",
    "renumber": "UPDATE OR IGNORE chat_messages SET id = :second WHERE id = :first",
    "delete session": "DELETE FROM chat_sessions WHERE id = :first",
    "clear": "DELETE FROM chat_messages",
}
DAYS = ("2026-11-02 10:00:00", "2026-11-04 10:00:00", "2026-11-04 23:00:00", "2026-11-09 10:00:00")

several = st.integers(1, 2500)
"""Up to many small blocks."""
anywhere = st.one_of(st.integers(-3000, 12_000), st.integers(-70_000, 200_000))
writes = st.one_of(
    st.tuples(st.just("say"), st.sampled_from([1, 2, 3]), several),
    st.tuples(st.just("alternate"), st.just(0), several),
    st.tuples(st.just("insert"), st.sampled_from([1, 2, 3]), anywhere),
    st.tuples(st.just("delete"), anywhere, several),
    st.tuples(st.just("park"), st.sampled_from([1, 2, 3]), anywhere),
    st.tuples(st.just("renumber"), anywhere, anywhere),
    st.tuples(st.just("delete session"), st.sampled_from([1, 2, 3]), st.just(0)),
    st.tuples(st.just("clear"), st.just(0), st.just(0)),
)


def write(connection: sqlite3.Connection, kind: str, first: int, second: int) -> None:
    """What another program does to the messages: it knows of nothing that is kept beside them."""
    if kind == "say":
        connection.executemany(INSERT, [(first,)] * second)
    elif kind == "alternate":
        connection.executemany(INSERT, [(1 + number % 2,) for number in range(second)])
    else:
        connection.execute(STATEMENTS[kind], {"first": first, "second": second})
    for session_id in (1, 2, 3):
        connection.execute("INSERT OR IGNORE INTO chat_sessions (id) VALUES (?)", (session_id,))
    connection.commit()


def plain_list(connection: sqlite3.Connection, session_id: int) -> list[int]:
    query = "SELECT id FROM chat_messages WHERE session_id = ? ORDER BY id"
    return [row[0] for row in connection.execute(query, (session_id,))]


def assert_true_to(session_id: int, ids: Sequence[int], look_at: Sequence[int]) -> None:
    """What is answered about a session is what a list of its message ids says."""
    assert read(message_at, session_id, len(ids)) == (ids[-1] if ids else None)
    for number in {at % len(ids) for at in look_at} if ids else ():
        assert read(message_at, session_id, number) == ids[number]
        assert read(messages_around, session_id, ids[number], ids[number]) == Around(
            number, len(ids) - number - 1
        )
    assert read(messages_around, session_id, None, None) == Around(0, 0)


@settings(max_examples=40)
@given(done=st.lists(writes, min_size=1, max_size=8), look_at=st.lists(st.integers(0, 9999), max_size=12))
def test_places_stay_true_whatever_another_program_writes(
    data_dir: Path, done: list[Any], look_at: list[int]
) -> None:
    database.init_persona_db()
    with closing(sqlite3.connect(data_dir / "main.db")) as other, database.reused_connections():
        other.execute("PRAGMA foreign_keys = ON")
        write(other, "clear", 0, 0)
        for each in done:
            write(other, *each)
            for session_id in (1, 2, 3):
                assert_true_to(session_id, plain_list(other, session_id), [0, -1, 255, 256, *look_at])


@pytest.mark.parametrize("policy", ["ABORT", "FAIL", "IGNORE", "REPLACE", "ROLLBACK"])
def test_a_message_is_counted_once_however_another_program_writes_it(data_dir: Path, policy: str) -> None:
    database.create_session()
    with closing(sqlite3.connect(data_dir / "main.db")) as other:
        other.executemany(INSERT.replace("INSERT", f"INSERT OR {policy}"), [(1,)] * 300)
        other.commit()
        counts = "SELECT shift, block, messages FROM message_counts ORDER BY shift, block"
        assert other.execute(counts).fetchall() == [(8, 0, 255), (8, 1, 45), (16, 0, 300)]


def test_messages_from_before_are_counted_when_a_file_is_brought_up(data_dir: Path) -> None:
    path = data_dir / "main.db"
    make_legacy_file(path, "default", "first")
    with closing(sqlite3.connect(path)) as older:
        older.executemany(INSERT, [(1 + number % 2,) for number in range(3000)])
        older.commit()
        ids = plain_list(older, 1)
    assert database.run_pending_migrations() == {}
    assert_true_to(1, ids, [0, 255, 256, 257, 2999])


def test_a_conversation_without_messages() -> None:
    session_id = database.create_session()
    assert read(message_at, session_id, 0) is None
    assert read(first_message_since, session_id, "2001-01-01 00:00:00") is None
    assert read(first_and_last_time, session_id) == (None, None)


def a_dated_session() -> tuple[int, list[int]]:
    """A session of four messages on three days, between messages of another on the days between."""
    session_id, other = database.create_session("Dated"), database.create_session("Other")
    insert = "INSERT INTO chat_messages (session_id, message, is_user, timestamp) VALUES (?, 'x', 1, ?)"
    with connect("default") as connection:
        ids = []
        for time in DAYS:
            ids.append(connection.execute(insert, (session_id, time)).lastrowid or 0)
            connection.execute(insert, (other, time.replace("-0", "-1")))
    return session_id, ids


@pytest.mark.parametrize(
    ("moment", "place"),
    [("2001-01-01", 0), ("2026-11-02", 0), ("2026-11-03", 1), ("2026-11-05", 3), ("2999-01-01", None)],
)
def test_the_first_message_since_a_moment(moment: str, place: int | None) -> None:
    session_id, ids = a_dated_session()
    expected = None if place is None else ids[place]
    assert read(first_message_since, session_id, f"{moment} 00:00:00") == expected


def test_days_that_have_messages() -> None:
    session_id, _ids = a_dated_session()
    spans = [(f"2026-11-{day:02} 00:00:00", f"2026-11-{day + 1:02} 00:00:00") for day in range(1, 29)]
    assert [spans[number][0][8:10] for number in read(times_with_messages, session_id, spans)] == [
        "02",
        "04",
        "09",
    ]
    assert read(first_and_last_time, session_id) == (DAYS[0], DAYS[-1])


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("positions.first_since", (1, "2026-01-01")),
        ("positions.first_and_last_time", (1,)),
        ("positions.times_with_messages", (1, "[]")),
        ("positions.count_before", (1, 5)),
        ("positions.message_in_block", (1, 0, 3)),
        ("positions.count_messages", (1,)),
    ],
)
def test_nothing_is_scanned(query: str, values: tuple[object, ...]) -> None:
    database.init_persona_db()
    with connect("default") as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {sql(query)}", values).fetchall()
    steps = [step for (*_numbers, step) in plan if "chat_messages" in step or "message_counts" in step]
    assert steps
    assert all(step.startswith("SEARCH") for step in steps)
