import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiosql
import pytest

from personaui_desktop.database import memory_index, sql_loader
from personaui_desktop.database.file import opened
from personaui_desktop.errors import UnknownQuery
from personaui_desktop.paths import sql_dir

NAMED = {
    "chat": [
        "get_latest_session_id",
        "get_memory_ranges",
        "get_chat_history",
        "get_conversation_context",
        "insert_message",
        "get_messages_since_marker",
        "count_user_messages_since_marker",
        "get_total_count",
        "get_max_message_id",
    ],
    "sessions": [
        "create_session",
        "get_all_sessions",
        "get_session_by_id",
        "update_session_title",
        "delete_session",
        "get_session_count_summary",
    ],
    "memories": [
        "insert_memory",
        "get_active_memories",
        "get_all_memories",
        "toggle_memory_status",
        "get_max_end_message_id",
        "update_session_memory_marker",
        "upsert_db_info",
    ],
}


@pytest.mark.parametrize("file", NAMED)
def test_every_query_of_the_specification_is_there(file: str) -> None:
    for name in NAMED[file]:
        assert sql_loader.sql(f"{file}.{name}")


def test_the_files_hold_as_many_as_the_specification_says() -> None:
    counts = Counter(name.partition(".")[0] for name in sql_loader.all_queries())
    assert {file: counts[file] for file in ("chat", "sessions", "memories", "migrations")} == {
        "chat": 15,
        "sessions": 9,
        "memories": 11,
        "migrations": 5,
    }


def test_the_files_are_read_as_aiosql_reads_them() -> None:
    class Texts(aiosql.queries.Queries):
        """Keeps the parsed texts and makes no functions of them."""

        def load_from_list(self, query_data: list[Any]) -> Any:
            return {query.query_name: query.sql for query in query_data}

    for file in sql_dir().glob("*.sql"):
        texts = aiosql.from_path(file, "sqlite3", mandatory_parameters=False, queries_cls=Texts)
        assert dict(sql_loader._queries_in(file.read_text(encoding="utf-8"))) == dict(texts.items())


def test_every_query_of_every_file_is_loaded_and_prepares() -> None:
    queries = sql_loader.all_queries()
    written = sum(
        line.startswith("-- name:")
        for file in sql_dir().glob("*.sql")
        for line in file.read_text(encoding="utf-8").splitlines()
    )
    assert len(queries) == written
    with opened("nobody") as file:
        memory_index.bring_up_to_date(file)
        for name, text in queries.items():
            file.connection.execute(f"EXPLAIN {text}", _bindings(text)).fetchall()
            assert text.count(";") <= 1, f"{name} is more than one statement"


@pytest.mark.parametrize("name", ["chat.nothing", "nothing", "", "chat", "../chat.insert_message", None])
def test_an_unknown_name_is_a_clear_error(name: str) -> None:
    with pytest.raises(UnknownQuery, match="no SQL query named"):
        sql_loader.sql(name)


def _bindings(text: str) -> dict[str, None] | tuple[None, ...]:
    named = re.findall(r":(\w+)", text)
    if named:
        return dict.fromkeys(named)
    numbered = [int(number) for number in re.findall(r"\?(\d+)", text)]
    return (None,) * (max(numbered, default=0) or text.count("?"))


def test_the_first_use_may_come_from_many_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = dict(sql_loader.all_queries())
    monkeypatch.setattr(sql_loader, "_loaded", {})
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(sql_loader.sql, ["chat.insert_message"] * 64)) == {
            expected["chat.insert_message"]
        }
    assert sql_loader.all_queries() == expected


@pytest.mark.parametrize("name", [[], None, 1, b"chat.insert_message", ("chat", "insert_message")])
def test_what_is_no_name_at_all_is_refused_by_name(name: Any) -> None:
    with pytest.raises(UnknownQuery, match="There is no SQL query named"):
        sql_loader.sql(name)


def test_columns_are_told_once_and_stand_where_a_query_names_them() -> None:
    queries = sql_loader.all_queries()
    assert (
        "SELECT id, title, created_at, updated_at, last_memory_message_id"
        in queries["sessions.get_all_sessions"]
    )
    assert not [name for name, text in queries.items() if "{" in text]
