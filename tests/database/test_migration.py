from pathlib import Path

import pytest
from support.files import SHAPES, execute, make_legacy_file, rows_of

from personaui_desktop import database
from personaui_desktop.database import migration
from personaui_desktop.database.file_header import FORMAT
from personaui_desktop.errors import MigrationFailed

TABLES = ("chat_sessions", "chat_messages", "memories")
FAILING: migration.Migration = {
    "id": "add_mood",
    "check": "SELECT mood FROM chat_messages LIMIT 1",
    "apply": ["ALTER TABLE chat_messages ADD COLUMN mood TEXT", "INSERT INTO nowhere VALUES (1)"],
}


def user_version(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64])


def test_the_specified_migrations_come_first() -> None:
    assert [each["id"] for each in migration.MIGRATIONS][:2] == [
        "add_last_memory_message_id",
        "add_memory_message_ranges",
    ]
    for each in migration.MIGRATIONS:
        assert set(each) == {"id", "check", "apply"}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_old_file_opens_twice_with_every_row_unchanged(data_dir: Path, shape: str) -> None:
    path = data_dir / "persona_old.db"
    make_legacy_file(path, "old", shape)
    before = {table: rows_of(path, table) for table in TABLES}
    for _ in range(2):
        assert database.init_all_dbs() == {}
        for table in TABLES:
            for old, new in zip(before[table], rows_of(path, table), strict=True):
                assert {key: new[key] for key in old} == old
                assert all(new[key] is None for key in set(new) - set(old))
        recorded = {row["key"] for row in rows_of(path, "db_info")}
        assert recorded == {"persona_id"} | {f"migration_{each['id']}" for each in migration.MIGRATIONS}
        assert user_version(path) == FORMAT
    texts = [message["message"] for message in database.get_chat_history(session_id=1, persona_id="old")]
    assert texts == [row["message"] for row in before["chat_messages"] if row["session_id"] == 1]
    assert database.get_last_memory_message_id(1, "old") == (None if shape == "first" else 2)


def test_an_old_file_is_brought_up_by_whatever_call_comes_first(data_dir: Path) -> None:
    make_legacy_file(data_dir / "main.db", "default", "first")
    assert database.get_user_message_count_since_marker(1) == 2
    make_legacy_file(data_dir / "persona_old.db", "old", "first")
    assert database.run_pending_migrations("old") == {}
    make_legacy_file(data_dir / "persona_older.db", "older", "marker")
    assert database.run_pending_migrations() == {}
    assert "end_message_id" in rows_of(data_dir / "persona_older.db", "memories")[0]


def test_a_file_with_one_of_two_columns_is_completed(data_dir: Path) -> None:
    path = data_dir / "main.db"
    make_legacy_file(path, "default", "marker")
    execute(path, "ALTER TABLE memories ADD COLUMN start_message_id INTEGER")
    assert database.run_pending_migrations() == {}
    assert set(rows_of(path, "memories")[0]) >= {"start_message_id", "end_message_id"}


def test_a_column_is_the_same_whatever_its_letters_case(data_dir: Path) -> None:
    path = data_dir / "main.db"
    make_legacy_file(path, "default", "first")
    execute(path, "ALTER TABLE memories ADD COLUMN START_message_id INTEGER")
    assert database.init_all_dbs() == {}
    assert "end_message_id" in rows_of(path, "memories")[0]


def test_a_failing_migration_is_rolled_back_and_reported_and_stops_no_other_persona(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failing_anyway = data_dir / "persona_mia.db"
    database.save_message("kept", True, persona_id="mia")
    database.create_persona_db("ready")
    execute(data_dir / "persona_ready.db", "ALTER TABLE chat_messages ADD COLUMN mood TEXT")
    make_legacy_file(data_dir / "main.db", "default", "first")
    before = rows_of(failing_anyway, "chat_messages")
    with monkeypatch.context() as patch:
        patch.setattr(migration, "MIGRATIONS", [*migration.MIGRATIONS, FAILING])
        failures = database.run_pending_migrations()
        assert set(failures) == {"default", "mia"}
        for error in failures.values():
            assert isinstance(error, MigrationFailed)
            assert "add_mood" in str(error)
            assert error.path.name in str(error)
            assert "no such table" not in str(error), "what SQLite says is for the log"
        assert "no such table" in caplog.text
        assert "add_mood" in caplog.text
        assert rows_of(failing_anyway, "chat_messages") == before
        assert "migration_add_mood" not in {row["key"] for row in rows_of(failing_anyway, "db_info")}
        assert "last_memory_message_id" in rows_of(data_dir / "main.db", "chat_sessions")[0], (
            "those before it stay"
        )
        database.save_message("works", True, persona_id="ready")
        assert set(database.init_all_dbs()) == {"default", "mia"}
        with pytest.raises(MigrationFailed):
            database.save_message("x", True, persona_id="mia")
    assert database.run_pending_migrations() == {}
    assert database.get_last_message(None, "mia")["message"] == "kept"


def test_a_migration_whose_check_succeeds_is_only_recorded(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.create_persona_db("mia")
    in_place = {**FAILING, "check": "SELECT message FROM chat_messages LIMIT 1"}
    monkeypatch.setattr(migration, "MIGRATIONS", [*migration.MIGRATIONS, in_place])
    assert database.run_pending_migrations("mia") == {}
    assert "migration_add_mood" in {row["key"] for row in rows_of(data_dir / "persona_mia.db", "db_info")}


def test_an_older_program_can_still_write_the_file(data_dir: Path) -> None:
    path = data_dir / "main.db"
    make_legacy_file(path, "default", "ranges")
    database.init_all_dbs()
    execute(
        path,
        "INSERT INTO chat_messages (session_id, message, is_user, character_name) VALUES (1, 'x', 1, 'A')",
    )
    execute(path, "INSERT INTO memories (session_id, persona_id, content) VALUES (1, 'default', 'y')")
    assert database.get_last_message(1)["message"] == "x"
    assert len(database.get_all_memories()) == 3


@pytest.mark.parametrize("applied", range(2, len(migration.MIGRATIONS)))
def test_a_file_of_every_earlier_version_becomes_what_a_new_one_is(data_dir: Path, applied: int) -> None:
    earlier = data_dir / "persona_old.db"
    make_legacy_file(earlier, "old", "ranges")
    for each in migration.MIGRATIONS[2:applied]:
        for statement in each["apply"]:
            execute(earlier, statement)
        execute(earlier, f"INSERT INTO db_info VALUES ('migration_{each['id']}', '2026-01-01')")
    database.create_persona_db("new")
    assert database.init_all_dbs() == {}
    assert triggers_of(earlier) == triggers_of(data_dir / "persona_new.db")


def triggers_of(path: Path) -> dict[str, str]:
    things = {row["name"]: row for row in rows_of(path, "sqlite_master")}
    return {name: row["sql"] for name, row in things.items() if row["type"] == "trigger"}
