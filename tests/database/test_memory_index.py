import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.files import execute, rows_of, without_full_text
from support.on_file import read
from support.recalling import say
from support.the_index import as_if_made_now, in_the_index, terms

from personaui_desktop import database, paths
from personaui_desktop.database import connection, memory_index, opening
from personaui_desktop.database.file import opened, writing
from personaui_desktop.database.relevance import MemoriesToPlan, memories_to_plan

EARLIER = (
    "DELETE FROM db_info WHERE key = 'migration_add_memory_changes'",
    "INSERT INTO db_info VALUES ('migration_add_memory_index', '1')",
    "DELETE FROM db_info WHERE key = 'migration_index_what_memories_were_made_of'",
    *(
        f"DROP TRIGGER memory_{name}"
        for name in (
            "message_inserted",
            "message_deleted",
            "message_updated",
            "mark_inserted",
            "mark_deleted",
            "mark_updated",
        )
    ),
    "DROP TABLE memory_docs",
    "DROP TABLE memory_common_words",
    "DROP INDEX idx_memory_range",
    "DROP TABLE memory_changes",
    "DROP TRIGGER memory_inserted",
    "DROP TRIGGER memory_deleted",
    "DROP TRIGGER memory_updated",
    "CREATE VIRTUAL TABLE memory_index USING fts5(content, content = 'memories', content_rowid = 'id')",
    """CREATE TRIGGER memory_index_insert AFTER INSERT ON memories BEGIN
        INSERT INTO memory_index (rowid, content) VALUES (NEW.id, NEW.content);
    END""",
    """CREATE TRIGGER memory_index_delete AFTER DELETE ON memories BEGIN
        INSERT INTO memory_index (memory_index, rowid, content) VALUES ('delete', OLD.id, OLD.content);
    END""",
    """CREATE TRIGGER memory_index_update AFTER UPDATE OF id, content ON memories BEGIN
        INSERT INTO memory_index (memory_index, rowid, content) VALUES ('delete', OLD.id, OLD.content);
        INSERT INTO memory_index (rowid, content) VALUES (NEW.id, NEW.content);
    END""",
    "INSERT INTO memory_index (memory_index) VALUES ('rebuild')",
    "CREATE VIRTUAL TABLE memory_words USING fts5(content)",
)
"""What turns a new file into one from when triggers kept the index."""


def look_up(*words: str, room: int = 1) -> MemoriesToPlan:
    return read(memories_to_plan, [say(" ".join(words))], room, len, lambda _number: room)


def found(*words: str) -> list[str]:
    result = look_up(*words)
    contents = {memory.id: memory.content for memory in result.memories}
    return [contents[each] for each in result.relevant or ()]


def test_a_program_without_full_text_search_can_write_memories(data_dir: Path) -> None:
    kept = database.save_memory(None, "He likes tea")
    gone = database.save_memory(None, "She likes coffee")
    assert len(found("likes")) == 2
    with closing(without_full_text(sqlite3.connect(data_dir / "main.db"))) as other:
        other.execute("INSERT INTO memories (persona_id, content) VALUES ('default', 'They like milk')")
        other.execute("UPDATE memories SET content = 'He likes cocoa' WHERE id = ?", (kept,))
        other.execute("UPDATE memories SET is_active = NOT is_active WHERE id = ?", (kept,))
        other.execute("UPDATE memories SET is_active = NOT is_active WHERE id = ?", (kept,))
        other.execute("DELETE FROM memories WHERE id = ?", (gone,))
        other.commit()
    assert found("tea", "coffee", "cocoa") == ["He likes cocoa"]
    assert found("milk") == ["They like milk"]


def test_without_full_text_search_of_our_own_the_newest_are_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_without(path: Path, check: Callable[[], None]) -> opening.FileConnection:
        return without_full_text(opening.open_connection(path, check))

    monkeypatch.setattr(connection, "open_connection", open_without)
    for number in range(60):
        database.save_memory(None, f"number {number}")
    result = look_up("number")
    assert result.relevant is None
    assert result.memories[-1].content == "number 59"
    assert result.unread.number == 60 - len(result.memories) > 0


def test_an_index_that_triggers_kept_gives_way(data_dir: Path) -> None:
    path = data_dir / "main.db"
    database.save_memory(None, "An old memory")
    for statement in EARLIER:
        execute(path, statement)
    database.save_memory(None, "A new memory")
    with closing(without_full_text(sqlite3.connect(path))) as other:
        other.execute("INSERT INTO memories (persona_id, content) VALUES ('default', 'Another memory')")
        other.commit()
    assert set(found("memory")) == {"An old memory", "A new memory", "Another memory"}
    with closing(sqlite3.connect(path)) as other:
        names = {name for (name,) in other.execute("SELECT name FROM sqlite_master")}
    assert not any(name.startswith(("memory_index", "memory_words")) for name in names)


def test_what_was_deleted_leaves_the_index_though_nobody_asks_it(data_dir: Path) -> None:
    secret = database.save_memory(None, "A secret")
    database.save_memory(None, "Another thing")
    assert found("secret") == ["A secret"]
    database.delete_memory(secret)
    assert look_up(room=1000).relevant is None
    assert terms(data_dir / "main.db") == {"anoth", "thing"}
    assert rows_of(data_dir / "main.db", "memory_changes") == []


def test_while_all_memories_fit_there_is_no_index(data_dir: Path) -> None:
    database.save_memory(None, "A memory")
    assert look_up("memory", room=1000).relevant is None
    with closing(sqlite3.connect(data_dir / "main.db")) as other:
        assert not other.execute("SELECT 1 FROM sqlite_master WHERE name = 'memory_terms'").fetchone()


def test_it_is_brought_up_to_date_in_the_transaction_that_there_is() -> None:
    database.save_memory(None, "A memory")
    with writing("default") as file:
        assert memory_index.bring_up_to_date(file)
        assert file.connection.in_transaction
    assert found("memory") == ["A memory"]
    database.save_memory(None, "Another memory")
    with writing("default") as file:
        assert memory_index.bring_up_to_date(file)
        assert file.connection.in_transaction
    assert sorted(found("memory")) == ["A memory", "Another memory"]


def test_several_may_make_it_at_once() -> None:
    for number in range(200):
        database.save_memory(None, f"number {number}")

    def bring_up_to_date(_number: int) -> bool:
        return read(memory_index.bring_up_to_date)

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(bring_up_to_date, range(8)))
    assert found("17") == ["number 17"]


numbers = st.integers(1, 6)
words = st.sampled_from(["tea", "coffee", "tea and coffee", ""])
writes = st.one_of(
    st.tuples(st.just("INSERT OR REPLACE INTO memories (content, id) VALUES (?, ?)"), words, numbers),
    st.tuples(st.just("INSERT OR IGNORE INTO memories (content, id) VALUES (?, ?)"), words, numbers),
    st.tuples(st.just("UPDATE memories SET content = ? WHERE id = ?"), words, numbers),
    st.tuples(st.just("UPDATE OR REPLACE memories SET id = ? WHERE id = ?"), numbers, numbers),
    st.tuples(st.just("DELETE FROM memories WHERE content = ? OR id = ?"), words, numbers),
    st.just(None),
)


@given(st.lists(writes, max_size=20))
def test_it_knows_what_is_there_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, object, int] | None]
) -> None:
    """Whatever any program did to the memories, and whenever the index was asked."""
    paths.choose_data_dir(tmp_path_factory.mktemp("data"))
    try:
        with opened("default", create=True) as file:
            own = file.connection
            for each in done:
                if each is None:
                    memory_index.bring_up_to_date(file)
                else:
                    own.execute(each[0], each[1:])
            assert memory_index.bring_up_to_date(file)
            assert in_the_index(own) == as_if_made_now(own)
    finally:
        paths.choose_data_dir(None)
