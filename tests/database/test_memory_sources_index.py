"""The index knows what the memories were made of, as it is now, and nothing hidden or unchosen."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.files import execute, rows_of, without_full_text
from support.on_file import read, write
from support.recalling import index_all, say
from support.the_index import as_if_made_now, in_the_index, terms

from personaui_desktop import database, paths
from personaui_desktop.database import (
    branches,
    edits,
    marks,
    memory_index,
    messages,
    provenance,
    undo_steps,
    versions,
)
from personaui_desktop.database import sessions as database_sessions
from personaui_desktop.database.file import PersonaFile, opened, writing
from personaui_desktop.database.memory_index import bring_up_to_date
from personaui_desktop.database.relevance import memories_to_plan
from personaui_desktop.errors import KnownError


@pytest.fixture
def session() -> int:
    made = database.create_session()
    for text in ("lighthouse", "keeper", "storm", "anchor"):
        database.save_message(text, True, session_id=made)
    database.save_memory(made, "They met.", "default", 1, 3)
    index_all()
    return made


def said(data_dir: Path) -> set[str]:
    """The stems of what the memories were made of, as the index knows them after the next look."""
    index_all()
    return terms(data_dir / "main.db", "said")


def found(text: str) -> list[str]:
    result = read(memories_to_plan, [say(text)], 1, len, lambda _number: 0)
    contents = {memory.id: memory.content for memory in result.memories}
    return [contents[each] for each in result.relevant or ()]


def test_a_memory_is_found_by_what_it_was_made_of(session: int) -> None:
    assert found("lighthouses") == found("keeper") == ["They met."]
    assert found("anchor") == []


def test_what_a_memory_says_itself_counts_more(session: int) -> None:
    other = database.create_session()
    for text in ("nothing", "much", "here"):
        database.save_message(text, True, session_id=other)
    database.save_memory(other, "A keeper.", "default", 5, 7)
    index_all()
    assert found("keeper") == ["A keeper.", "They met."]


def test_what_is_hidden_is_never_in_it(session: int, data_dir: Path) -> None:
    step = write(marks.set_hidden, [2], True)
    assert step is not None
    assert said(data_dir) == {"lighthous", "storm"}
    assert found("keeper") == []
    write(undo_steps.undo, step)
    assert said(data_dir) == {"lighthous", "keeper", "storm"}


def test_only_the_chosen_version_is_in_it(session: int, data_dir: Path) -> None:
    write(edits.edit_message, 3, "sunshine", keeps_version=True)
    assert said(data_dir) == {"lighthous", "keeper", "sunshin"}
    first, _ = read(versions.list_versions, 3)
    write(versions.choose_version, first.id)
    assert said(data_dir) == {"lighthous", "keeper", "storm"}


def test_what_goes_leaves_it_and_comes_back_when_taken_back(session: int, data_dir: Path) -> None:
    step = write(messages.delete_messages, session, [1, 2])
    assert said(data_dir) == {"storm"}
    write(undo_steps.undo, step)
    assert said(data_dir) == {"lighthous", "keeper", "storm"}
    write(database_sessions.delete_session, session)
    assert said(data_dir) == set()


def test_it_follows_a_branch(session: int, data_dir: Path) -> None:
    parked = write(branches.park_tail, session, 2)
    assert said(data_dir) == {"keeper", "storm"}
    write(branches.open_branch, parked)
    assert said(data_dir) == {"lighthous", "keeper", "storm"}


def test_a_program_without_full_text_search_goes_on_writing(session: int, data_dir: Path) -> None:
    with closing(without_full_text(sqlite3.connect(data_dir / "main.db"))) as other:
        other.execute("UPDATE chat_messages SET message = 'captain' WHERE id = 2")
        other.execute("DELETE FROM chat_messages WHERE id = 3")
        other.execute("INSERT INTO chat_messages (session_id, message, is_user) VALUES (1, 'later', 1)")
        other.commit()
    assert found("keeper") == []
    assert said(data_dir) == {"lighthous", "captain"}


@pytest.mark.parametrize(
    "done",
    [
        "UPDATE chat_messages SET message = 'captain' WHERE id = 2",
        "UPDATE chat_messages SET session_id = 2 WHERE id = 2",
        "UPDATE chat_messages SET session_id = 1 WHERE id = 5",
        "UPDATE chat_messages SET id = 9 WHERE id = 1",
        "DELETE FROM chat_messages WHERE id = 4",
        "INSERT INTO chat_messages (id, session_id, message, is_user) VALUES (6, 1, 'gulls', 1)",
        "INSERT INTO message_marks (message_id, is_hidden) VALUES (1, 1)",
        "UPDATE message_marks SET is_hidden = 1 WHERE message_id = 2",
        "UPDATE message_marks SET message_id = 1 WHERE message_id = 3",
        "UPDATE message_marks SET is_hidden = 0 WHERE message_id = 3",
        "DELETE FROM message_marks WHERE message_id = 3",
        "UPDATE memories SET start_message_id = 2 WHERE id = 1",
        "UPDATE memories SET end_message_id = 2 WHERE id = 1",
        "UPDATE memories SET session_id = 2 WHERE id = 1",
        "UPDATE memories SET session_id = NULL WHERE id = 1",
        "UPDATE memories SET id = 8 WHERE id = 1",
        "UPDATE memories SET content = 'They parted.' WHERE id = 1",
        "DELETE FROM memories WHERE id = 1",
        "DELETE FROM chat_sessions WHERE id = 1",
        "DROP TABLE memory_terms",
        "CREATE VIRTUAL TABLE memory_words USING fts5(content)",
    ],
)
def test_it_follows_whatever_a_program_does(data_dir: Path, done: str) -> None:
    first, second = database.create_session(), database.create_session()
    for text in ("lighthouse", "keeper", "storm", "anchor"):
        database.save_message(text, True, session_id=first)
    database.save_message("rope", True, session_id=second)
    database.save_message("crew", True, session_id=second)
    execute(data_dir / "main.db", "DELETE FROM chat_messages WHERE message = 'crew'")
    database.save_memory(first, "They met.", "default", 1, 7)
    marked = "INSERT INTO message_marks (message_id, is_hidden) VALUES (2, 0), (3, 1)"
    execute(data_dir / "main.db", marked)
    index_all()
    with closing(sqlite3.connect(data_dir / "main.db")) as other:
        other.execute("PRAGMA foreign_keys = ON")
        before = as_if_made_now(other)
        assert in_the_index(other) == before
        other.execute(done)
        other.commit()
        assert (as_if_made_now(other) != before) == (" TABLE " not in done)
    index_all()
    with closing(sqlite3.connect(data_dir / "main.db")) as other:
        assert in_the_index(other) == as_if_made_now(other)
        assert not other.execute("SELECT 1 FROM sqlite_master WHERE name = 'memory_words'").fetchone()


def test_until_it_is_taken_in_what_changed_is_not_found(
    session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = database.create_session()
    made = database.save_message("lighthouse", True, session_id=other)
    database.save_memory(other, "Another.", "default", made, made)
    assert set(found("lighthouse")) == {"They met.", "Another."}
    monkeypatch.setattr(memory_index, "_take_in", lambda _file, _characters: None)
    write(edits.edit_message, 1, "tower")
    assert found("lighthouse") == ["Another."]
    assert found("tower") == []


def test_nobody_waits_for_all_of_it(data_dir: Path) -> None:
    made = database.create_session()
    for number in range(9):
        first = database.save_message("lighthouse " * 40, True, session_id=made)
        database.save_memory(made, f"Number {number}.", "default", first, first)
    assert write(bring_up_to_date, characters=1_000)
    assert [row["memory_id"] for row in rows_of(data_dir / "main.db", "memory_docs")] == [7, 8, 9]
    index_all()
    assert len(found("lighthouse")) == 9


def test_of_very_long_talks_the_beginning_is_enough(
    session: int, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_index, "A_STEP", 12)
    write(edits.edit_message, 3, "sunshine")
    assert said(data_dir) == {"lighthous", "keeper"}


numbers = st.integers(1, 12)
texts = st.sampled_from(["tea", "lighthouse keeper", "storms", "Größe", "灯台の猫", ""])
Deed = Callable[[PersonaFile], object]
RAW = [
    "UPDATE chat_messages SET message = ?1 WHERE id = ?2",
    "UPDATE chat_messages SET session_id = 1 + ?2 % 3 WHERE message = ?1 OR id = ?2",
    "DELETE FROM chat_messages WHERE id = ?2 OR message = ?1 || 'x'",
    "INSERT INTO chat_messages (message, session_id, is_user) VALUES (?1, 1 + ?2 % 3, 1)",
    "INSERT OR IGNORE INTO chat_messages (message, id, session_id, is_user) VALUES (?1, ?2, 1, 0)",
    "INSERT INTO memories (content, session_id, start_message_id, end_message_id) VALUES (?1, 1, ?2 - 3, ?2)",
    "INSERT INTO memories (content, session_id, start_message_id, end_message_id) VALUES (?1, 2, ?2, 99)",
    "UPDATE memories SET content = ?1 WHERE id = ?2",
    "UPDATE memories SET start_message_id = ?2 % 5 WHERE id = 1 OR content = ?1",
    "DELETE FROM memories WHERE id = ?2 AND content <> ?1",
    "INSERT OR IGNORE INTO message_marks (message_id, is_hidden) VALUES (?2, ?1 <> '')",
    "DELETE FROM message_marks WHERE message_id = ?2 OR note = ?1",
    "DELETE FROM chat_sessions WHERE id = ?2 % 9 OR title = ?1",
]


def raw(query: str, text: str, number: int) -> Deed:
    return lambda file: file.connection.execute(query, (text, number))


deeds = st.one_of(
    st.builds(raw, st.sampled_from(RAW), texts, numbers),
    st.builds(
        lambda text, number: lambda file: edits.edit_message(file, number, text or "x"), texts, numbers
    ),
    st.builds(
        lambda text, number: lambda file: edits.edit_message(file, number, text or "x", keeps_version=True),
        texts,
        numbers,
    ),
    st.builds(lambda number: lambda file: versions.choose_version(file, number), numbers),
    st.builds(lambda number, to: lambda file: marks.set_hidden(file, [number], to), numbers, st.booleans()),
    st.builds(lambda number: lambda file: messages.delete_messages(file, 1 + number % 3, [number]), numbers),
    st.builds(lambda number: lambda file: branches.park_tail(file, 1 + number % 3, number), numbers),
    st.builds(lambda number: lambda file: branches.open_branch(file, number), numbers),
    st.builds(lambda number: lambda file: provenance.forget_memory(file, number), numbers),
    st.builds(lambda number: lambda file: database_sessions.delete_session(file, number % 9), numbers),
    st.just(undo_steps.undo),
    st.just(undo_steps.redo),
    st.just(lambda file: bring_up_to_date(file, characters=1)),
    st.just(bring_up_to_date),
)


class Killed(Exception):
    """What comes between."""


@settings(max_examples=60)
@given(st.lists(st.tuples(deeds, st.integers(0, 5)), max_size=25))
def test_it_is_what_it_would_be_if_made_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[Deed, int]]
) -> None:
    """Whatever any program did, whenever the index was asked, and whatever came between."""
    paths.choose_data_dir(tmp_path_factory.mktemp("data"))
    try:
        with writing("default", create=True) as file:
            for title in ("one", "two", "three"):
                file.connection.execute("INSERT INTO chat_sessions (title) VALUES (?)", (title,))
            for number in range(9):
                query = "INSERT INTO chat_messages (message, session_id, is_user) VALUES (?, 1, 1)"
                file.connection.execute(query, (f"word{number}",))
            file.connection.execute(RAW[5], ("They met.", 5))
            bring_up_to_date(file)
        for deed, kill in done:
            # A refused deed leaves nothing behind, nor does one that a kill came between of.
            with suppress(KnownError, Killed), writing("default") as file:
                deed(file)
                if not kill:
                    raise Killed
        index_all()
        with opened("default") as file:
            assert in_the_index(file.connection) == as_if_made_now(file.connection)
    finally:
        paths.choose_data_dir(None)
